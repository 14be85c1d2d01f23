import type { DataOf } from '@o2c/contracts';
import {
  Chance,
  eventually,
  figure,
  limit,
  startService,
  tell,
  type TestService,
} from '@o2c/testing';
import { BillingModule } from './billing.module.js';
import { SampleSales } from './sample-sales.js';

const BILLERS = 32;

describe('Two processes of billing on one database', () => {
  let one: TestService;
  let other: TestService;
  let sales: SampleSales;

  beforeAll(async () => {
    one = await startService(BillingModule);
    other = await one.another(BillingModule);
    sales = new SampleSales(one);
  });
  afterAll(async () => {
    await other?.stop();
    await one?.stop();
  });

  it(
    'number what 32 billers invoice without a gap, whatever is cut off meanwhile',
    async () => {
      const shipments = figure(640, 16_000);
      const parties = await sales.parties();
      const goods: DataOf<'Shipped'>[] = [];
      const released = Array.from({ length: shipments }, () => ({ ...parties, order: sales.id() }));
      await one.publishFacts(
        'OrderReleased',
        released.map((sale) => sales.release(sale)),
      );
      for (const sale of released) goods.push(sales.goods(sale, [1]));
      const events = goods.map((data) => one.event('Shipped', data));
      const share = shipments / BILLERS;
      let atWork = true;
      const cuts = cutOff(() => atWork);
      await Promise.all(
        Array.from({ length: BILLERS }, async (_, biller) => {
          const own = events.slice(biller * share, (biller + 1) * share);
          const service = biller % 2 === 0 ? one : other;
          for (let from = 0; from < own.length; from += 4) {
            // The last one comes twice, as after a crash before the cursor is saved.
            await service.bus.deliver(own.slice(Math.max(0, from - 1), from + 4));
          }
        }),
      );
      atWork = false;
      const found = await eventually(() => one.database.read(NUMBERS, [parties.seller]));
      expect(found).toEqual([
        { invoices: shipments, last: shipments, orders: shipments, facts: shipments },
      ]);
      expect(await one.brokenIdentities()).toEqual([]);
      tell('32 billers', { invoices: shipments, 'sessions cut off': await cuts, violations: 0 });
    },
    limit(60, 1_800),
  );

  /** Each time that some more is invoiced, ends a session in the middle of what it does. */
  async function cutOff(goesOn: () => boolean): Promise<number> {
    const chance = new Chance(BILLERS);
    let cut = 0;
    for (let next = 0; goesOn();) {
      if ((await invoices()) < next) continue;
      const sessions = await one.database.read<{ pid: number }>(AT_WORK);
      if (sessions.length === 0) continue;
      await one.database.read('SELECT pg_terminate_backend($1)', [chance.oneOf(sessions).pid]);
      cut++;
      next = (await invoices()) + BILLERS;
    }
    return cut;
  }

  async function invoices(): Promise<number> {
    const [row] = await one.database.read<{ count: number }>('SELECT count(*) FROM documents');
    return row?.count ?? 0;
  }
});

/** In a transaction: what it did must be gone. */
const AT_WORK = `
  SELECT pid FROM pg_stat_activity
   WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`;

const NUMBERS = `
  SELECT count(*) AS invoices, max(sequence)::bigint AS last,
         count(DISTINCT order_id) AS orders,
         (SELECT count(*) FROM outbox WHERE type = 'Invoiced') AS facts
    FROM documents WHERE seller_id = $1 AND kind = 'invoice'`;

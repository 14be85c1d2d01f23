import type { AnyEvent } from '@o2c/contracts';
import { Audit } from '@o2c/messaging';
import { figure, limit, startService, tell, type TestService } from '@o2c/testing';
import { CreditModule } from './credit.module.js';
import { SampleTrade } from './sample-trade.js';

const DAY = 86_400_000;

describe('Two processes of credit on one database', () => {
  let one: TestService;
  let other: TestService;
  let trade: SampleTrade;

  beforeAll(async () => {
    one = await startService(CreditModule);
    other = await one.another(CreditModule);
    trade = new SampleTrade(one);
    await trade.open();
  });
  afterAll(async () => {
    await other?.stop();
    await one?.stop();
  });

  /** Every total is what the rows below it add up to. */
  afterEach(async () => {
    for (const { left, right } of await one.app.get(Audit, { strict: false }).identities()) {
      expect(left).toBe(right);
    }
  });

  /** Each process gets every second part, all at once. */
  const deliverToBoth = (events: readonly AnyEvent[], partSize: number) => {
    const parts = Array.from({ length: Math.ceil(events.length / partSize) }, (_, part) =>
      events.slice(part * partSize, (part + 1) * partSize),
    );
    return parts.map((part, index) => (index % 2 === 0 ? one : other).bus.deliver(part));
  };
  const statuses = (customer: string) => one.database.read(STATUSES, [customer]);

  it('give 100 of 200 orders the limit of 100', async () => {
    const customer = await trade.customer('10000.00');
    const orders = Array.from({ length: 200 }, () =>
      one.event('OrderPlaced', trade.placed(customer, ['100.00'])),
    );
    await Promise.all(deliverToBoth(orders, 5));
    expect(await statuses(customer)).toEqual([
      { status: 'approved', count: 100, open: 1_000_000 },
      { status: 'held', count: 100, open: 1_000_000 },
    ]);
    const decided = [...one.facts(), ...other.facts()].filter(({ data }) => {
      return 'customer' in data && data.customer === customer && !('restated' in data);
    });
    expect(decided).toHaveLength(200);
  });

  it('let payments free held orders, and never go over the limit', async () => {
    const customer = await trade.customer('1000.00');
    const place = (count: number) =>
      Array.from({ length: count }, () =>
        one.event('OrderPlaced', trade.placed(customer, ['100.00'])),
      );
    await one.deliver(place(30));
    const payments = Array.from({ length: 12 }, () =>
      one.event('PaymentReceived', trade.received(customer, '100.00')),
    );
    await Promise.all([...deliverToBoth(payments, 1), ...deliverToBoth(place(20), 1)]);
    await Promise.all([one.settle(), other.settle()]);
    expect(await statuses(customer)).toMatchObject([
      { status: 'approved', count: 22 },
      { status: 'held', count: 28 },
    ]);
  });

  it('tell each hold anew once, by the figures that stand in the end', async () => {
    const customer = await trade.customer('1000.00');
    await one.deliver(
      Array.from({ length: 40 }, () =>
        one.event('OrderPlaced', trade.placed(customer, ['900.00'])),
      ),
    );
    const told = () => {
      const facts = [...one.facts('CreditHeld'), ...other.facts('CreditHeld')];
      return facts.filter(({ data }) => data.customer === customer && data.restated);
    };
    const later = () => {
      for (const { clock } of [one, other]) {
        clock.advanceTo(new Date(clock.now().getTime() + 30_000).toISOString());
      }
      return Promise.all([one.runJobs(), other.runJobs()]);
    };
    for (let round = 1; round <= 5; round++) {
      const payment = one.event('PaymentReceived', trade.received(customer, '10.00'));
      await Promise.all([...deliverToBoth([payment], 1), later()]);
      await later();
    }
    const sums = Map.groupBy(
      told(),
      ({ subject, data }) => subject + data.reasons[0]?.needed?.amount,
    );
    expect([...sums.values()].filter(({ length }) => length > 1)).toEqual([]);
    expect(await one.database.read(NEEDED, [customer])).toEqual(
      Array.from({ length: 39 }, (_, index) => ({ needed: 750_00 + index * 900_00 })),
    );
  });

  it(
    'end a reservation once, whether it expires or its goods leave at that moment',
    async () => {
      const customer = await trade.customer('100000000.00');
      const rounds = figure(4, 100);
      const size = 100;
      const count = { interleavings: 0, expired: 0, consumed: 0 };
      for (let round = 0; round < rounds; round++) {
        const placed = Array.from({ length: size }, () => trade.placed(customer, ['100.00']));
        await one.deliver(placed.map((data) => one.event('OrderPlaced', data)));
        for (const { clock } of [one, other]) {
          clock.advanceTo(new Date(clock.now().getTime() + 61 * DAY).toISOString());
        }
        const shipped = placed.map(({ order }) => {
          return one.event('Shipped', trade.shipped(customer, order, 6));
        });
        await Promise.all([one.runJobs(), ...deliverToBoth(shipped, 1 + (round % 20))]);
        const orders = placed.map(({ order }) => order);
        const expiries = Map.groupBy(one.facts('CreditHeld'), ({ subject }) => subject);
        const ends = await one.database.read<End>(ENDS, [orders]);
        expect(ends).toHaveLength(size);
        for (const { order, status, ...end } of ends) {
          const isExpired = status === 'expired';
          count[isExpired ? 'expired' : 'consumed']++;
          expect(expiries.get(order) ?? []).toHaveLength(isExpired ? 1 : 0);
          expect(end).toEqual({ open: 4_000, delivered: 6_000 });
        }
        count.interleavings += size;
      }
      tell('credit expiry against goods that leave', count);
    },
    limit(60, 1_800),
  );
});

type End = { order: string; status: string; open: number; delivered: number };

const STATUSES = `
  SELECT status, count(*) AS count, sum(open_minor) AS open FROM reservations
   WHERE customer = $1 GROUP BY status ORDER BY status`;

const NEEDED = `
  SELECT ((reasons -> 0 -> 'needed' ->> 'amount')::numeric * 100)::bigint AS needed
    FROM reservations WHERE customer = $1 AND status = 'held' ORDER BY 1`;

const ENDS = `
  SELECT order_id::text AS "order", status, open_minor AS open, delivered_minor AS delivered
    FROM reservations WHERE order_id = ANY ($1::uuid[])`;

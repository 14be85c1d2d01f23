import type { Tx } from '@o2c/messaging';
import { Meeting, startService, type TestService, withStatements } from '@o2c/testing';
import { BillingModule } from './billing.module.js';
import { carryOut } from './carry-out.js';
import { SampleSales } from './sample-sales.js';

const READ = 'ORDER BY seller_id, kind, year';
const TAKEN = '23505';

let service: TestService;
let sales: SampleSales;

beforeAll(async () => {
  service = await startService(BillingModule);
  sales = new SampleSales(service);
});
afterAll(() => service.stop());

describe('Two invoices of a seller that are numbered at the same moment', () => {
  test('are both written at once: the second waits for the number after the first', async () => {
    expect(await failuresOf((sql) => sql)).toEqual([]);
  });

  test('would want the same number if the series were read without its lock', async () => {
    expect(await failuresOf((sql) => sql.replace(' FOR UPDATE', ''))).toEqual([TAKEN]);
  });
});

/** The codes with which the database refuses one of the two. */
async function failuresOf(statement: (sql: string) => string): Promise<readonly unknown[]> {
  const parties = await sales.parties();
  const orders = [1, 2, 3].map(() => ({ ...parties, order: sales.id() }));
  await service.publishFacts(
    'OrderReleased',
    orders.map((sale) => sales.release(sale)),
  );
  const [first, ...both] = orders.map((sale) => service.event('Shipped', sales.goods(sale, [1])));
  // Who makes the series would be waited for by who makes it too.
  if (first) await service.bus.deliver([first]);
  const meeting = new Meeting(service.database);
  const meetAtRead = (tx: Tx) =>
    withStatements(tx, async <R extends object>(sql: string, params?: readonly unknown[]) => {
      if (!sql.includes(READ)) return tx.query<R>(sql, params);
      const rows = await tx.query<R>(statement(sql), params);
      await meeting.meet();
      return rows;
    });
  const ended = await Promise.allSettled(
    both.map((fact) =>
      service.database.transaction((tx) => carryOut([fact], meetAtRead(tx), service.clock)),
    ),
  );
  return ended
    .filter((one) => one.status === 'rejected')
    .map(({ reason }) => (reason as { code?: unknown }).code);
}

import type { Tx } from '@o2c/messaging';
import { Meeting, startService, type TestService, withStatements } from '@o2c/testing';
import { InventoryModule } from './inventory.module.js';
import { carryOutFacts } from './inventory.store.js';
import { SampleTrade } from './sample-trade.js';

const LOCK = 'ORDER BY sku FOR UPDATE';
const DEADLOCK = '40P01';

let service: TestService;
let trade: SampleTrade;

beforeAll(async () => {
  service = await startService(InventoryModule);
  trade = new SampleTrade(service);
});
afterAll(() => service.stop());

describe('Two orders that want the same skus in opposite line order', () => {
  test('both get them: skus are locked in one order', async () => {
    const failures = await failuresOf((tx, meeting) => async (sql, params) => {
      const rows = await tx.query<never>(sql, params);
      if (sql.includes(LOCK)) await meeting.meet();
      return rows;
    });
    expect(failures).toEqual([]);
  });

  test('would wait for each other for ever if each locked them in its own order', async () => {
    const failures = await failuresOf((tx, meeting) => async (sql, params) => {
      if (!sql.includes(LOCK)) return tx.query<never>(sql, params);
      const [first, ...others] = params?.[0] as string[];
      const rows = await tx.query<never>(sql, [[first]]);
      await meeting.meet();
      for (const sku of others) rows.push(...(await tx.query<never>(sql, [[sku]])));
      return rows;
    });
    expect(failures).toEqual([DEADLOCK]);
  });
});

/** The codes with which the database ends one of the two. */
async function failuresOf(
  query: (
    tx: Tx,
    meeting: Meeting,
  ) => (sql: string, params?: readonly unknown[]) => Promise<never[]>,
): Promise<readonly unknown[]> {
  const [one, other] = [await trade.product(10), await trade.product(10)];
  const meeting = new Meeting(service.database);
  const wanted = [
    trade.release([
      [one, 1],
      [other, 1],
    ]),
    trade.release([
      [other, 1],
      [one, 1],
    ]),
  ];
  const released = wanted.map((release) => service.event('OrderReleased', release));
  const results = await Promise.allSettled(
    released.map((fact) =>
      service.database.transaction((tx) =>
        carryOutFacts(withStatements(tx, query(tx, meeting) as Tx['query']), [fact]),
      ),
    ),
  );
  return results.flatMap((result) => {
    return result.status === 'rejected' ? [(result.reason as { code?: string }).code] : [];
  });
}

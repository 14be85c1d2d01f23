import type { Tx } from '@o2c/messaging';
import {
  failureCodes,
  Meeting,
  meetingAt,
  startService,
  type TestService,
  withStatements,
} from '@o2c/testing';
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
    expect(await failuresOf((tx, meeting) => meetingAt(LOCK, tx, meeting))).toEqual([]);
  });

  test('would wait for each other for ever if each locked them in its own order', async () => {
    const failures = await failuresOf((tx, meeting) =>
      withStatements(tx, async <R extends object>(sql: string, params?: readonly unknown[]) => {
        if (!sql.includes(LOCK)) return tx.query<R>(sql, params);
        const [first, ...others] = params?.[0] as string[];
        const rows = await tx.query<R>(sql, [[first]]);
        await meeting.meet();
        for (const sku of others) rows.push(...(await tx.query<R>(sql, [[sku]])));
        return rows;
      }),
    );
    expect(failures).toEqual([DEADLOCK]);
  });
});

/** The codes with which the database ends one of the two. */
async function failuresOf(met: (tx: Tx, meeting: Meeting) => Tx): Promise<readonly unknown[]> {
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
      service.database.transaction((tx) => carryOutFacts(met(tx, meeting), [fact])),
    ),
  );
  return failureCodes(results);
}

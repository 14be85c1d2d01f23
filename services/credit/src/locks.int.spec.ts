import type { Tx } from '@o2c/messaging';
import { Meeting, startService, type TestService, withStatements } from '@o2c/testing';
import { carryOut } from './carry-out.js';
import { CreditModule } from './credit.module.js';
import { SampleTrade } from './sample-trade.js';

const LOCK = 'FOR UPDATE OF accounts';

let service: TestService;
let trade: SampleTrade;

beforeAll(async () => {
  service = await startService(CreditModule);
  trade = new SampleTrade(service);
  await trade.open();
});
afterAll(() => service.stop());

describe('Two orders that meet in an account with room for one', () => {
  test('cannot take the same room: the second sees what the first took', async () => {
    expect(await approvedTogether((sql) => sql)).toBe(1);
  });

  test('would both be approved if the account were read without its lock', async () => {
    expect(await approvedTogether((sql) => sql.replace(LOCK, ''))).toBe(2);
  });
});

async function approvedTogether(statement: (sql: string) => string): Promise<number> {
  const customer = await trade.customer('100.00');
  const meeting = new Meeting(service.database);
  const meetAtLock = (tx: Tx) =>
    withStatements(tx, async <R extends object>(sql: string, params?: readonly unknown[]) => {
      const rows = await tx.query<R>(statement(sql), params);
      if (sql.includes(LOCK)) await meeting.meet();
      return rows;
    });
  const orders = [1, 2].map(() => trade.placed(customer, ['80.00']));
  const placed = orders.map((order) => service.event('OrderPlaced', order));
  await Promise.all(
    placed.map((fact) => service.database.transaction((tx) => carryOut([fact], meetAtLock(tx)))),
  );
  const approved = service.facts('CreditApproved');
  return approved.filter(({ data }) => data.customer === customer).length;
}

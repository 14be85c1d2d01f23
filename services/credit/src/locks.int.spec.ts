import { failureCodes, Meeting, meetingAt, startService, type TestService } from '@o2c/testing';
import { FactsConsumer } from './facts.consumer.js';
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

test('Who waits for an order and who tells of it do not wait in a circle', async () => {
  const [one, other] = await Promise.all([trade.customer('100.00'), trade.customer('100.00')]);
  const orders = [one, other].map((customer) => trade.placed(customer, ['80.00']));
  const placed = orders.map((order) => service.event('OrderPlaced', order));
  const shipped = orders.map(({ customer, order }) => {
    return service.event('Shipped', trade.shipped(customer, order, 1));
  });
  const meeting = new Meeting(service.database);
  const ended = await Promise.allSettled(
    [0, 1].map((mine) =>
      service.database.transaction((tx) => {
        const facts = [placed[mine], shipped[1 - mine]].filter((fact) => fact !== undefined);
        return new FactsConsumer().carryOut(facts, meetingAt(LOCK, tx, meeting));
      }),
    ),
  );
  expect(failureCodes(ended)).toEqual([]);
});

async function approvedTogether(statement: (sql: string) => string): Promise<number> {
  const customer = await trade.customer('100.00');
  const meeting = new Meeting(service.database);
  const orders = [1, 2].map(() => trade.placed(customer, ['80.00']));
  const placed = orders.map((order) => service.event('OrderPlaced', order));
  await Promise.all(
    placed.map((fact) =>
      service.database.transaction((tx) =>
        new FactsConsumer().carryOut([fact], meetingAt(LOCK, tx, meeting, statement)),
      ),
    ),
  );
  const approved = service.facts('CreditApproved');
  return approved.filter(({ data }) => data.customer === customer).length;
}

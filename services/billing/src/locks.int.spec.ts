import { catalogue } from '@o2c/contracts';
import { failureCodes, Meeting, meetingAt, startService, type TestService } from '@o2c/testing';
import { BillingModule } from './billing.module.js';
import { FactsConsumer } from './facts.consumer.js';
import { SampleSales } from './sample-sales.js';

const READ = 'ORDER BY seller_id, kind, year';
const LOCK = 'freight_invoice_id FROM orders';
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

test('Releases do not wait in a circle with who tells of the goods of their orders', async () => {
  const parties = await sales.parties();
  const [one, two] = [1, 2].map(() => ({ ...parties, order: sales.id() }));
  if (!one || !two) throw new Error('there are two orders');
  const released = [two, one].map((sale) => service.event('OrderReleased', sales.release(sale)));
  const meeting = new Meeting(service.database);
  const { database } = service;
  const ended = await Promise.allSettled([
    database.transaction(async (tx) => {
      for (const { order } of [one, two]) {
        await tx.query('INSERT INTO orders (id) VALUES ($1)', [order]);
        await meeting.meet();
      }
    }),
    database.transaction((tx) => {
      return new FactsConsumer(service.clock).carryOut(released, tx);
    }),
  ]);
  expect(failureCodes(ended)).toEqual([]);
});

test('A release that comes with one of a known order does not wait in a circle', async () => {
  const parties = await sales.parties();
  const [unheard, known] = [1, 2].map(() => ({ ...parties, order: sales.id() }));
  if (!unheard || !known) throw new Error('there are two orders');
  await service.publishFact('OrderReleased', sales.release(known));
  const released = [unheard, known].map((sale) => {
    return service.event('OrderReleased', sales.release(sale));
  });
  const meeting = new Meeting(service.database);
  const { database } = service;
  const ended = await Promise.allSettled([
    database.transaction(async (tx) => {
      await tx.query('INSERT INTO orders (id) VALUES ($1)', [unheard.order]);
      await meeting.meet();
      await tx.query('SELECT FROM orders WHERE id = $1 FOR UPDATE', [known.order]);
    }),
    database.transaction((tx) => {
      const consumer = new FactsConsumer(service.clock);
      return consumer.carryOut(released, meetingAt(LOCK, tx, meeting));
    }),
  ]);
  expect(failureCodes(ended)).toEqual([]);
});

test('Copies of customers do not wait in a circle with who locks the same customers', async () => {
  const [one, two] = [await sales.parties(), await sales.parties()];
  const changed = [two, one].map(({ customer }) => {
    return service.event('CustomerChanged', { ...catalogue.CustomerChanged.example, customer });
  });
  const meeting = new Meeting(service.database);
  const begun = Promise.withResolvers<void>();
  const { database } = service;
  const ended = await Promise.allSettled([
    database.transaction(async (tx) => {
      for (const { customer } of [one, two]) {
        await tx.query('SELECT FROM customers WHERE id = $1 FOR UPDATE', [customer]);
        begun.resolve();
        await meeting.meet();
      }
    }),
    database.transaction(async (tx) => {
      await begun.promise;
      return new FactsConsumer(service.clock).keepCustomers(changed, tx);
    }),
  ]);
  expect(failureCodes(ended)).toEqual([]);
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
  const ended = await Promise.allSettled(
    both.map((fact) =>
      service.database.transaction((tx) =>
        new FactsConsumer(service.clock).carryOut([fact], meetingAt(READ, tx, meeting, statement)),
      ),
    ),
  );
  return failureCodes(ended);
}

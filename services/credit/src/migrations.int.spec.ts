import type { DataSource } from 'typeorm';
import { connect, databaseUrl } from '@o2c/runtime';
import { freshDatabases, startService, testServerUrl, upgraded } from '@o2c/testing';
import { CreditModule } from './credit.module.js';
import { Credit1732300000000 } from './migrations/credit-1732300000000.js';
import { Credit1764200000000 } from './migrations/credit-1764200000000.js';
import { CreditDueDays1764500000000 } from './migrations/credit-due-days-1764500000000.js';
import { CreditHolds1764300000000 } from './migrations/credit-holds-1764300000000.js';
import { CreditHoldsTold1764600000000 } from './migrations/credit-holds-told-1764600000000.js';
import { CreditLines1764400000000 } from './migrations/credit-lines-1764400000000.js';
import { SampleTrade } from './sample-trade.js';

const SELLER = '01900000-0000-7000-8000-000000000001';
const CUSTOMER = '01900000-0000-7000-8000-000000000002';
const ORDER = '01900000-0000-7000-8000-000000000003';
const NOT_HEARD_OF = '01900000-0000-7000-8000-000000000004';
const LARGEST = Number.MAX_SAFE_INTEGER;

describe('Data of the version before', () => {
  test('keeps the lines of its orders to the last digit, and trade goes on with them', async () => {
    const databases = freshDatabases();
    await fillBefore(databases);
    const service = await startService(CreditModule, databases);
    try {
      const orders = 'SELECT order_id, lines FROM reservations ORDER BY order_id';
      expect(await service.database.read(orders)).toEqual([
        {
          order_id: ORDER,
          lines: [
            [1, 30_000, 10_000_000, 0, 10_000_000, 2_000_001, 1_000_000],
            [2, LARGEST, LARGEST, LARGEST, 0, 0, 0],
          ],
        },
        { order_id: NOT_HEARD_OF, lines: null },
      ]);

      const trade = new SampleTrade(service);
      await service.publishFact('Shipped', trade.shipped(CUSTOMER, ORDER, '7.999999'));
      const account = await service.http('GET', `/v1/credit-accounts/${CUSTOMER}`);
      expect(account.body.exposure).toMatchObject({
        openOrders: trade.eur('0.00'),
        deliveredNotInvoiced: trade.eur('270.00'),
      });
      const audit = await service.http('GET', '/internal/credit/audit');
      expect(audit.body.identities).toMatchObject([{ left: 27_000, right: 27_000 }]);
    } finally {
      await service.stop();
    }
  });

  test('keeps what falls due where the overdue rule looks at it, and nowhere else', async () => {
    const read = (database: DataSource) =>
      database.query<object[]>('SELECT currency, due_days FROM accounts ORDER BY currency');
    const due = [
      ['2026-03-02', 60_000],
      ['2026-04-01', 1],
    ];
    expect(await upgraded(MIGRATIONS, DUE, read)).toEqual([
      { currency: 'CHF', due_days: null },
      { currency: 'EUR', due_days: due },
      { currency: 'USD', due_days: [] },
    ]);
  });

  test('has those who wait told what is needed now', async () => {
    const read = (database: DataSource) =>
      database.query<object[]>('SELECT currency, holds_moved FROM accounts ORDER BY currency');
    const migrations = [...MIGRATIONS, CreditHoldsTold1764600000000];
    expect(await upgraded(migrations, MOVED, read)).toEqual([
      { currency: 'EUR', holds_moved: true },
      { currency: 'USD', holds_moved: false },
    ]);
  });
});

const MOVED = `
  INSERT INTO customers (id, number, currency) VALUES ('${CUSTOMER}', 'C-1', 'EUR');
  INSERT INTO accounts (seller, customer, currency, is_foreign, held_orders)
  VALUES ('${SELLER}', '${CUSTOMER}', 'EUR', false, 2),
         ('${SELLER}', '${CUSTOMER}', 'USD', true, 0)`;

const MIGRATIONS = [
  ...[Credit1732300000000, Credit1764200000000, CreditHolds1764300000000],
  ...[CreditLines1764400000000, CreditDueDays1764500000000],
];

const DUE = `
  INSERT INTO sellers (id, number) VALUES ('${SELLER}', 'S-1');
  INSERT INTO customers (id, number, currency) VALUES ('${CUSTOMER}', 'C-1', 'EUR');
  INSERT INTO accounts (seller, customer, currency, is_foreign, overdue_minor, overdue_days)
  VALUES ('${SELLER}', '${CUSTOMER}', 'EUR', false, 0, 30),
         ('${SELLER}', '${CUSTOMER}', 'USD', true, 0, 30),
         ('${SELLER}', '${CUSTOMER}', 'CHF', true, NULL, NULL);
  INSERT INTO due_days (seller, customer, currency, due_on, amount_minor)
  VALUES ('${SELLER}', '${CUSTOMER}', 'EUR', '2026-04-01', 1),
         ('${SELLER}', '${CUSTOMER}', 'EUR', '2026-03-02', 60000),
         ('${SELLER}', '${CUSTOMER}', 'EUR', '2026-02-01', 0),
         ('${SELLER}', '${CUSTOMER}', 'CHF', '2026-03-02', 500)`;

async function fillBefore(databases: string): Promise<void> {
  const database = await connect({
    name: 'credit',
    url: databaseUrl(testServerUrl(), databases, 'credit'),
    migrations: [Credit1732300000000, Credit1764200000000, CreditHolds1764300000000],
  });
  await database.query(ROWS);
  await database.destroy();
}

const ROWS = `
  INSERT INTO sellers (id, number) VALUES ('${SELLER}', 'S-1');
  INSERT INTO customers (id, number, currency) VALUES ('${CUSTOMER}', 'C-1', 'EUR');
  INSERT INTO accounts (seller, customer, currency, is_foreign, open_orders_minor, delivered_minor)
  VALUES ('${SELLER}', '${CUSTOMER}', 'EUR', false, 24000, 3000);
  INSERT INTO reservations (order_id) VALUES ('${NOT_HEARD_OF}');
  INSERT INTO reservations (order_id, seller, customer, number, currency, ordered_on, status,
                            open_minor, delivered_minor)
  VALUES ('${ORDER}', '${SELLER}', '${CUSTOMER}', 'SO-1', 'EUR', '2026-03-02', 'approved',
          24000, 3000);
  INSERT INTO reservation_lines (order_id, line, gross_minor, ordered_micro, cancelled_micro,
                                 released_micro, shipped_micro, invoiced_micro)
  VALUES ('${ORDER}', 2, ${LARGEST}, ${LARGEST}, ${LARGEST}, 0, 0, 0),
         ('${ORDER}', 1, 30000, 10000000, 0, 10000000, 2000001, 1000000)`;

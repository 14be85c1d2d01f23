import { upgraded } from '@o2c/testing';
import { OrderLines1764400000000 } from './migrations/order-lines-1764400000000.js';
import { Orders1732300000000 } from './migrations/orders-1732300000000.js';
import { Orders1764200000000 } from './migrations/orders-1764200000000.js';
import { Search1764300000000 } from './migrations/search-1764300000000.js';
import { readOrders } from './orders/order-reader.store.js';

const MIGRATIONS = [
  ...[Orders1732300000000, Orders1764200000000, Search1764300000000],
  OrderLines1764400000000,
];

describe('Orders of the version before', () => {
  test('keep every line as it was, and what it is worth, in their own row', async () => {
    const { orders, sums, gone } = await upgraded(MIGRATIONS, BEFORE, async (now) => ({
      orders: await readOrders((sql, params = []) => now.query(sql, [...params]), [ID]),
      sums: await now.query(SUMS),
      gone: await now.query(`SELECT to_regclass('order_lines') AS gone`),
    }));
    expect(orders.get(ID)).toMatchObject({
      party: { terms: 'net30' },
      documents: { 'INV-1': { issued: true, settled: false } },
      lines: [
        MOVED,
        { ...MOVED, ...{ line: 2, cancelled: 0, released: 0, takenBack: 0 }, ...IDLE },
      ],
    });
    expect(sums).toEqual([{ open: MOST, released: 3, shipped: 6, invoiced: 4 }]);
    expect(gone).toEqual([{ gone: null }]);
  });
});

/** The largest amount that is kept. */
const MOST = Number.MAX_SAFE_INTEGER;

const ID = '01932b5a-0000-7000-8000-000000000001';

const MOVED = {
  ...{ line: 1, product: ID, sku: 'A "1"', name: 'Bolt, 8 × 40 mm', unit: 'm' },
  ...{ taxCategory: 'S', rateClass: 'standard', taxRate: '19', unitPrice: MOST },
  ...{ discountPercent: '2.5', net: MOST, tax: 0, gross: MOST, ordered: MOST },
  ...{ cancelled: 1, released: 1_234_567, takenBack: 2, reserved: -3, backordered: 4 },
  ...{ shipped: 1_000_001, invoiced: 5 },
};

const IDLE = { reserved: 0, backordered: 0, shipped: 0, invoiced: 0 };

const MASTER = { id: ID, number: '1', data: {}, version: 1 };

const ORDER = {
  ...{ id: ID, number: 'SO-1', seller_id: ID, customer_id: ID, currency: 'EUR' },
  ...{ ordered_at: '2026-03-02T09:30:00Z', ordered_on: '2026-03-02', ship_complete: false },
  ...{ priority: 0, history: false, placed_by: 'a', placed_by_key: 'a', party: { terms: 'net30' } },
  ...{ net_minor: 1, tax_minor: 0, gross_minor: 1, credit: 'approved', rejected: false },
  ...{ documents: { 'INV-1': { issued: true, settled: false } }, requests: [] },
  ...{ status: 'released', version: 1, approved_version: 1, asked_version: 1 },
};

const LINE_2 = {
  ...{ order_id: ID, line: 2, product_id: ID, sku: MOVED.sku, name: MOVED.name, unit: 'm' },
  ...{ tax_category: 'S', rate_class: 'standard', tax_rate: '19', unit_price_micro: MOST },
  ...{ discount_percent: '2.5', net_minor: MOST, tax_minor: 0, gross_minor: MOST },
  ...{ ordered_micro: MOST, cancelled_micro: 0, released_micro: 0, taken_back_micro: 0 },
  ...{ reserved_micro: 0, backordered_micro: 0, shipped_micro: 0, invoiced_micro: 0 },
  ...{ open_minor: 0, released_minor: 1, shipped_minor: 2, invoiced_minor: 3 },
};

const LINE_1 = {
  ...{ ...LINE_2, line: 1, cancelled_micro: 1, released_micro: 1_234_567, taken_back_micro: 2 },
  ...{ reserved_micro: -3, backordered_micro: 4, shipped_micro: 1_000_001, invoiced_micro: 5 },
  ...{ open_minor: MOST, released_minor: 2, shipped_minor: 4, invoiced_minor: 1 },
};

const ROWS = [
  ['sellers', MASTER],
  ['customers', MASTER],
  ['orders', ORDER],
  ['order_lines', LINE_2],
  ['order_lines', LINE_1],
] as const;

const BEFORE = ROWS.map(([table, row]) => {
  const values = `json_populate_record(NULL::${table}, '${JSON.stringify(row)}')`;
  return `INSERT INTO ${table} SELECT * FROM ${values};`;
}).join('\n');

const SUMS = `
  SELECT open_minor AS open, released_minor AS released, shipped_minor AS shipped,
         invoiced_minor AS invoiced FROM orders`;

import { upgraded } from '@o2c/testing';
import { Inventory1732300000000 } from './inventory-1732300000000.js';
import { InventoryLines1764400000000 } from './inventory-lines-1764400000000.js';

const ORDER = '0197d9f0-0000-7000-8000-000000000001';
const UNHEARD = '0197d9f0-0000-7000-8000-000000000002';

const BEFORE = `
  INSERT INTO orders (id) VALUES ('${ORDER}'), ('${UNHEARD}');
  INSERT INTO skus VALUES ('A-1'), ('B-2');
  INSERT INTO order_lines VALUES
    ('${ORDER}', 2, 'B-2', 9007199254740991, 1, 250001, 9007199254490989),
    ('${ORDER}', 1, 'A-1', 3000000, 0, -1, 0);
  INSERT INTO reservations VALUES ('${ORDER}', 1, 'main', 'A-1', 3000001)`;

describe('The lines of orders', () => {
  it('are in the rows of orders once a database of the version before has started', async () => {
    const migrations = [Inventory1732300000000, InventoryLines1764400000000];
    const found = await upgraded(migrations, BEFORE, async (database) => ({
      orders: await database.query('SELECT id, lines FROM orders ORDER BY id'),
      backorders: await database.query('SELECT * FROM backorders'),
      reservations: await database.query('SELECT * FROM reservations'),
    }));
    const lines = [
      { line: 1, sku: 'A-1', released: 3_000_000, cancelled: 0, shipped: -1 },
      { line: 2, sku: 'B-2', released: 9_007_199_254_740_991, cancelled: 1, shipped: 250_001 },
    ];
    const [lacking, reserved] = [9_007_199_254_490_989, 3_000_001];
    expect(found).toEqual({
      orders: [
        { id: ORDER, lines },
        { id: UNHEARD, lines: [] },
      ],
      backorders: [{ order_id: ORDER, line: 2, sku: 'B-2', quantity_micro: lacking }],
      reservations: [
        { order_id: ORDER, line: 1, warehouse: 'main', sku: 'A-1', quantity_micro: reserved },
      ],
    });
  });
});

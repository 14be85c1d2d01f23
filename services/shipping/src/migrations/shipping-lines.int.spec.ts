import { upgraded } from '@o2c/testing';
import { Shipping1732300000000 } from './shipping-1732300000000.js';
import { ShippingLines1764400000000 } from './shipping-lines-1764400000000.js';

const ORDER = '0197d9f0-0000-7000-8000-000000000001';
const UNHEARD = '0197d9f0-0000-7000-8000-000000000002';

const BEFORE = `
  INSERT INTO orders (id) VALUES ('${ORDER}'), ('${UNHEARD}');
  INSERT INTO order_lines VALUES
    ('${ORDER}', 2, 'B-2', 'Bolt "M8"', 'KGM', 9007199254740991, 1, 0, 250001, 3, '{}'),
    ('${ORDER}', 1, 'A-1', 'Anvil', 'C62', 3000000, 0, 1500000, 0, 0,
     '{"main": {"quantity": 1500000, "returning": 2, "short": 1},
       "berlin": {"quantity": 0, "returning": 0}}')`;

describe('The lines of orders', () => {
  it('are in the rows of orders once a database of the version before has started', async () => {
    const migrations = [Shipping1732300000000, ShippingLines1764400000000];
    const orders = await upgraded(migrations, BEFORE, (database) =>
      database.query('SELECT id, lines FROM orders ORDER BY id'),
    );
    const [first, second] = [
      {
        ...{ line: 1, sku: 'A-1', name: 'Anvil', unit: 'C62' },
        ...{ released: 3_000_000, cancelled: 0, planned: 1_500_000, shipped: 0, doubted: 0 },
        reservations: {
          berlin: { quantity: 0, returning: 0 },
          main: { quantity: 1_500_000, returning: 2, short: 1 },
        },
      },
      {
        ...{ line: 2, sku: 'B-2', name: 'Bolt "M8"', unit: 'KGM', released: 9_007_199_254_740_991 },
        ...{ cancelled: 1, planned: 0, shipped: 250_001, doubted: 3, reservations: {} },
      },
    ];
    expect(orders).toEqual([
      { id: ORDER, lines: [first, second] },
      { id: UNHEARD, lines: [] },
    ]);
    expect(Object.keys(orders[0].lines[0].reservations)).toEqual(['berlin', 'main']);
  });
});

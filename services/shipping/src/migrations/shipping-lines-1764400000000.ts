import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order's row holds its lines, which are read and written with it, never alone. */
export class ShippingLines1764400000000 implements MigrationInterface {
  readonly name = 'ShippingLines1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE orders ADD lines json NOT NULL DEFAULT '[]', SET (fillfactor = 80)`);
    await runner.query(MOVE);
    await runner.query('DROP TABLE order_lines');
  }

  async down(): Promise<void> {
    throw new Error('lines stay with their orders');
  }
}

const MOVE = `
  UPDATE orders SET lines = moved.lines
    FROM (SELECT order_id,
                 json_agg(json_build_object('line', line, 'sku', sku, 'name', name, 'unit', unit,
                   'released', released_micro, 'cancelled', cancelled_micro,
                   'planned', planned_micro, 'shipped', shipped_micro, 'doubted', doubted_micro,
                   'reservations', (SELECT coalesce(json_object_agg(key, value
                                             ORDER BY key COLLATE "C"), '{}')
                                      FROM jsonb_each(reservations))) ORDER BY line) AS lines
            FROM order_lines GROUP BY order_id) moved
   WHERE orders.id = moved.order_id`;

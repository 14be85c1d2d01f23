import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order's row holds its lines; only what is backordered of them has rows, found by sku. */
export class InventoryLines1764400000000 implements MigrationInterface {
  readonly name = 'InventoryLines1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('lines stay with their orders');
  }
}

const STATEMENTS = [
  `ALTER TABLE orders ADD lines json NOT NULL DEFAULT '[]', SET (fillfactor = 80)`,
  `UPDATE orders SET lines = moved.lines
     FROM (SELECT order_id, json_agg(json_build_object('line', line, 'sku', sku,
                    'released', released_micro, 'cancelled', cancelled_micro,
                    'shipped', shipped_micro) ORDER BY line) AS lines
             FROM order_lines GROUP BY order_id) moved
    WHERE orders.id = moved.order_id`,
  `CREATE TABLE backorders (
     order_id uuid NOT NULL REFERENCES orders,
     line int NOT NULL,
     sku text COLLATE "C" NOT NULL REFERENCES skus,
     quantity_micro bigint NOT NULL CHECK (quantity_micro > 0),
     PRIMARY KEY (order_id, line)
   ) WITH (fillfactor = 80)`,
  `INSERT INTO backorders (order_id, line, sku, quantity_micro)
   SELECT order_id, line, sku, backordered_micro FROM order_lines WHERE backordered_micro > 0`,
  'CREATE INDEX backorders_sku ON backorders (sku, order_id)',
  `ALTER TABLE reservations DROP CONSTRAINT reservations_order_id_line_fkey,
     ADD FOREIGN KEY (order_id) REFERENCES orders`,
  'DROP TABLE order_lines',
];

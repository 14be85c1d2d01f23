import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stock by sku and warehouse, what orders demand of it, and what is promised to them. */
export class Inventory1732300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE reservations, order_lines, orders, expected_receipts, stocks, skus',
    );
  }
}

const TABLES = [
  `CREATE TABLE skus (
     sku text COLLATE "C" PRIMARY KEY,
     backordered_micro bigint NOT NULL DEFAULT 0 CHECK (backordered_micro >= 0),
     allocations_due int NOT NULL DEFAULT 0
   ) WITH (fillfactor = 80)`,
  `CREATE TABLE stocks (
     sku text COLLATE "C" NOT NULL REFERENCES skus,
     warehouse text COLLATE "C" NOT NULL,
     on_hand_micro bigint NOT NULL CHECK (on_hand_micro >= 0),
     reserved_micro bigint NOT NULL CHECK (reserved_micro >= 0),
     received_micro bigint NOT NULL,
     shipped_micro bigint NOT NULL,
     adjusted_micro bigint NOT NULL,
     PRIMARY KEY (sku, warehouse),
     CHECK (reserved_micro <= on_hand_micro)
   ) WITH (fillfactor = 80)`,
  `CREATE TABLE expected_receipts (
     id uuid NOT NULL,
     line int NOT NULL,
     sku text COLLATE "C" NOT NULL REFERENCES skus,
     warehouse text NOT NULL,
     reference text,
     expected_on date NOT NULL,
     open_micro bigint NOT NULL CHECK (open_micro >= 0),
     PRIMARY KEY (id, line)
   )`,
  `CREATE INDEX expected_receipts_open ON expected_receipts (sku, expected_on)
    WHERE open_micro > 0`,
  `CREATE TABLE orders (
     id uuid PRIMARY KEY,
     number text,
     seller_id uuid,
     ordered_at timestamptz,
     priority int NOT NULL DEFAULT 0,
     ship_complete boolean NOT NULL DEFAULT false
   )`,
  `CREATE TABLE order_lines (
     order_id uuid NOT NULL REFERENCES orders,
     line int NOT NULL,
     sku text COLLATE "C" NOT NULL REFERENCES skus,
     released_micro bigint NOT NULL,
     cancelled_micro bigint NOT NULL,
     shipped_micro bigint NOT NULL,
     backordered_micro bigint NOT NULL CHECK (backordered_micro >= 0),
     PRIMARY KEY (order_id, line)
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX order_lines_backordered ON order_lines (sku, order_id)
    WHERE backordered_micro > 0`,
  `CREATE TABLE reservations (
     order_id uuid NOT NULL,
     line int NOT NULL,
     warehouse text COLLATE "C" NOT NULL,
     sku text COLLATE "C" NOT NULL,
     quantity_micro bigint NOT NULL CHECK (quantity_micro > 0),
     PRIMARY KEY (order_id, line, warehouse),
     FOREIGN KEY (order_id, line) REFERENCES order_lines
   )`,
  'CREATE INDEX reservations_sku ON reservations (sku)',
];

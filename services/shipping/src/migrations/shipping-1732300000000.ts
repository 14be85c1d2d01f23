import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders to deliver, what is promised to them, and their shipments. */
export class Shipping1732300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE shipment_numbers');
    await runner.query('DROP TABLE shipments, order_lines, orders, customers, sellers');
  }
}

const STATEMENTS = [
  `CREATE TABLE sellers (
     id uuid PRIMARY KEY,
     name text NOT NULL,
     address jsonb NOT NULL,
     gs1_company_prefix text,
     time_zone text NOT NULL,
     next_serial bigint NOT NULL DEFAULT 1
   ) WITH (fillfactor = 80)`,
  `CREATE TABLE customers (
     id uuid PRIMARY KEY,
     number text COLLATE "C" NOT NULL,
     name text NOT NULL
   )`,
  'CREATE INDEX customers_number ON customers (number)',
  // An order of which only facts other than its release have come is an id and nothing else.
  `CREATE TABLE orders (
     id uuid PRIMARY KEY,
     number text COLLATE "C",
     seller_id uuid,
     customer_id uuid,
     purchase_order text,
     ship_to jsonb,
     history boolean NOT NULL DEFAULT false
   )`,
  'CREATE INDEX orders_number ON orders (number)',
  // By warehouse: what is promised, negative when a promise taken back overtakes the promise.
  `CREATE TABLE order_lines (
     order_id uuid NOT NULL REFERENCES orders,
     line int NOT NULL,
     sku text NOT NULL,
     name text NOT NULL,
     unit text NOT NULL,
     released_micro bigint NOT NULL,
     cancelled_micro bigint NOT NULL CHECK (cancelled_micro >= 0),
     planned_micro bigint NOT NULL CHECK (planned_micro >= 0),
     shipped_micro bigint NOT NULL CHECK (shipped_micro >= 0),
     doubted_micro bigint NOT NULL CHECK (doubted_micro >= 0),
     reservations jsonb NOT NULL,
     PRIMARY KEY (order_id, line),
     CHECK (planned_micro + shipped_micro + cancelled_micro <= released_micro)
   ) WITH (fillfactor = 80)`,
  // Lines, packages and tracking are read and written with their shipment, never alone.
  `CREATE TABLE shipments (
     id uuid PRIMARY KEY,
     number text NOT NULL UNIQUE,
     order_id uuid NOT NULL REFERENCES orders,
     seller_id uuid NOT NULL,
     customer_id uuid NOT NULL,
     warehouse text COLLATE "C" NOT NULL,
     ship_to jsonb NOT NULL,
     status text NOT NULL
       CHECK (status IN ('planned', 'picked', 'packed', 'shipped', 'delivered', 'voided')),
     lines jsonb NOT NULL,
     planned_micro bigint NOT NULL,
     shipped_micro bigint NOT NULL,
     packages jsonb NOT NULL,
     carrier text,
     tracking_number text,
     shipped_at timestamptz,
     shipped_on date,
     delivered_at timestamptz,
     received_by text,
     void_reason text,
     tracking_status text,
     tracking jsonb NOT NULL,
     version int NOT NULL,
     CHECK (0 <= shipped_micro AND shipped_micro <= planned_micro),
     CHECK ((status IN ('shipped', 'delivered')) <= (shipped_at IS NOT NULL))
   ) WITH (fillfactor = 80)`,
  'CREATE INDEX shipments_order ON shipments (order_id)',
  'CREATE INDEX shipments_customer ON shipments (customer_id, id)',
  'CREATE INDEX shipments_status ON shipments (status, id)',
  `CREATE UNIQUE INDEX shipments_one_to_join ON shipments (order_id, warehouse)
    WHERE status = 'planned'`,
  'CREATE SEQUENCE shipment_numbers',
];

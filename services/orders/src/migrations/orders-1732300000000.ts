import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Master data as it is published, orders, their lines and their holds. */
export class Orders1732300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(masterTable('sellers'));
    await runner.query(masterTable('customers'));
    await runner.query(masterTable('products'));
    await runner.query('CREATE SEQUENCE seller_numbers');
    await runner.query('CREATE SEQUENCE customer_numbers START 100001');
    await runner.query('CREATE SEQUENCE order_numbers');
    await runner.query(ORDERS);
    await runner.query(ORDER_LINES);
    await runner.query(HOLDS);
    await runner.query('CREATE INDEX orders_by_customer ON orders (customer_id, id)');
    await runner.query('CREATE INDEX orders_by_status ON orders (status, id)');
    await runner.query(
      `CREATE INDEX orders_by_purchase_order ON orders (customer_id, purchase_order)
        WHERE purchase_order IS NOT NULL`,
    );
    await runner.query('CREATE INDEX holds_by_order ON holds (order_id)');
    await runner.query('CREATE INDEX holds_by_status ON holds (status, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE holds, order_lines, orders, products, customers, sellers');
    await runner.query('DROP SEQUENCE order_numbers, customer_numbers, seller_numbers');
  }
}

function masterTable(name: string): string {
  return `
    CREATE TABLE ${name} (
      id uuid PRIMARY KEY,
      number text NOT NULL UNIQUE,
      data jsonb NOT NULL,
      version integer NOT NULL CHECK (version > 0)
    )`;
}

const ORDERS = `
  CREATE TABLE orders (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    seller_id uuid NOT NULL REFERENCES sellers,
    customer_id uuid NOT NULL REFERENCES customers,
    currency char(3) NOT NULL,
    purchase_order text,
    ordered_at timestamptz NOT NULL,
    ordered_on date NOT NULL,
    requested_on date,
    ship_complete boolean NOT NULL,
    priority integer NOT NULL,
    history boolean NOT NULL,
    placed_by text NOT NULL,
    placed_by_key text NOT NULL,
    party jsonb NOT NULL,
    freight_minor bigint CHECK (freight_minor >= 0),
    net_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    gross_minor bigint NOT NULL CHECK (gross_minor = net_minor + tax_minor),
    credit text NOT NULL CHECK (credit IN ('pending', 'approved', 'held', 'rejected')),
    approved_minor bigint NOT NULL,
    rejected boolean NOT NULL,
    documents jsonb NOT NULL,
    requests jsonb NOT NULL,
    cancellation jsonb,
    status text NOT NULL,
    version integer NOT NULL CHECK (version > 0)
  ) WITH (fillfactor = 80)`;

const ORDER_LINES = `
  CREATE TABLE order_lines (
    order_id uuid NOT NULL REFERENCES orders,
    line integer NOT NULL CHECK (line > 0),
    product_id uuid NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    unit text NOT NULL,
    tax_category text NOT NULL,
    rate_class text NOT NULL,
    tax_rate text NOT NULL,
    unit_price_micro bigint NOT NULL CHECK (unit_price_micro >= 0),
    discount_percent text NOT NULL,
    net_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    gross_minor bigint NOT NULL,
    ordered_micro bigint NOT NULL CHECK (ordered_micro > 0),
    cancelled_micro bigint NOT NULL CHECK (cancelled_micro BETWEEN 0 AND ordered_micro),
    released_micro bigint NOT NULL CHECK (released_micro >= 0),
    taken_back_micro bigint NOT NULL CHECK (taken_back_micro BETWEEN 0 AND released_micro),
    -- sums of facts that come in any order: negative for a moment is legal
    reserved_micro bigint NOT NULL,
    backordered_micro bigint NOT NULL,
    shipped_micro bigint NOT NULL,
    invoiced_micro bigint NOT NULL,
    -- the parts of gross_minor that belong to what is open, shipped and invoiced
    open_minor bigint NOT NULL,
    shipped_minor bigint NOT NULL,
    invoiced_minor bigint NOT NULL,
    PRIMARY KEY (order_id, line)
  ) WITH (fillfactor = 80)`;

const HOLDS = `
  CREATE TABLE holds (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders,
    code text NOT NULL,
    reasons jsonb NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'released', 'rejected')),
    stands boolean NOT NULL,
    since_at timestamptz NOT NULL,
    decided_by text,
    reason text,
    comment text
  ) WITH (fillfactor = 80)`;

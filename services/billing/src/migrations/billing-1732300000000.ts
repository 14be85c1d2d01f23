import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be invoiced, and the legal documents, which nobody can change once issued. */
export class Billing1732300000000 implements MigrationInterface {
  readonly name = 'Billing1732300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('legal documents are never dropped');
  }
}

const STATEMENTS = [
  `CREATE TABLE sellers (
     id uuid PRIMARY KEY,
     time_zone text,
     party jsonb,
     tax_rates jsonb NOT NULL DEFAULT '[]',
     CHECK ((party IS NULL) = (time_zone IS NULL))
   )`,
  `CREATE TABLE customers (
     id uuid PRIMARY KEY,
     number text NOT NULL,
     name text NOT NULL,
     email text
   )`,
  'CREATE INDEX customers_number ON customers (number)',
  // release: what may be delivered, absent while only other facts told of the order; change: what
  // the lines are worth since a change that may be on hold;
  // progress: { line: [shipped, invoiced, cancelled] } in millionths.
  `CREATE TABLE orders (
     id uuid PRIMARY KEY,
     number text,
     seller_id uuid,
     customer_id uuid,
     currency char(3),
     release json,
     change json,
     progress json NOT NULL DEFAULT '{}',
     freight_invoice_id uuid,
     invoiced_share_minor bigint NOT NULL DEFAULT 0,
     to_invoice_minor bigint NOT NULL DEFAULT 0
   ) WITH (fillfactor = 80)`,
  'CREATE INDEX orders_number ON orders (number)',
  // json, not jsonb, and kept in the row: it is written once, read whole and never searched, and
  // an insert of a hundred documents takes half the time (measured).
  `CREATE TABLE documents (
     id uuid PRIMARY KEY,
     kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
     number text NOT NULL,
     seller_id uuid NOT NULL,
     year int NOT NULL,
     sequence int NOT NULL CHECK (sequence > 0),
     customer_id uuid NOT NULL,
     order_id uuid NOT NULL REFERENCES orders,
     invoice_id uuid REFERENCES documents,
     currency char(3) NOT NULL,
     issued_on date NOT NULL,
     issued_at timestamptz NOT NULL,
     tax_point_on date NOT NULL,
     due_on date,
     line_total_minor bigint NOT NULL,
     allowance_total_minor bigint NOT NULL,
     charge_total_minor bigint NOT NULL,
     net_minor bigint NOT NULL,
     tax_minor bigint NOT NULL,
     gross_minor bigint NOT NULL,
     paid_minor bigint NOT NULL,
     payable_minor bigint NOT NULL,
     history boolean NOT NULL,
     content json NOT NULL,
     UNIQUE (kind, year, sequence, seller_id),
     CHECK ((kind = 'credit_note') = (invoice_id IS NOT NULL)),
     CHECK ((kind = 'invoice') = (due_on IS NOT NULL)),
     CHECK (extract(year FROM issued_on) = year),
     CONSTRAINT br_co_13 CHECK
       (net_minor = line_total_minor - allowance_total_minor + charge_total_minor),
     CONSTRAINT br_co_15 CHECK (gross_minor = net_minor + tax_minor),
     CONSTRAINT br_co_16 CHECK (payable_minor = gross_minor - paid_minor)
   ) WITH (toast_tuple_target = 8160)`,
  'CREATE INDEX documents_customer ON documents (customer_id, id)',
  'CREATE INDEX documents_order ON documents (order_id, id)',
  'CREATE INDEX documents_invoice ON documents (invoice_id) WHERE invoice_id IS NOT NULL',
  'CREATE INDEX documents_issued ON documents USING brin (issued_on)',
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       RAISE EXCEPTION 'a document is immutable once issued: correct it by a credit note';
     END $$`,
  `CREATE TRIGGER documents_immutable BEFORE UPDATE OR DELETE ON documents
     FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER documents_kept BEFORE TRUNCATE ON documents
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE TABLE shipments (
     id uuid PRIMARY KEY,
     order_id uuid NOT NULL REFERENCES orders,
     invoice_id uuid REFERENCES documents,
     voided boolean NOT NULL,
     shipped_at timestamptz NOT NULL,
     shipped_on date NOT NULL,
     history_on date,
     lines json NOT NULL
   ) WITH (fillfactor = 90)`,
  `CREATE INDEX shipments_to_invoice ON shipments (order_id)
    WHERE invoice_id IS NULL AND NOT voided`,
  `CREATE TABLE number_series (
     seller_id uuid NOT NULL,
     kind text NOT NULL,
     year int NOT NULL,
     last int NOT NULL DEFAULT 0,
     PRIMARY KEY (seller_id, kind, year)
   ) WITH (fillfactor = 10)`,
];

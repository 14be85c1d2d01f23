import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, what makes up their exposure, and copies of the master data that they need. */
export class Credit1732300000000 implements MigrationInterface {
  readonly name = 'Credit1732300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NAMES) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION share_minor');
  }
}

const NAMES = [
  ...['due_days', 'documents', 'reservation_lines', 'reservations'],
  ...['accounts', 'customers', 'sellers'],
];

const TABLES = [
  `CREATE TABLE sellers (
     id uuid PRIMARY KEY,
     number text NOT NULL
   )`,

  // Without a currency: something was said about the customer before the customer was heard of.
  `CREATE TABLE customers (
     id uuid PRIMARY KEY,
     number text,
     currency char(3),
     blocked text,
     initial_seller uuid,
     initial_limit_minor bigint
   )`,
  `CREATE INDEX customers_number ON customers (number)`,

  `CREATE TABLE accounts (
     seller uuid NOT NULL,
     customer uuid NOT NULL REFERENCES customers,
     currency char(3) NOT NULL,
     is_foreign boolean NOT NULL,
     limit_minor bigint CHECK (limit_minor >= 0),
     overdue_minor bigint CHECK (overdue_minor >= 0),
     overdue_days integer CHECK (overdue_days >= 0),
     review_on date,
     blocked text,
     customer_blocked text,
     open_orders_minor bigint NOT NULL DEFAULT 0,
     delivered_minor bigint NOT NULL DEFAULT 0,
     open_items_minor bigint NOT NULL DEFAULT 0,
     unapplied_minor bigint NOT NULL DEFAULT 0,
     held_orders integer NOT NULL DEFAULT 0 CHECK (held_orders >= 0),
     version integer NOT NULL DEFAULT 0,
     PRIMARY KEY (customer, seller, currency),
     CHECK ((overdue_minor IS NULL) = (overdue_days IS NULL))
   ) WITH (fillfactor = 80)`,

  // Without a customer: something was said about the order before the order was heard of.
  `CREATE TABLE reservations (
     order_id uuid PRIMARY KEY,
     seller uuid,
     customer uuid,
     number text,
     currency char(3),
     ordered_on date,
     history boolean NOT NULL DEFAULT false,
     status text NOT NULL DEFAULT 'undecided'
       CHECK (status IN ('undecided', 'approved', 'held', 'expired', 'rejected')),
     reasons jsonb NOT NULL DEFAULT '[]',
     manual boolean NOT NULL DEFAULT false,
     consumed boolean NOT NULL DEFAULT false,
     held_since timestamptz,
     expires_at timestamptz,
     open_minor bigint NOT NULL DEFAULT 0,
     delivered_minor bigint NOT NULL DEFAULT 0,
     FOREIGN KEY (customer, seller, currency) REFERENCES accounts,
     CHECK (customer IS NOT NULL OR status = 'undecided'),
     CHECK (status <> 'held' OR held_since IS NOT NULL),
     CHECK (status = 'approved' OR expires_at IS NULL)
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX reservations_held ON reservations (customer, seller, currency, held_since, order_id)
     WHERE status = 'held'`,
  `CREATE INDEX reservations_expiring ON reservations (expires_at) WHERE expires_at IS NOT NULL`,
  `CREATE INDEX reservations_counted ON reservations (customer, seller, currency, order_id)
     WHERE status = 'approved' AND open_minor <> 0 OR delivered_minor <> 0`,

  `CREATE TABLE reservation_lines (
     order_id uuid NOT NULL REFERENCES reservations,
     line integer NOT NULL,
     gross_minor bigint NOT NULL,
     ordered_micro bigint NOT NULL,
     cancelled_micro bigint NOT NULL,
     shipped_micro bigint NOT NULL,
     invoiced_micro bigint NOT NULL,
     PRIMARY KEY (order_id, line)
   ) WITH (fillfactor = 80)`,

  `CREATE TABLE documents (
     seller uuid NOT NULL,
     customer uuid NOT NULL,
     currency char(3) NOT NULL,
     kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note', 'payment')),
     document text NOT NULL,
     open_minor bigint NOT NULL,
     due_on date,
     disputed_minor bigint,
     undisputed_minor bigint NOT NULL,
     PRIMARY KEY (customer, seller, currency, kind, document),
     FOREIGN KEY (customer, seller, currency) REFERENCES accounts
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX documents_open ON documents (customer, seller, currency, kind, document)
     WHERE open_minor <> 0`,

  `CREATE TABLE due_days (
     seller uuid NOT NULL,
     customer uuid NOT NULL,
     currency char(3) NOT NULL,
     due_on date NOT NULL,
     amount_minor bigint NOT NULL,
     PRIMARY KEY (customer, seller, currency, due_on),
     FOREIGN KEY (customer, seller, currency) REFERENCES accounts
   ) WITH (fillfactor = 80)`,

  // share() of @o2c/tax again: half-up(gross × quantity ÷ ordered), so that an audit adds up anew.
  `CREATE FUNCTION share_minor(gross bigint, quantity bigint, ordered bigint) RETURNS numeric
     IMMUTABLE LANGUAGE sql AS $$
     SELECT CASE WHEN ordered = 0 THEN 0 ELSE
       sign(gross::numeric * quantity) *
       div(2 * abs(gross::numeric * quantity) + ordered, 2 * ordered::numeric) END $$`,
];

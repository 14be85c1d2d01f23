import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE sellers (
     id uuid PRIMARY KEY,
     number text NOT NULL,
     name text NOT NULL,
     currency char(3) NOT NULL,
     time_zone text NOT NULL)`,
  `CREATE TABLE customers (
     id uuid PRIMARY KEY,
     number text NOT NULL,
     name text NOT NULL,
     currency char(3) NOT NULL,
     email text)`,
  'CREATE INDEX customers_number ON customers (number)',
  'CREATE TABLE claims (key text PRIMARY KEY, holder uuid)',
  `CREATE TABLE open_items (
     id uuid PRIMARY KEY,
     seller uuid NOT NULL,
     customer uuid NOT NULL,
     document text NOT NULL,
     document_name text NOT NULL,
     kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
     origin text NOT NULL CHECK (origin IN ('billing', 'loaded')),
     order_id uuid,
     invoice uuid,
     document_on date NOT NULL,
     due_on date NOT NULL,
     currency char(3) NOT NULL,
     amount_minor bigint NOT NULL,
     open_minor bigint NOT NULL,
     disputed_minor bigint NOT NULL,
     written_off_minor bigint NOT NULL,
     reference text,
     reference_name text,
     history boolean NOT NULL,
     reminded smallint NOT NULL CHECK (reminded BETWEEN 0 AND 3),
     last_on date NOT NULL,
     version int NOT NULL,
     CHECK (kind = 'invoice' AND amount_minor >= 0 OR kind = 'credit_note' AND amount_minor <= 0),
     CHECK (open_minor BETWEEN least(amount_minor, 0) AND greatest(amount_minor, 0)),
     CHECK (disputed_minor BETWEEN 0 AND greatest(open_minor, 0))
   ) WITH (fillfactor = 80)`,
  'CREATE INDEX open_items_document ON open_items (document_name)',
  `CREATE INDEX open_items_reference ON open_items (reference_name)
    WHERE reference_name IS NOT NULL`,
  'CREATE INDEX open_items_customer ON open_items (customer, id)',
  'CREATE INDEX open_items_currency ON open_items (seller, currency)',
  'CREATE INDEX open_items_open ON open_items (seller, due_on) WHERE open_minor <> 0',
  'CREATE INDEX open_items_moved ON open_items (seller, last_on)',
  `CREATE TABLE payments (
     id uuid PRIMARY KEY,
     seller uuid NOT NULL,
     customer uuid,
     payer text,
     reference text,
     bank_reference text,
     method text NOT NULL,
     value_on date NOT NULL,
     received_on date NOT NULL,
     currency char(3) NOT NULL,
     amount_minor bigint NOT NULL CHECK (amount_minor > 0),
     unapplied_minor bigint NOT NULL CHECK (unapplied_minor >= 0),
     applied_minor bigint NOT NULL CHECK (applied_minor >= 0),
     refunded_minor bigint NOT NULL CHECK (refunded_minor >= 0),
     reversed_minor bigint NOT NULL CHECK (reversed_minor >= 0),
     history boolean NOT NULL,
     awaited text[] NOT NULL,
     status text NOT NULL,
     version int NOT NULL,
     CHECK (amount_minor = unapplied_minor + applied_minor + refunded_minor + reversed_minor)
   ) WITH (fillfactor = 80)`,
  'CREATE INDEX payments_customer ON payments (customer, id)',
  'CREATE INDEX payments_status ON payments (status, id)',
  'CREATE INDEX payments_unapplied ON payments (seller, currency) WHERE unapplied_minor <> 0',
  `CREATE INDEX payments_awaited ON payments USING gin (awaited)
    WITH (fastupdate = off) WHERE awaited <> '{}'`,
  `CREATE TABLE ledger_entries (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     kind text NOT NULL,
     seller uuid NOT NULL,
     customer uuid,
     document text NOT NULL,
     debit text NOT NULL,
     credit text NOT NULL,
     amount_minor bigint NOT NULL CHECK (amount_minor > 0),
     currency char(3) NOT NULL,
     posted_on date NOT NULL,
     recorded_at timestamptz NOT NULL,
     item uuid REFERENCES open_items,
     payment uuid REFERENCES payments,
     application uuid,
     reason text,
     CHECK (debit <> credit))`,
  'CREATE INDEX ledger_entries_seller ON ledger_entries (seller, posted_on)',
  'CREATE INDEX ledger_entries_customer ON ledger_entries (customer, posted_on)',
  'CREATE INDEX ledger_entries_item ON ledger_entries (item) WHERE item IS NOT NULL',
  'CREATE INDEX ledger_entries_payment ON ledger_entries (payment) WHERE payment IS NOT NULL',
];

const APPEND_ONLY = [
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'The ledger is append-only: correct it by an entry of its own';
   END $$`,
  `CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
     ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

const REMINDERS = [
  `CREATE TABLE reminder_runs (
     id uuid PRIMARY KEY,
     seller uuid NOT NULL,
     as_of_on date NOT NULL,
     started_by text,
     recorded_at timestamptz NOT NULL)`,
  `CREATE TABLE reminder_letters (
     id uuid PRIMARY KEY,
     run uuid NOT NULL REFERENCES reminder_runs,
     seller uuid NOT NULL,
     customer uuid NOT NULL,
     currency char(3) NOT NULL,
     level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
     items jsonb NOT NULL,
     total_minor bigint NOT NULL CHECK (total_minor > 0),
     state text NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'no_address')),
     attempts int NOT NULL DEFAULT 0,
     error text,
     next_try_at timestamptz NOT NULL,
     sent_at timestamptz)`,
  'CREATE INDEX reminder_letters_run ON reminder_letters (run)',
  `CREATE INDEX reminder_letters_due ON reminder_letters (next_try_at)
    WHERE state IN ('pending', 'failed')`,
];

/** Items, payments, the append-only ledger between them, reminders, and copies of master data. */
export class Receivables1732300000000 implements MigrationInterface {
  readonly name = 'Receivables1732300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...APPEND_ONLY, ...REMINDERS])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE reminder_letters, reminder_runs, ledger_entries, payments,
      open_items, claims, customers, sellers`);
    await runner.query('DROP FUNCTION refuse_change');
  }
}

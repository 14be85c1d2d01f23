import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that the facts make, to be filled from the log by the first rebuild; indexes for maps. */
export class ReadTables1732400000000 implements MigrationInterface {
  readonly name = 'ReadTables1732400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...INDEXES, ...TABLES]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('facts are kept for good');
  }
}

const INDEXES = [
  // The steps of an order in their order, without a look at the facts themselves.
  `DROP INDEX facts_of_order`,
  `CREATE INDEX facts_of_order ON facts (order_id, recorded_at, id) INCLUDE (type, subject)
    WHERE order_id IS NOT NULL`,
  `DROP INDEX facts_of_subject`,
  `CREATE INDEX facts_of_payment ON facts (subject) INCLUDE (type, recorded_at, id)
    WHERE type IN ('PaymentReceived', 'PaymentIdentified', 'PaymentReversed', 'PaymentRefunded')`,
  `CREATE INDEX facts_of_type ON facts (type, position)`,
  // order_progress knows the numbers.
  `DROP TABLE order_numbers`,
];

const TABLES = [
  `CREATE TABLE rebuild_head (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     done bigint NOT NULL,
     target bigint NOT NULL CHECK (done <= target)
   )`,
  `INSERT INTO rebuild_head (done, target) SELECT 0, last FROM facts_head`,
  `CREATE TABLE parties (
     id uuid PRIMARY KEY,
     sequence bigint NOT NULL,
     kind text NOT NULL CHECK (kind IN ('seller', 'customer')),
     number text NOT NULL,
     name text NOT NULL,
     currency char(3) NOT NULL,
     time_zone text
   )`,
  `CREATE INDEX parties_number ON parties (kind, number)`,
  `CREATE TABLE order_progress (
     order_id uuid PRIMARY KEY,
     began_at timestamptz NOT NULL,
     snapshot_sequence bigint,
     number text,
     seller uuid,
     customer uuid,
     currency char(3),
     ordered_on date,
     is_history boolean,
     has_ended boolean,
     gross_minor bigint,
     ordered_micro bigint,
     cancelled_micro bigint,
     standing_hold uuid,
     released_hold uuid,
     credit_sequence bigint,
     credit text CHECK (credit IN ('approved', 'held', 'rejected')),
     placed_at timestamptz,
     held_at timestamptz,
     approved_at timestamptz,
     released_at timestamptz,
     first_shipped_at timestamptz,
     last_shipped_at timestamptz,
     first_invoiced_at timestamptz,
     last_invoiced_at timestamptz,
     cancelled_at timestamptz,
     rejected_at timestamptz,
     shipped_micro bigint NOT NULL,
     invoiced_micro bigint NOT NULL
   ) WITH (fillfactor = 70)`,
  `CREATE INDEX order_progress_number ON order_progress (number)`,
  `CREATE INDEX order_progress_began ON order_progress (began_at)`,
  `CREATE INDEX order_progress_customer ON order_progress (customer, began_at)`,
  `CREATE TABLE open_items (
     item_id uuid PRIMARY KEY,
     order_id uuid,
     seller uuid,
     currency char(3),
     due_on date,
     state_sequence bigint,
     is_closed boolean,
     changed_at timestamptz
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX open_items_order ON open_items (order_id) WHERE order_id IS NOT NULL`,
  `CREATE INDEX open_items_due ON open_items (seller, currency, due_on) WHERE due_on IS NOT NULL`,
  `CREATE TABLE item_movements (
     item_id uuid,
     moved_on date,
     amount_minor bigint NOT NULL,
     PRIMARY KEY (item_id, moved_on)
   ) WITH (fillfactor = 80)`,
  `CREATE TABLE daily_amounts (
     seller uuid,
     currency char(3),
     moved_on date,
     invoiced_minor bigint NOT NULL,
     credited_minor bigint NOT NULL,
     loaded_minor bigint NOT NULL,
     received_minor bigint NOT NULL,
     applied_minor bigint NOT NULL,
     unapplied_minor bigint NOT NULL,
     written_off_minor bigint NOT NULL,
     refunded_minor bigint NOT NULL,
     reversed_minor bigint NOT NULL,
     PRIMARY KEY (seller, currency, moved_on)
   ) WITH (fillfactor = 50)`,
];

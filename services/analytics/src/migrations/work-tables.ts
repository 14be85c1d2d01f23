import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits for a person, from facts alone; all read tables are filled anew from the log. */
export class WorkTables1732500000000 implements MigrationInterface {
  readonly name = 'WorkTables1732500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('facts are kept for good');
  }
}

const STATEMENTS = [
  `TRUNCATE parties, order_progress, open_items, item_movements, daily_amounts`,
  `UPDATE rebuild_head SET done = 0, target = (SELECT last FROM facts_head)`,
  `ALTER TABLE order_progress
     ADD requested_on date, ADD skus jsonb, ADD hold_code text, ADD hold_title text,
     ADD hold_owner text, ADD credit_hold uuid, ADD credit_held_at timestamptz,
     ADD credit_code text, ADD credit_title text, ADD credit_owner text, ADD credit_minor bigint,
     ADD decided_sequence bigint, ADD decided_hold uuid`,
  `CREATE INDEX order_progress_held ON order_progress (order_id)
    WHERE credit = 'held' OR standing_hold IS NOT NULL`,
  `CREATE INDEX order_progress_late ON order_progress (requested_on)
    WHERE requested_on IS NOT NULL AND released_at IS NOT NULL
          AND shipped_micro < ordered_micro - cancelled_micro`,
  `ALTER TABLE open_items
     ADD customer uuid, ADD document text, ADD is_invoice boolean,
     ADD open_minor bigint NOT NULL, ADD paid_minor bigint NOT NULL, ADD paid_at timestamptz,
     ADD dispute_sequence bigint, ADD disputed_minor bigint, ADD disputed_at timestamptz,
     ADD dispute_reason text`,
  `CREATE INDEX open_items_short ON open_items (paid_at)
    WHERE is_invoice AND open_minor > 0 AND paid_minor > 0`,
  `CREATE INDEX open_items_disputed ON open_items (disputed_at)
    WHERE disputed_minor > 0 AND open_minor > 0`,
  `CREATE TABLE backorders (
     order_id uuid,
     line integer,
     lacking_micro bigint NOT NULL,
     told_sequence bigint,
     told_at timestamptz,
     sku text,
     is_short boolean,
     owner text,
     expected_on date,
     PRIMARY KEY (order_id, line)
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX backorders_lacking ON backorders (told_at) WHERE lacking_micro > 0`,
  `CREATE TABLE payment_balances (
     payment uuid PRIMARY KEY,
     seller uuid,
     currency char(3),
     customer uuid,
     payer text,
     reference text,
     received_at timestamptz,
     unapplied_minor bigint NOT NULL
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX payment_balances_unapplied ON payment_balances (received_at)
    WHERE unapplied_minor > 0`,
];

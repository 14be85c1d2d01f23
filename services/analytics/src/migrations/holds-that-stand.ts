import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Holds in the order of their age, and only those that wait for somebody: a page of work reads no
 * more than it shows.
 */
export class HoldsThatStand1732800000000 implements MigrationInterface {
  readonly name = 'HoldsThatStand1732800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('facts are kept for good');
  }
}

const WAITS = `rejected_at IS NULL AND NOT has_ended
          AND shipped_micro < ordered_micro - cancelled_micro`;

const STATEMENTS = [
  `DROP INDEX order_progress_held, order_progress_late`,
  `CREATE INDEX order_progress_credit_held ON order_progress (credit_held_at)
    WHERE credit = 'held' AND credit_hold IS DISTINCT FROM decided_hold AND ${WAITS}`,
  `CREATE INDEX order_progress_standing ON order_progress ((coalesce(placed_at, began_at)))
    WHERE standing_hold IS NOT NULL AND standing_hold IS DISTINCT FROM released_hold
          AND ${WAITS}`,
  `CREATE INDEX order_progress_late ON order_progress (requested_on)
    WHERE requested_on IS NOT NULL AND released_at IS NOT NULL AND ${WAITS}`,
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Holds in the order of their age, so that a page of work reads no more than it shows. */
export class WorkByAge1732700000000 implements MigrationInterface {
  readonly name = 'WorkByAge1732700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('facts are kept for good');
  }
}

const STATEMENTS = [
  `DROP INDEX order_progress_held`,
  `CREATE INDEX order_progress_credit_held ON order_progress (credit_held_at)
    WHERE credit = 'held'`,
  `CREATE INDEX order_progress_standing ON order_progress ((coalesce(placed_at, began_at)))
    WHERE standing_hold IS NOT NULL`,
];

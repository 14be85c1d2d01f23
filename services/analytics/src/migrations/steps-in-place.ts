import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Orders that are approved and released change no column of an index, so that their rows are
 * changed in place: whether credit holds an order is told by the hold alone, and the late shipments
 * leave those out that are not released yet when they are read.
 */
export class StepsInPlace1732900000000 implements MigrationInterface {
  readonly name = 'StepsInPlace1732900000000';

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
  `DROP INDEX order_progress_credit_held, order_progress_late`,
  `CREATE INDEX order_progress_credit_held ON order_progress (credit_held_at)
    WHERE credit_hold IS NOT NULL AND credit_hold IS DISTINCT FROM decided_hold AND ${WAITS}`,
  `CREATE INDEX order_progress_late ON order_progress (requested_on)
    WHERE requested_on IS NOT NULL AND ${WAITS}`,
];

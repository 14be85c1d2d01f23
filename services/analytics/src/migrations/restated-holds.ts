import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the holds that were told anew, which are in no order's story, the newest is found at once. */
export class RestatedHolds1733000000000 implements MigrationInterface {
  readonly name = 'RestatedHolds1733000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX facts_restated ON facts (subject, sequence)
       WHERE type = 'CreditHeld' AND order_id IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX facts_restated');
  }
}

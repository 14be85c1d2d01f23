import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When more of a sku is expected next. No fact of the log says so yet. */
export class ExpectedStock1733200000000 implements MigrationInterface {
  readonly name = 'ExpectedStock1733200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE expected_stock (
        sku text PRIMARY KEY,
        sequence bigint,
        at timestamptz,
        expected_on date
      ) WITH (fillfactor = 80)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE expected_stock');
  }
}

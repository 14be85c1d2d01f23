import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The hold of an order keeps its id; holds from before it was kept are known by orders alone. */
export class CreditHolds1764300000000 implements MigrationInterface {
  readonly name = 'CreditHolds1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reservations ADD hold uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reservations DROP hold');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments that wait for a document are found among all that do not. */
export class WaitingPayments1764600000000 implements MigrationInterface {
  readonly name = 'WaitingPayments1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX payments_waiting ON payments (id) WHERE awaited <> '{}'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX payments_waiting');
  }
}

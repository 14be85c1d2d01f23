import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters that reached nobody are found among all that did. */
export class FailedLetters1764500000000 implements MigrationInterface {
  readonly name = 'FailedLetters1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX reminder_letters_failed ON reminder_letters (run)
        WHERE state IN ('failed', 'no_address')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX reminder_letters_failed');
  }
}

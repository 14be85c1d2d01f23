import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts note that something happened while orders wait, so that these are told what is needed
 * now; those that wait already are told once. Of an account in which nobody waits neither the note
 * nor the index ever changes.
 */
export class CreditHoldsTold1764600000000 implements MigrationInterface {
  readonly name = 'CreditHoldsTold1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts DROP holds_moved, DROP holds_told_at');
  }
}

const STATEMENTS = [
  `ALTER TABLE accounts
     ADD holds_moved boolean NOT NULL DEFAULT false,
     ADD holds_told_at timestamptz`,
  'UPDATE accounts SET holds_moved = true WHERE held_orders > 0',
  `CREATE INDEX accounts_moved ON accounts (holds_told_at NULLS FIRST) WHERE holds_moved`,
];

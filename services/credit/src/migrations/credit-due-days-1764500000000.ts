import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What falls due when is kept with the account, and only where the overdue rule asks for it. */
export class CreditDueDays1764500000000 implements MigrationInterface {
  readonly name = 'CreditDueDays1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what falls due stays with its account');
  }
}

const STATEMENTS = [
  'ALTER TABLE accounts ADD due_days json',
  `UPDATE accounts
      SET due_days = (
        SELECT coalesce(json_agg(json_build_array(due_on, amount_minor) ORDER BY due_on), '[]')
          FROM due_days AS day
         WHERE day.customer = accounts.customer AND day.seller = accounts.seller
           AND day.currency = accounts.currency AND amount_minor <> 0)
    WHERE overdue_minor IS NOT NULL`,
  'DROP TABLE due_days',
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What falls due when is kept with the account, and only where the overdue rule asks for it. */
export class CreditDueDays1764500000000 implements MigrationInterface {
  readonly name = 'CreditDueDays1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE due_days (
        seller uuid NOT NULL,
        customer uuid NOT NULL,
        currency char(3) NOT NULL,
        due_on date NOT NULL,
        amount_minor bigint NOT NULL,
        PRIMARY KEY (customer, seller, currency, due_on),
        FOREIGN KEY (customer, seller, currency) REFERENCES accounts
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      INSERT INTO due_days
      SELECT seller, customer, currency, due_on, sum(undisputed_minor)
        FROM documents WHERE undisputed_minor <> 0
       GROUP BY seller, customer, currency, due_on`);
    await runner.query('ALTER TABLE accounts DROP due_days');
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

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-ins of people: each stands for an API key until it ends. */
export class Sessions1732400000000 implements MigrationInterface {
  readonly name = 'Sessions1732400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sessions (
        hash text PRIMARY KEY,
        api_key uuid NOT NULL REFERENCES api_keys,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX sessions_expires_at ON sessions (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every fact, kept for good, in a log with gapless positions of its own. */
export class Facts1732300000000 implements MigrationInterface {
  readonly name = 'Facts1732300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('facts are kept for good');
  }
}

const STATEMENTS = [
  `CREATE TABLE facts_head (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     last bigint NOT NULL
   ) WITH (fillfactor = 10)`,
  `INSERT INTO facts_head (last) VALUES (0)`,
  `CREATE TABLE facts (
     position bigint PRIMARY KEY,
     id uuid NOT NULL,
     source text NOT NULL,
     type text NOT NULL,
     subject text NOT NULL,
     sequence bigint NOT NULL,
     recorded_at timestamptz NOT NULL,
     order_id uuid,
     actor text,
     causation_id uuid,
     data json NOT NULL
   )`,
  `CREATE INDEX facts_of_order ON facts (order_id) WHERE order_id IS NOT NULL`,
  `CREATE INDEX facts_of_subject ON facts (subject)`,
  `CREATE TABLE order_numbers (
     number text PRIMARY KEY,
     order_id uuid NOT NULL
   )`,
];

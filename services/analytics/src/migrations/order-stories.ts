import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each order's steps in their order, made from the log as far as `story_head` says. */
export class OrderStories1732600000000 implements MigrationInterface {
  readonly name = 'OrderStories1732600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('facts are kept for good');
  }
}

const STATEMENTS = [
  `CREATE TABLE order_stories (
     order_id uuid PRIMARY KEY,
     path text[] NOT NULL,
     seconds double precision[] NOT NULL,
     last_type text NOT NULL,
     last_at timestamptz NOT NULL
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX order_stories_last ON order_stories (last_type, last_at)`,
  `CREATE TABLE story_head (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     done bigint NOT NULL
   )`,
  `INSERT INTO story_head (done) VALUES (0)`,
  // Which orders a payment's own facts belong to.
  `CREATE INDEX facts_of_application ON facts (subject) INCLUDE (order_id)
    WHERE type = 'PaymentApplied'`,
];

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of delivery, the same in every service's database. */
export class MessagingTables1700000000000 implements MigrationInterface {
  readonly name = 'MessagingTables1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('delivery tables hold facts and are never dropped');
  }
}

/** Headers of records that could not be read, so that they can be replayed. */
export class ParkedHeaders1764000000000 implements MigrationInterface {
  readonly name = 'ParkedHeaders1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE parked ADD COLUMN headers jsonb');
    await runner.query(
      'CREATE INDEX parked_records ON parked (topic, partition) WHERE raw IS NOT NULL',
    );
  }

  async down(): Promise<void> {
    throw new Error('delivery tables hold facts and are never dropped');
  }
}

/** Parked facts are found by age and by order, however many there are. */
export class ParkedWork1764500000000 implements MigrationInterface {
  readonly name = 'ParkedWork1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX parked_ages ON parked (since, id) WHERE status = 'parked'`);
    await runner.query(
      `CREATE INDEX parked_orders ON parked ((envelope->'data'->>'order'))
        WHERE status = 'parked'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX parked_ages, parked_orders');
  }
}

/** All that delivery needs, oldest first. */
export const MESSAGING_MIGRATIONS = [
  MessagingTables1700000000000,
  ParkedHeaders1764000000000,
  ParkedWork1764500000000,
];

const TABLES = [
  `CREATE TABLE outbox_head (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     last bigint NOT NULL
   ) WITH (fillfactor = 10)`,
  `INSERT INTO outbox_head (last) VALUES (0)`,
  `CREATE TABLE outbox (
     position bigint NOT NULL,
     day date NOT NULL,
     id uuid NOT NULL,
     type text NOT NULL,
     subject text NOT NULL,
     recorded_at timestamptz NOT NULL,
     actor text,
     causation_id uuid,
     traceparent text,
     data text NOT NULL,
     PRIMARY KEY (position, day)
   ) PARTITION BY RANGE (day)`,
  `CREATE TABLE relay_head (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     position bigint NOT NULL
   ) WITH (fillfactor = 10)`,
  `INSERT INTO relay_head (position) VALUES (0)`,
  `CREATE TABLE inbox (
     day date NOT NULL,
     id uuid NOT NULL,
     PRIMARY KEY (day, id)
   ) PARTITION BY RANGE (day)`,
  `CREATE TABLE cursors (
     source text PRIMARY KEY,
     position bigint NOT NULL
   ) WITH (fillfactor = 10)`,
  `CREATE TABLE state_heads (
     source text NOT NULL,
     state_group text NOT NULL,
     subject text NOT NULL,
     sequence bigint NOT NULL,
     PRIMARY KEY (source, state_group, subject)
   ) WITH (fillfactor = 80)`,
  `CREATE TABLE follow_ups (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     kind text NOT NULL,
     command jsonb NOT NULL,
     actor text,
     causation_id uuid,
     traceparent text
   )`,
  `CREATE TABLE waiting (
     id uuid PRIMARY KEY,
     source text NOT NULL,
     type text NOT NULL,
     subject text NOT NULL,
     sequence bigint NOT NULL,
     envelope jsonb NOT NULL,
     awaited_type text NOT NULL,
     awaited_subject text NOT NULL,
     ready boolean NOT NULL DEFAULT false,
     since timestamptz NOT NULL
   )`,
  `CREATE INDEX waiting_awaited ON waiting (awaited_type, awaited_subject)`,
  `CREATE INDEX waiting_ready ON waiting (sequence) WHERE ready`,
  `CREATE TABLE parked (
     id uuid PRIMARY KEY,
     fact_id text,
     source text,
     type text NOT NULL,
     subject text,
     sequence bigint,
     envelope jsonb,
     raw bytea,
     topic text,
     partition integer,
     log_offset text,
     error text NOT NULL,
     code text NOT NULL,
     attempts integer NOT NULL,
     status text NOT NULL CHECK (status IN ('parked', 'queued', 'replayed', 'discarded')),
     since timestamptz NOT NULL,
     decided_by text,
     decided_at timestamptz,
     reason text
   )`,
  `CREATE INDEX parked_subjects ON parked (source, subject) WHERE status IN ('parked', 'queued')`,
  `CREATE TABLE idempotency_keys (
     api_key text NOT NULL,
     route text NOT NULL,
     key text NOT NULL,
     hash text NOT NULL,
     status integer NOT NULL,
     body text NOT NULL,
     created_at timestamptz NOT NULL,
     PRIMARY KEY (api_key, route, key)
   )`,
  `CREATE INDEX idempotency_keys_age ON idempotency_keys USING brin (created_at)`,
];

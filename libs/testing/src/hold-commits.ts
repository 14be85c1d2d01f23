import type { Database } from '@o2c/messaging';
import { eventually } from './eventually.js';

/** Commits of a database that take as long as a test holds them. */
export type HeldCommits = {
  /** Resolves when one of them has begun. */
  begun(): Promise<void>;
  /** Lets them end, and those to come. */
  release(): Promise<void>;
};

type Held = Pick<Database, 'read'> & { connect(): Promise<Session> };
type Session = { query(sql: string): Promise<unknown>; release(): void };

/** Holds the commits of transactions that do this, such as `INSERT ON effects`. */
export async function holdCommits(database: Held, doing: string): Promise<HeldCommits> {
  await database.read(SLOW_COMMIT);
  await database.read(`
    CREATE CONSTRAINT TRIGGER slow_commit AFTER ${doing}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow_commit()`);
  const session = await database.connect();
  await session.query('SELECT pg_advisory_lock(1)');
  return {
    begun: () =>
      eventually(async () => {
        const held = await database.read(COMMITTING);
        if (held.length !== 1) throw new Error(`${held.length} commits are held`);
      }),
    release: async () => {
      await session.query('SELECT pg_advisory_unlock(1)');
      session.release();
    },
  };
}

const SLOW_COMMIT = `
  CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END'`;

const COMMITTING = `
  SELECT pid FROM pg_stat_activity
   WHERE datname = current_database() AND query = 'COMMIT' AND wait_event = 'advisory'`;

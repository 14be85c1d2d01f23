import type { PgDatabase } from './pg-database.js';

/** A table of fewer pages is read whole in no time. */
const FEW_PAGES = 4;
/** So many times as large as when it was analyzed: plans made then are worth a second thought. */
const GROWTH = 4;

/**
 * A fifth of the rows that PostgreSQL would look at: enough to tell a large table from a small one.
 * Autovacuum looks again, in peace.
 */
const SAMPLED = 'SET LOCAL default_statistics_target = 20';

/**
 * Keeps PostgreSQL's idea of how large tables are close to the truth. It keeps the plan of a
 * prepared statement until the table is analyzed: one that was made while the table was small
 * reads all of it, and goes on to while it grows, until autovacuum comes by a minute or more later.
 */
export class Statistics {
  constructor(private readonly database: PgDatabase) {}

  /** Analyzes the tables that have outgrown what is known of them; answers 0. */
  async run(): Promise<number> {
    const grown = await this.database.read<{ name: string }>(GROWN, [FEW_PAGES, GROWTH]);
    if (grown.length > 0) await this.analyze(grown.map(({ name }) => name));
    return 0;
  }

  private async analyze(tables: readonly string[]): Promise<void> {
    const client = await this.database.connect();
    try {
      await client.query(`${SAMPLED}; ANALYZE (SKIP_LOCKED) ${tables.join()}`);
    } finally {
      client.release();
    }
  }
}

const GROWN = `
  SELECT format('%I', relname) AS name FROM pg_class
   WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
     AND pg_relation_size(oid) >= $2 * greatest(relpages, $1) * current_setting('block_size')::int`;

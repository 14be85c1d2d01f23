import type { PgDatabase } from './pg-database.js';

/** A table of fewer pages is read whole in no time. */
const FEW_PAGES = 8;

/**
 * Keeps PostgreSQL's idea of how large tables are close to the truth. It keeps the plan of a
 * prepared statement until the table is analyzed: one that was made while the table was small
 * reads all of it, and goes on to while it grows, until autovacuum comes by a minute or more later.
 */
export class Statistics {
  constructor(private readonly database: PgDatabase) {}

  /** Analyzes the tables that are twice as large as when that was done last; answers 0. */
  async run(): Promise<number> {
    const grown = await this.database.read<{ name: string }>(GROWN, [FEW_PAGES]);
    if (grown.length > 0) {
      await this.database.read(`ANALYZE (SKIP_LOCKED) ${grown.map(({ name }) => name).join()}`);
    }
    return 0;
  }
}

const GROWN = `
  SELECT format('%I', relname) AS name FROM pg_class
   WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
     AND pg_relation_size(oid) >= 2 * greatest(relpages, $1) * current_setting('block_size')::int`;

import { query } from './sql.js';

/** Rows of one table that were inserted, updated and deleted. */
export type Written = {
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
};

/** By database, then by table. */
export type WrittenRows = ReadonlyMap<string, ReadonlyMap<string, Written>>;

/** PostgreSQL's sessions tell what they wrote when they have been idle for ten seconds. */
export const TELLING_MILLISECONDS = 11_000;

/** What was written so far, by PostgreSQL's own count; partitions count as their table. */
export async function rowsWritten(
  serverUrl: string,
  databases: readonly string[],
): Promise<WrittenRows> {
  const all = new Map<string, ReadonlyMap<string, Written>>();
  for (const database of databases) {
    const rows = await query<Written & { readonly table: string }>(serverUrl, database, COUNTERS);
    all.set(database, new Map(rows.map(({ table, ...written }) => [table, written])));
  }
  return all;
}

/** What each of so many cycles wrote between two counts, without tables that it hardly touches. */
export function perCycle(before: WrittenRows, after: WrittenRows, cycles: number): WrittenRows {
  const difference = (database: string, table: string, now: Written): Written => {
    const then = before.get(database)?.get(table);
    return {
      inserted: (now.inserted - (then?.inserted ?? 0)) / cycles,
      updated: (now.updated - (then?.updated ?? 0)) / cycles,
      deleted: (now.deleted - (then?.deleted ?? 0)) / cycles,
    };
  };
  return mapTables(after, difference, (written) => rowsOf(written) >= LEAST_PER_CYCLE);
}

/** All rows of all tables. */
export function totalOf(written: WrittenRows): number {
  const tables = [...written.values()].flatMap((one) => [...one.values()]);
  return tables.reduce((sum, one) => sum + rowsOf(one), 0);
}

const LEAST_PER_CYCLE = 0.005;

function rowsOf({ inserted, updated, deleted }: Written): number {
  return inserted + updated + deleted;
}

function mapTables(
  rows: WrittenRows,
  change: (database: string, table: string, written: Written) => Written,
  keep: (written: Written) => boolean,
): WrittenRows {
  return new Map(
    [...rows].map(([database, tables]) => {
      const changed = [...tables].map(
        ([table, written]) => [table, change(database, table, written)] as const,
      );
      return [database, new Map(changed.filter(([, written]) => keep(written)))];
    }),
  );
}

const COUNTERS = `
  SELECT coalesce(parent.relname, one.relname) AS table,
         sum(n_tup_ins)::float8 AS inserted, sum(n_tup_upd)::float8 AS updated,
         sum(n_tup_del)::float8 AS deleted
    FROM pg_stat_user_tables one
    LEFT JOIN pg_inherits ON inhrelid = one.relid
    LEFT JOIN pg_class parent ON parent.oid = inhparent
   WHERE one.schemaname = 'public'
   GROUP BY 1`;

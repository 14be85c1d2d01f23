import type { Database } from '@o2c/messaging';
import { UUID } from './disorder.js';
import { eventually } from './eventually.js';
import type { Row } from './stored.js';

/** What a service knows, table by table: its rows as texts, in no order but their own. */
export type State = Readonly<Record<string, readonly string[]>>;

/** How facts came, not what they came to. */
const DELIVERY = /^(outbox|inbox|idempotency_keys|cursors|relay_head|migrations)/;
const TIME = /\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|\+00:00)/g;
const NUMBER = /\b(?:[A-Z]{2,3}-\d{4}-\d{6,}|RF\d{2}\w+)\b/g;
/** Numbers without a name, and ids that are made of others. */
const COUNT = /"(sequence|application)":[^,}]+/g;

/**
 * The rows of all tables, as `view` shows each. Left out are numbers, and ids and times that are
 * not `told`: which the service has made or taken itself.
 */
export async function stateOf(
  database: Database,
  told: ReadonlySet<string>,
  view: (table: string, row: Row) => Row | undefined,
): Promise<State> {
  const state: Record<string, readonly string[]> = {};
  for (const { table, own } of await database.read<Table>(TABLES)) {
    if (DELIVERY.test(table)) continue;
    const rows = await database.read<{ row: Row }>(
      `SELECT to_jsonb(stored) - $1::text[] AS row FROM "${table}" AS stored`,
      [own],
    );
    const seen = rows.map(({ row }) => view(table, row)).filter((row) => row !== undefined);
    state[table] = seen.map((row) => withoutOwn(JSON.stringify(row), told)).sort();
  }
  return state;
}

/** Puts a database back to how it is now, also while a service's jobs read it. */
export async function keepAsIs(database: Database): Promise<() => Promise<void>> {
  const tables = (await database.read<Table>(TABLES)).filter(({ table }) => table !== 'migrations');
  const kept: (readonly [string, string])[] = [];
  for (const { table } of tables) {
    const [found] = await database.read<{ rows: string | null }>(
      `SELECT jsonb_agg(stored)::text AS rows FROM "${table}" AS stored`,
    );
    if (found?.rows) kept.push([table, found.rows]);
  }
  const putBack = (): Promise<void> =>
    database.transaction(async (tx) => {
      // Without triggers: what must never be emptied is emptied here.
      await tx.query('SET LOCAL session_replication_role = replica');
      await tx.query(`TRUNCATE ${tables.map(({ table }) => `"${table}"`).join()}`);
      for (const [table, rows] of kept) {
        await tx.query(
          `INSERT INTO "${table}" OVERRIDING SYSTEM VALUE
           SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
          [rows],
        );
      }
    });
  // A reader holds tables in an order of its own: when we wait in a circle, one of us is ended.
  return () => eventually(putBack);
}

function withoutOwn(row: string, told: ReadonlySet<string>): string {
  return row
    .replace(NUMBER, '#')
    .replace(COUNT, '"$1":"#"')
    .replace(UUID, (id) => (told.has(id) ? id : '#'))
    .replace(TIME, (time) => (told.has(new Date(time).toISOString()) ? time : '#'));
}

type Table = { readonly table: string; readonly own: readonly string[] };

/** Tables, and the columns that count their rows. */
const TABLES = `
  SELECT tables.oid::regclass::text AS table,
         ARRAY(SELECT attname::text FROM pg_attribute
                WHERE attrelid = tables.oid AND attidentity <> '') AS own
    FROM pg_class AS tables
   WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
   ORDER BY 1`;

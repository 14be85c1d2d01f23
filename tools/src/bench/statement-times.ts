import { Counts } from '../counts.js';
import { sharesOf, type Shares } from './profile.js';
import { query } from './sql.js';

type Counted = { readonly text: string; readonly milliseconds: number };

/** Begins to count what statements take, on a server that has what counts them. */
export async function countStatements(serverUrl: string): Promise<void> {
  await query(serverUrl, 'postgres', 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await query(serverUrl, 'postgres', 'SELECT pg_stat_statements_reset()');
}

/**
 * Shares of the time that the statements of a database took since, by verb and table, such as
 * `insert facts`.
 */
export async function statementShares(serverUrl: string, database: string): Promise<Shares> {
  const rows = await query<Counted>(serverUrl, 'postgres', TIMES, [database]);
  const times = new Counts();
  for (const { text, milliseconds } of rows) times.add(nameOf(text), milliseconds);
  return sharesOf(times);
}

const TIMES = `
  SELECT query AS text, total_exec_time AS milliseconds
    FROM pg_stat_statements JOIN pg_database ON pg_database.oid = dbid WHERE datname = $1`;

/** What a statement does to which table; one that does several things goes by the first. */
const VERBS: readonly (readonly [string, RegExp])[] = [
  ['analyze', /^\s*ANALYZE (?:\(.*?\) )?(\w+)/],
  ['insert', /\bINSERT INTO (\w+)/],
  ['delete', /\bDELETE FROM (\w+)/],
  ['lock', /\bFROM (\w+)(?=.*\bFOR (?:NO KEY )?UPDATE\b)/s],
  ['update', /\bUPDATE (\w+)/],
  ['read', /\bFROM (\w+)/],
];

function nameOf(text: string): string {
  for (const [verb, pattern] of VERBS) {
    const table = pattern.exec(text)?.[1]?.replace(/_\d{4}_\d\d_\d\d$/, '');
    if (table !== undefined) return `${verb} ${table}`;
  }
  return /^\w+/.exec(text.trim())?.[0].toLowerCase() ?? 'other';
}

import type { Tx } from '@o2c/messaging';

/** A column: its PostgreSQL type, and its value in a row. */
export type Column<R> = readonly [type: string, valueOf: (row: R) => unknown];

/** Runs a statement, inside a transaction or outside of any. */
export type Ask = <R extends object>(sql: string, params?: readonly unknown[]) => Promise<R[]>;

/** Writes many rows by one statement. */
export type TableWriter<R> = (tx: Tx, rows: readonly R[]) => Promise<void>;

/**
 * Makes the writer of a table. Rows whose `id` is there already get new values in the columns
 * named by `updates`; without it, rows are only ever added.
 */
export function tableWriter<R>(
  table: string,
  columns: Readonly<Record<string, Column<R>>>,
  updates: readonly string[] = [],
): TableWriter<R> {
  const entries = Object.entries(columns);
  const names = entries.map(([name]) => name);
  const lists = entries.map(([, [type]], index) => `$${index + 1}::${listTypeOf(type)}[]`);
  const values = entries.map(([name, [type]]) => valueIn(name, type));
  const sets = updates.map((name) => `${name} = excluded.${name}`);
  const conflict = sets.length === 0 ? '' : `ON CONFLICT (id) DO UPDATE SET ${sets.join(', ')}`;
  const sql = `INSERT INTO ${table} (${names.join(', ')})
    SELECT ${values.join(', ')} FROM unnest(${lists.join(', ')}) AS new (${names.join(', ')})
    ${conflict}`;
  return async (tx, rows) => {
    if (rows.length === 0) return;
    tx.write(
      sql,
      entries.map(([, [, valueOf]]) => rows.map(valueOf)),
    );
  };
}

/** `unnest` flattens lists of lists, so a list of words travels as one text. */
function listTypeOf(type: string): string {
  return type === 'words' ? 'text' : type;
}

function valueIn(name: string, type: string): string {
  return type === 'words' ? `string_to_array(new.${name}, ' ')` : `new.${name}`;
}

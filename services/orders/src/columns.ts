import type { Statement } from '@o2c/messaging';

/** One column: its name, its type in PostgreSQL, and its value of a row; undefined is NULL. */
export type Column<R> = readonly [name: string, type: string, value: (row: R) => unknown];

/** Inserts rows; of those that are there, all columns beside the key are replaced. */
export function upsert<R>(
  table: string,
  columns: readonly Column<R>[],
): (rows: readonly R[]) => Statement {
  const names = columns.map(([name]) => name);
  const sql = `
    INSERT INTO ${table} (${names.join(', ')})
    SELECT * FROM ${given(columns)}
    ON CONFLICT (id) DO UPDATE SET ${replaced(names, 'excluded')}`;
  return (rows) => [sql, [documentOf(columns, rows)]];
}

/** Changes the given columns of rows that are there. */
export function update<R>(
  table: string,
  columns: readonly Column<R>[],
): (rows: readonly R[]) => Statement {
  const names = columns.map(([name]) => name);
  const sql = `
    UPDATE ${table} SET ${replaced(names, 'given')}
      FROM ${given(columns)} WHERE ${table}.id = given.id`;
  return (rows) => [sql, [documentOf(columns, rows)]];
}

function replaced(names: readonly string[], by: string): string {
  const others = names.filter((name) => name !== 'id');
  return others.map((name) => `${name} = ${by}.${name}`).join(', ');
}

function given<R>(columns: readonly Column<R>[]): string {
  const typed = columns.map(([name, type]) => `${name} ${type}`);
  return `json_to_recordset($1) AS given (${typed.join(', ')})`;
}

/** One document for all rows: in arrays every quote of every value would be escaped. */
function documentOf<R>(columns: readonly Column<R>[], rows: readonly R[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map(([name, , value]) => [name, value(row)]))),
  );
}

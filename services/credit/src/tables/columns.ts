import type { Tx } from '@o2c/messaging';

/** The columns of a table: name, type in PostgreSQL, and the value of a row. */
export type Columns<R> = Readonly<Record<string, readonly [type: string, of: (row: R) => unknown]>>;

/**
 * Writes many rows of a table with one statement; those that are there, by `key`, get the new
 * values; `kept` stays as it is where the row has none.
 */
export function upsert<R>(table: string, key: string, columns: Columns<R>, kept?: string) {
  const names = Object.keys(columns);
  const others = names.filter((name) => !key.split(', ').includes(name));
  const now = (name: string) =>
    name === kept ? `coalesce(excluded.${name}, ${table}.${name})` : `excluded.${name}`;
  const sets = others.map((name) => `${name} = ${now(name)}`).join(', ');
  const sql = `
    INSERT INTO ${table} (${names.join(', ')})
    SELECT * FROM unnest(${parameters(columns)})
    ON CONFLICT (${key}) DO UPDATE SET ${sets}`;
  return async (tx: Tx, rows: readonly R[]): Promise<void> => {
    if (rows.length > 0) tx.write(sql, lists(columns, rows));
  };
}

/** `$1::uuid[], $2::text[], …` */
export function parameters<R>(columns: Columns<R>): string {
  const types = Object.values(columns).map(([type]) => type);
  return types.map((type, index) => `$${index + 1}::${type}[]`).join(', ');
}

/** One list of values per column. */
export function lists<R>(columns: Columns<R>, rows: readonly R[]): readonly unknown[] {
  return Object.values(columns).map(([type, of]) => list(type, rows.map(of)));
}

/** What cannot hold a quote or a comma needs no escaping, which costs more than the statement. */
function list(type: string, values: readonly unknown[]): unknown {
  if (type === 'text' || type.startsWith('json')) return values;
  return `{${values.map((value) => value ?? 'NULL').join()}}`;
}

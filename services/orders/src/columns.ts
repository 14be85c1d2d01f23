/** One column: its name, its type in PostgreSQL, and its value of a row; undefined is NULL. */
export type Column<R> = readonly [name: string, type: string, value: (row: R) => unknown];

/** Writes many rows with one statement: what to run, and what to run it with. */
export type Statement = readonly [sql: string, params: readonly unknown[]];

/** Inserts rows; of those that are there, all columns beside the key are replaced. */
export function upsert<R>(
  table: string,
  key: readonly string[],
  columns: readonly Column<R>[],
): (rows: readonly R[]) => Statement {
  const names = columns.map(([name]) => name);
  const others = names.filter((name) => !key.includes(name));
  const sql = `
    INSERT INTO ${table} (${names.join(', ')})
    SELECT * FROM unnest(${parameters(columns)})
    ON CONFLICT (${key.join(', ')}) DO UPDATE
       SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}`;
  return (rows) => [sql, arrays(columns, rows)];
}

/** Changes the given columns of rows that are there. */
export function update<R>(
  table: string,
  key: readonly string[],
  columns: readonly Column<R>[],
): (rows: readonly R[]) => Statement {
  const names = columns.map(([name]) => name);
  const others = names.filter((name) => !key.includes(name));
  const sql = `
    UPDATE ${table}
       SET ${others.map((name) => `${name} = now.${name}`).join(', ')}
      FROM unnest(${parameters(columns)}) AS now (${names.join(', ')})
     WHERE ${key.map((name) => `${table}.${name} = now.${name}`).join(' AND ')}`;
  return (rows) => [sql, arrays(columns, rows)];
}

function parameters<R>(columns: readonly Column<R>[]): string {
  return columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
}

function arrays<R>(columns: readonly Column<R>[], rows: readonly R[]): readonly unknown[] {
  return columns.map(([, type, value]) => arrayOf(type, rows.map(value)));
}

/** Numbers, ids and the like need no quotes, which makes their arrays many times cheaper. */
function arrayOf(type: string, values: readonly unknown[]): unknown {
  switch (type) {
    case 'text':
      return values.map((value) => value ?? null);
    case 'jsonb':
      return values.map((value) => (value === undefined ? null : JSON.stringify(value)));
    default:
      return `{${values.map((value) => value ?? 'NULL').join()}}`;
  }
}

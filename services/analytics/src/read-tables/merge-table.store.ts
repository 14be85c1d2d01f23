import type { Tx } from '@o2c/messaging';

/**
 * How the values of many facts become one: `key` names the row, `same` is told alike by every
 * fact that tells it, `min` and `max` are the least and the greatest, `sum` adds up, and
 * `{ newest }` is the value that came with the greatest of another column. None depends on the
 * order of facts, so a table is a function of their set.
 */
export type Merge = 'key' | 'same' | 'min' | 'max' | 'sum' | { readonly newest: string };

/** A column: how it merges, its PostgreSQL type, and what a fact adds to it, if anything. */
export type Column<R> = readonly [merge: Merge, type: string, valueOf: (row: R) => unknown];

/** Merges what facts add into a table: one statement, whatever their number. */
export type MergeTable<R> = (tx: Tx, rows: readonly R[]) => Promise<void>;

/**
 * Makes the writer of a table. Rows of one key are merged with each other first, then with what is
 * there; they come sorted by key, so that two transactions lock them in the same order.
 */
export function mergeTable<R>(
  table: string,
  columns: Readonly<Record<string, Column<R>>>,
): MergeTable<R> {
  const entries = Object.entries(columns);
  const sql = statement(table, entries);
  return async (tx, rows) => {
    if (rows.length === 0) return;
    await tx.query(
      sql,
      entries.map(([, [, , valueOf]]) => rows.map((row) => valueOf(row) ?? null)),
    );
  };
}

function statement<R>(table: string, entries: readonly (readonly [string, Column<R>])[]): string {
  const names = entries.map(([name]) => name).join(', ');
  const keys = entries.flatMap(([name, [merge]]) => (merge === 'key' ? [name] : [])).join(', ');
  const lists = entries.map(([, [, type]], index) => `$${index + 1}::${type}[]`);
  const gathered = entries.map(([name, [merge, type]]) => `${inBatch(name, merge)}::${type}`);
  const merged = entries.flatMap(([name, [merge]]) =>
    merge === 'key' ? [] : [`${name} = ${withTable(table, name, merge)}`],
  );
  return `
    INSERT INTO ${table} (${names})
    SELECT ${gathered.join(', ')}
      FROM unnest(${lists.join(', ')}) AS fact (${names})
     GROUP BY ${keys} ORDER BY ${keys}
    ON CONFLICT (${keys}) DO UPDATE SET ${merged.join(', ')}`;
}

function inBatch(name: string, merge: Merge): string {
  switch (merge) {
    case 'key':
      return name;
    case 'same':
      return `(array_agg(${name}) FILTER (WHERE ${name} IS NOT NULL))[1]`;
    case 'min':
    case 'max':
      return `${merge}(${name})`;
    case 'sum':
      return `coalesce(sum(${name}), 0)`;
  }
  return `(array_agg(${name} ORDER BY ${merge.newest} DESC NULLS LAST))[1]`;
}

/** `least` and `greatest` pass over what is missing. */
function withTable(table: string, name: string, merge: Merge): string {
  const [old, added] = [`${table}.${name}`, `excluded.${name}`];
  switch (merge) {
    case 'key':
      return old;
    case 'same':
      return `coalesce(${old}, ${added})`;
    case 'min':
      return `least(${old}, ${added})`;
    case 'max':
      return `greatest(${old}, ${added})`;
    case 'sum':
      return `${old} + ${added}`;
  }
  const { newest } = merge;
  const isNewer = `excluded.${newest} > coalesce(${table}.${newest}, 0)`;
  return `CASE WHEN ${isNewer} THEN ${added} ELSE ${old} END`;
}

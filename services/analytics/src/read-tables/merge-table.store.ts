import type { Tx } from '@o2c/messaging';

/**
 * How the values of many facts become one: `key` names the row, `same` is told alike by every
 * fact that tells it, `min` and `max` are the least and the greatest, `sum` adds up, and
 * `{ newest }` is the value that came with the greatest of another column. None depends on the
 * order of facts, so a table is a function of their set.
 */
export type Merge = 'key' | 'same' | 'min' | 'max' | 'sum' | { readonly newest: string };

/** What a column holds; instants are ISO 8601 in UTC with milliseconds, so that texts compare. */
export type Value = string | number | boolean | null;

/** A column: how it merges, its PostgreSQL type, and what a fact adds to it, if anything. */
export type Column<R> = readonly [
  merge: Merge,
  type: string,
  valueOf: (row: R) => Value | undefined,
];

/** Merges what facts add into a table: one statement, whatever their number. */
export type MergeTable<R> = (tx: Tx, rows: readonly R[]) => Promise<void>;

/**
 * Makes the writer of a table. Rows of one key are merged with each other first, then with what is
 * there; they come sorted by key, so that two transactions lock them in the same order. Columns
 * that no fact of a batch tells are left out of its statement, and a row that stays as it is does
 * not get written.
 */
export function mergeTable<R>(
  table: string,
  columns: Readonly<Record<string, Column<R>>>,
): MergeTable<R> {
  const entries = Object.entries(columns);
  const gather = gatherer(entries);
  // Facts of a source are of few kinds, so these are few.
  const statements = new Map<string, string>();
  return async (tx, rows) => {
    if (rows.length === 0) return;
    const lists = gather(rows);
    const isTold = toldColumns(entries, lists);
    const key = isTold.join();
    const sql = statements.get(key) ?? statement(table, entries, isTold);
    statements.set(key, sql);
    tx.write(
      sql,
      lists.filter((_, index) => isTold[index]),
    );
  };
}

type Entries<R> = readonly (readonly [name: string, column: Column<R>])[];

/** One list of values per column, with one row per key. */
function gatherer<R>(entries: Entries<R>) {
  const names = entries.map(([name]) => name);
  const merges = entries.map(([, [merge]]) => merge);
  const readers = entries.map(([, [, , valueOf]]) => valueOf);
  const keys = merges.flatMap((merge, index) => (merge === 'key' ? [index] : []));
  const newestBy = merges.map((merge) =>
    typeof merge === 'object' ? names.indexOf(merge.newest) : -1,
  );
  const into = (row: Value[], added: readonly Value[]): void => {
    // Before the columns that they decide about are changed.
    const isNewer = newestBy.map((by) => by >= 0 && isGreater(added[by], row[by]));
    merges.forEach((merge, index) => {
      const value = added[index] ?? null;
      if (typeof merge === 'object') row[index] = isNewer[index] ? value : (row[index] ?? null);
      else row[index] = merged(merge, row[index] ?? null, value);
    });
  };
  return (rows: readonly R[]): Value[][] => {
    const byKey = new Map<string, Value[]>();
    for (const one of rows) {
      const added = readers.map((valueOf) => valueOf(one) ?? null);
      const key = keys.map((index) => added[index]).join(' ');
      const row = byKey.get(key);
      if (row) into(row, added);
      else byKey.set(key, added);
    }
    const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
    return names.map((_, index) => sorted.map(([, row]) => row[index] ?? null));
  };
}

function merged(merge: Exclude<Merge, object>, old: Value, added: Value): Value {
  switch (merge) {
    case 'key':
      return old;
    case 'same':
      return old ?? added;
    case 'min':
      return old === null || isGreater(old, added) ? (added ?? old) : old;
    case 'max':
      return isGreater(added, old) ? added : old;
    case 'sum':
      return Number(old) + Number(added);
  }
}

/** Nothing is greater than what is missing, and what is missing is greater than nothing. */
function isGreater(value: Value | undefined, than: Value | undefined): boolean {
  if (value === null || value === undefined) return false;
  return than === null || than === undefined || value > than;
}

/** What comes with a sequence is told where that is, even if it is nothing. */
function toldColumns<R>(entries: Entries<R>, lists: readonly Value[][]): readonly boolean[] {
  const names = entries.map(([name]) => name);
  return entries.map(([, [merge]], index) => {
    const by = typeof merge === 'object' ? names.indexOf(merge.newest) : index;
    return lists[by]?.some((value) => (merge === 'sum' ? value : value !== null)) ?? false;
  });
}

function statement<R>(table: string, entries: Entries<R>, isTold: readonly boolean[]): string {
  const told = entries.filter((_, index) => isTold[index]);
  const names = told.map(([name]) => name);
  const keys = told.flatMap(([name, [merge]]) => (merge === 'key' ? [name] : []));
  const lists = told.map(([, [, type]], index) => `$${index + 1}::${type}[]`);
  const added = told.map(([name, [merge]]) => (merge === 'sum' ? `coalesce(${name}, 0)` : name));
  const sums = entries.flatMap(([name, [merge]]) => (merge === 'sum' ? [name] : []));
  const zeros = sums.filter((name) => !names.includes(name));
  return `
    INSERT INTO ${table} (${[...names, ...zeros].join(', ')})
    SELECT ${[...added, ...zeros.map(() => 0)].join(', ')}
      FROM unnest(${lists.join(', ')}) AS fact (${names.join(', ')})
    ON CONFLICT (${keys.join(', ')}) ${change(table, told)}`;
}

function change<R>(table: string, told: Entries<R>): string {
  const merged = told.filter(([, [merge]]) => merge !== 'key');
  if (merged.length === 0) return 'DO NOTHING';
  const names = merged.map(([name]) => name);
  const old = names.map((name) => `${table}.${name}`);
  const made = merged.map(([name, [merge]]) => withTable(table, name, merge));
  return `DO UPDATE SET ${names.map((name, index) => `${name} = ${made[index]}`).join(', ')}
     WHERE ROW(${old.join(', ')}) IS DISTINCT FROM ROW(${made.join(', ')})`;
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

import { isUuid } from '@o2c/runtime';

/** A condition with a `?` for each of its values, in their order; left out when one is missing. */
export type Condition = readonly [sql: string, ...values: readonly unknown[]];

/** A statement and its parameters. */
export type Statement = readonly [sql: string, params: readonly unknown[]];

/**
 * Puts the conditions that have their values into a statement, where it says `WHERE …`, so that
 * each plan uses the index that fits. Parameters of the statement itself come first.
 */
export function filtered(
  sql: string,
  params: readonly unknown[],
  conditions: readonly Condition[],
): Statement {
  const all = [...params];
  const texts = conditions
    .filter(([, ...values]) => !values.includes(undefined))
    .map(([text, ...values]) => {
      const left = values[Symbol.iterator]();
      return text.replaceAll('?', () => `$${all.push(left.next().value)}`);
    });
  return [sql.replace('…', texts.length === 0 ? 'true' : texts.join(' AND ')), all];
}

/** The column is what has this name, an id or a number, in a table that has both. */
export function called(column: string, table: string, name: string | undefined): Condition {
  if (name === undefined || isUuid(name)) return [`${column} = ?::uuid`, name];
  return [`${column} = (SELECT id FROM ${table} WHERE number = ? LIMIT 1)`, name];
}

/** A condition with `?` for its value; left out when there is no value. */
export type Condition = readonly [sql: string, value: unknown];

/** A statement and its parameters. */
export type Statement = readonly [sql: string, params: readonly unknown[]];

/**
 * Puts the conditions that have a value into a statement, where it says `WHERE …`. Parameters of
 * the statement itself come first.
 */
export function filtered(
  sql: string,
  params: readonly unknown[],
  conditions: readonly Condition[],
): Statement {
  const given = conditions.filter(([, value]) => value !== undefined);
  const texts = given.map(([text], index) => text.replaceAll('?', `$${params.length + index + 1}`));
  const where = texts.length === 0 ? 'true' : texts.join(' AND ');
  return [sql.replace('…', where), [...params, ...given.map(([, value]) => value)]];
}

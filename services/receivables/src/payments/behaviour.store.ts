import type { Database } from '@o2c/messaging';
import type { Account } from '../parties.store.js';

/** Applications by lateness, 0 (early) to 5, in minor units; the average in days. */
export type BehaviourRow = {
  readonly average: number | null;
  readonly counts: readonly number[];
  readonly amounts: readonly number[];
};

/** What payments settled in an account and how late, all of it, in one statement. */
export async function readBehaviour(
  database: Database,
  { seller, customer, currency }: Account,
): Promise<BehaviourRow> {
  const [row] = await database.read<BehaviourRow>(SQL, [seller, customer, currency]);
  if (!row) throw new Error('behaviour answers one row');
  return row;
}

/** What was taken back counts no more. */
const LIVE = `sum(CASE kind WHEN 'applied' THEN amount_minor ELSE -amount_minor END)`;

/** Buckets end with the days -1, 0, 7, 30 and 60. */
const SQL = `
  WITH live AS (
    SELECT payment, item, ${LIVE} AS minor
      FROM ledger_entries
     WHERE seller = $1::uuid AND customer = $2::uuid AND currency = $3
       AND kind IN ('applied', 'unapplied')
     GROUP BY payment, application, item HAVING ${LIVE} > 0),
  paid AS (
    SELECT value_on - due_on AS days, minor
      FROM live JOIN payments ON payments.id = payment JOIN open_items ON open_items.id = item),
  bucketed AS (
    SELECT width_bucket(days, ARRAY[0, 1, 8, 31, 61]) AS bucket, count(*) AS items,
           sum(minor)::bigint AS minor
      FROM paid GROUP BY 1)
  SELECT (SELECT (sum(days * minor) / sum(minor))::float8 FROM paid) AS average,
         array_agg(coalesce(items, 0) ORDER BY number) AS counts,
         array_agg(coalesce(minor, 0) ORDER BY number) AS amounts
    FROM generate_series(0, 5) AS number LEFT JOIN bucketed ON bucket = number`;

import type { Database } from '@o2c/messaging';

/** What is asked of aging. */
export type AgingQuestion = {
  readonly seller: string;
  readonly asOf: string;
  readonly currency: string;
  readonly customer?: string | undefined;
  readonly basis: 'dueDate' | 'documentDate';
};

/** Minor units by bucket, 0 (current) to 5, and cash beside them. */
export type AgingRow = {
  readonly counts: readonly number[];
  readonly amounts: readonly number[];
  readonly disputed: number;
  readonly unapplied: number;
  readonly unidentified: number;
};

/** The only currency in which a seller or customer has items, if it is the only one. */
export async function readOnlyCurrency(
  database: Database,
  seller: string,
  customer: string | undefined,
): Promise<string | undefined> {
  const [row] = await database.read<{ least: string | null; most: string | null }>(
    `SELECT min(currency) AS least, max(currency) AS most FROM open_items
      WHERE seller = $1::uuid ${customer === undefined ? '' : 'AND customer = $2::uuid'}`,
    customer === undefined ? [seller] : [seller, customer],
  );
  return row?.least && row.least === row.most ? row.least : undefined;
}

/**
 * Aging in one statement. What was open at the end of a day is what is open now, less what the
 * ledger moved since: today costs nothing extra, and last month only what happened in it.
 */
export async function readAging(database: Database, asked: AgingQuestion): Promise<AgingRow> {
  const { seller, asOf, currency, customer, basis } = asked;
  const params = [seller, asOf, currency, ...(customer === undefined ? [] : [customer])];
  const sql = agingSql(basis, customer !== undefined);
  const [row] = await database.read<AgingRow>(sql, params);
  if (!row) throw new Error('aging answers one row');
  return row;
}

function agingSql(basis: AgingQuestion['basis'], ofOneCustomer: boolean): string {
  const date = basis === 'dueDate' ? 'due_on' : 'document_on';
  const only = ofOneCustomer ? 'AND customer = $4::uuid' : '';
  return `
  WITH later AS (
    SELECT item,
           sum(${moved('receivables')})::bigint AS receivables,
           sum(${moved('unapplied_cash')})::bigint AS unapplied,
           sum(${moved('unidentified_cash')})::bigint AS unidentified
      FROM ledger_entries
     WHERE seller = $1::uuid AND posted_on > $2::date AND currency = $3 ${only}
     GROUP BY item),
  open AS (
    SELECT $2::date - ${date} AS days, open_minor - coalesce(later.receivables, 0) AS minor,
           disputed_minor
      FROM open_items LEFT JOIN later ON later.item = open_items.id
     WHERE seller = $1::uuid AND currency = $3 ${only}
       AND (open_minor <> 0 OR last_on > $2::date)),
  aged AS (
    SELECT CASE WHEN days <= 0 THEN 0 ELSE least((days - 1) / 30 + 1, 5) END AS bucket,
           count(*) AS items, sum(minor)::bigint AS minor,
           sum(greatest(0, least(disputed_minor, minor))) AS disputed
      FROM open WHERE minor <> 0 GROUP BY 1),
  cash AS (
    SELECT coalesce(sum(unapplied_minor) FILTER (WHERE customer IS NOT NULL), 0) AS unapplied,
           coalesce(sum(unapplied_minor) FILTER (WHERE customer IS NULL), 0) AS unidentified
      FROM payments
     WHERE seller = $1::uuid AND currency = $3 ${only} AND unapplied_minor <> 0),
  since AS (
    SELECT coalesce(sum(unapplied), 0) AS unapplied, coalesce(sum(unidentified), 0) AS unidentified
      FROM later)
  SELECT array_agg(coalesce(items, 0) ORDER BY number) AS counts,
         array_agg(coalesce(minor, 0) ORDER BY number) AS amounts,
         coalesce(sum(disputed), 0)::bigint AS disputed,
         (SELECT cash.unapplied + since.unapplied FROM cash, since) AS unapplied,
         (SELECT cash.unidentified + since.unidentified FROM cash, since) AS unidentified
    FROM generate_series(0, 5) AS number LEFT JOIN aged ON bucket = number`;
}

/** By how much an entry raises the debit balance of an account. */
function moved(account: string): string {
  return `CASE '${account}' WHEN debit THEN amount_minor WHEN credit THEN -amount_minor ELSE 0 END`;
}

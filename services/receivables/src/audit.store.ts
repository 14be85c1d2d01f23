import { type AuditIdentity, type AuditSum, type Database, readTotals } from '@o2c/messaging';

/** Sums by seller and currency, in minor units. */
export function readSums(database: Database): Promise<AuditSum[]> {
  return readTotals<AuditSum>(database, SUMS);
}

const SUMS = `
  WITH item AS (
    SELECT seller, currency, origin, kind, sum(open_minor) AS open, sum(amount_minor) AS amount
      FROM open_items GROUP BY seller, currency, origin, kind)
  SELECT name, seller, currency, sum(value) AS value
    FROM item CROSS JOIN LATERAL (VALUES
     ('receivables.openItems', open),
     ('receivables.invoiced', CASE WHEN origin = 'billing' AND kind = 'invoice' THEN amount END),
     ('receivables.credited', CASE WHEN origin = 'billing' AND kind <> 'invoice' THEN -amount END),
     ('receivables.loaded', CASE WHEN origin = 'loaded' THEN amount END)
   ) AS sums (name, value)
   WHERE value IS NOT NULL
   GROUP BY name, seller, currency
   UNION ALL
  SELECT CASE WHEN customer IS NULL THEN 'receivables.unidentified'
                                    ELSE 'receivables.unapplied' END AS name,
         seller, currency, sum(unapplied_minor)
    FROM payments GROUP BY 1, seller, currency
   ORDER BY 1, 2, 3`;

/**
 * invoiced + loaded = applied + credited + written off + open; Σ open items = ledger balance;
 * payments = applied + unapplied + refunded + reversed. What moved comes from the ledger, the rest
 * from the rows, so that one checks the other.
 */
export async function readIdentities(database: Database): Promise<AuditIdentity[]> {
  const rows = await readTotals<AuditIdentity>(database, IDENTITIES);
  const identities: AuditIdentity[] = [];
  for (const row of rows) {
    const broken = row.left === row.right ? undefined : await firstBroken(database, row);
    identities.push({ ...row, ...(broken !== undefined && { firstBroken: broken }) });
  }
  return identities;
}

const IDENTITIES = `
  WITH item AS (
    SELECT seller, currency, sum(open_minor) AS open,
           sum(amount_minor) FILTER (WHERE origin = 'loaded' OR kind = 'invoice') AS owed,
           sum(-amount_minor) FILTER (WHERE origin = 'billing' AND kind <> 'invoice') AS credited
      FROM open_items GROUP BY seller, currency),
  payment AS (
    SELECT seller, currency, sum(amount_minor) AS paid, sum(unapplied_minor) AS unapplied
      FROM payments GROUP BY seller, currency),
  entry AS (
    SELECT seller, currency, debit, credit, sum(amount_minor) AS amount
      FROM ledger_entries GROUP BY seller, currency, debit, credit),
  moved AS (
    SELECT seller, currency,
           sum(CASE WHEN debit = 'receivables' THEN amount
                    WHEN credit = 'receivables' THEN -amount END) AS control,
           sum(CASE WHEN debit = 'unapplied_cash' AND credit = 'receivables' THEN amount
                    WHEN debit = 'receivables' AND credit = 'unapplied_cash' THEN -amount END)
             AS applied,
           sum(CASE WHEN debit = 'write_off' THEN amount
                    WHEN credit = 'write_off' THEN -amount END) AS written_off,
           sum(amount) FILTER (WHERE credit = 'refunds') AS refunded,
           sum(amount) FILTER (WHERE credit = 'bank') AS reversed
      FROM entry GROUP BY seller, currency)
  SELECT name, seller, currency, coalesce("left", 0) AS "left",
         coalesce("right", 0) AS "right"
    FROM moved FULL JOIN item USING (seller, currency) FULL JOIN payment USING (seller, currency)
   CROSS JOIN LATERAL (VALUES
     ('open_items', owed,
      coalesce(applied, 0) + coalesce(credited, 0) + coalesce(written_off, 0) + coalesce(open, 0)),
     ('control_account', open, control),
     ('payments', paid,
      coalesce(applied, 0) + unapplied + coalesce(refunded, 0) + coalesce(reversed, 0))
   ) AS identity (name, "left", "right")
   ORDER BY name, seller, currency`;

/** The document or payment at which an equation breaks first; asked only when it does. */
async function firstBroken(
  database: Database,
  { name, seller, currency }: AuditIdentity,
): Promise<string | undefined> {
  const sql = name === 'payments' ? BROKEN_PAYMENT : BROKEN_ITEM;
  const [row] = await database.read<{ label: string }>(sql, [seller, currency]);
  return row?.label;
}

const BROKEN_ITEM = `
  SELECT document AS label
    FROM open_items
    LEFT JOIN (SELECT item AS id, sum(CASE WHEN debit = 'receivables' THEN amount_minor
                                           WHEN credit = 'receivables' THEN -amount_minor END)
                      AS balance
                 FROM ledger_entries WHERE seller = $1::uuid AND currency = $2
                GROUP BY item) AS ledger USING (id)
   WHERE seller = $1::uuid AND currency = $2 AND open_minor <> coalesce(balance, 0)
   ORDER BY document_on, document LIMIT 1`;

const BROKEN_PAYMENT = `
  SELECT id::text AS label
    FROM payments
    LEFT JOIN (SELECT payment AS id,
                      sum(CASE WHEN credit IN ('unapplied_cash', 'unidentified_cash')
                               THEN amount_minor ELSE -amount_minor END) AS balance
                 FROM ledger_entries
                WHERE seller = $1::uuid AND currency = $2 AND kind <> 'identified'
                GROUP BY payment) AS ledger USING (id)
   WHERE seller = $1::uuid AND currency = $2 AND unapplied_minor <> coalesce(balance, 0)
   ORDER BY value_on, id LIMIT 1`;

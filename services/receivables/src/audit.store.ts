import type { AuditIdentity, AuditSum, Database } from '@o2c/messaging';

/** An equation over one table: `left` and `right` of each row, and what a row is called. */
export type Identity = { readonly name: string; readonly rows: string };

/** Sums by seller and currency, in minor units. */
export function readSums(database: Database): Promise<AuditSum[]> {
  return database.read<AuditSum>(SUMS);
}

const SUMS = `
  SELECT name, seller, currency, sum(value)::bigint AS value
    FROM (SELECT seller, currency, open_minor, origin, kind, amount_minor FROM open_items) AS item
   CROSS JOIN LATERAL (VALUES
     ('receivables.openItems', open_minor),
     ('receivables.invoiced',
      CASE WHEN origin = 'billing' AND kind = 'invoice' THEN amount_minor ELSE 0 END),
     ('receivables.credited',
      CASE WHEN origin = 'billing' AND kind = 'credit_note' THEN -amount_minor ELSE 0 END),
     ('receivables.loaded', CASE WHEN origin = 'loaded' THEN amount_minor ELSE 0 END)
   ) AS sums (name, value)
   GROUP BY name, seller, currency
   UNION ALL
  SELECT CASE WHEN customer IS NULL THEN 'receivables.unidentified'
                                    ELSE 'receivables.unapplied' END AS name,
         seller, currency, sum(unapplied_minor)::bigint
    FROM payments GROUP BY 1, seller, currency
   ORDER BY 1, 2, 3`;

/** Both sides by seller and currency, and the first row that breaks the equation, if any does. */
export async function readIdentity(
  database: Database,
  identity: Identity,
): Promise<AuditIdentity[]> {
  const rows = await database.read<AuditIdentity & { readonly firstBroken: string | null }>(
    `SELECT '${identity.name}' AS name, seller, currency, sum("left")::bigint AS "left",
            sum("right")::bigint AS "right",
            min(label) FILTER (WHERE "left" <> "right") AS "firstBroken"
       FROM (${identity.rows}) AS row GROUP BY seller, currency ORDER BY seller, currency`,
  );
  return rows.map(({ firstBroken, ...row }) => ({
    ...row,
    ...(firstBroken !== null && { firstBroken }),
  }));
}

/** What the ledger says of each item or payment, by account. */
function ledgerBy(reference: 'item' | 'payment', columns: string): string {
  return `(SELECT ${reference} AS id, ${columns} FROM ledger_entries
            WHERE ${reference} IS NOT NULL GROUP BY ${reference}) AS ledger`;
}

function balanceOf(account: string, other = ''): string {
  const only = other === '' ? '' : `AND '${other}' IN (debit, credit)`;
  return `coalesce(sum(CASE WHEN debit = '${account}' ${only} THEN amount_minor
                            WHEN credit = '${account}' ${only} THEN -amount_minor END), 0)`;
}

const CASH = "('unapplied_cash', 'unidentified_cash')";

/**
 * invoiced + loaded = applied + credited + written off + open; Σ open items = ledger balance;
 * payments = applied + unapplied + refunded + reversed. Applied, credited and written off come
 * from the ledger, the rest from the rows, so that one checks the other.
 */
export const IDENTITIES: readonly Identity[] = [
  {
    name: 'open_items',
    rows: `
      SELECT seller, currency, document AS label,
             CASE WHEN kind = 'credit_note' AND origin = 'billing' THEN 0 ELSE amount_minor END
               AS "left",
             open_minor + coalesce(applied + written_off, 0)
               - CASE WHEN kind = 'credit_note' AND origin = 'billing' THEN amount_minor ELSE 0 END
               + coalesce(cleared, 0) AS "right"
        FROM open_items LEFT JOIN ${ledgerBy(
          'item',
          `-${balanceOf('receivables', 'unapplied_cash')} AS applied,
           -${balanceOf('receivables', 'write_off')} AS written_off,
           -${balanceOf('receivables', 'clearing')} AS cleared`,
        )} USING (id)`,
  },
  {
    name: 'control_account',
    rows: `
      SELECT seller, currency, document AS label, open_minor AS "left",
             coalesce(balance, 0) AS "right"
        FROM open_items
        LEFT JOIN ${ledgerBy('item', `${balanceOf('receivables')} AS balance`)} USING (id)`,
  },
  {
    name: 'payments',
    rows: `
      SELECT seller, currency, payments.id::text AS label, amount_minor AS "left",
             unapplied_minor + coalesce(applied + refunded + reversed, 0) AS "right"
        FROM payments LEFT JOIN ${ledgerBy(
          'payment',
          `-${balanceOf('receivables')} AS applied, -${balanceOf('refunds')} AS refunded,
           coalesce(sum(amount_minor) FILTER (WHERE debit IN ${CASH} AND credit = 'bank'), 0)
             AS reversed`,
        )} USING (id)`,
  },
];

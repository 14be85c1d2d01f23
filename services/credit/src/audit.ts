import {
  Audit,
  type AuditIdentity,
  type AuditSum,
  Database,
  readIdentities,
  readTotals,
} from '@o2c/messaging';

/** Credit in use, by bucket; and whether the totals are what the rows below them add up to. */
export class CreditAudit extends Audit {
  constructor(private readonly database: Database) {
    super();
  }

  sums(): Promise<readonly AuditSum[]> {
    return readTotals<AuditSum>(this.database, SUMS);
  }

  identities(): Promise<readonly AuditIdentity[]> {
    return readIdentities(this.database, EXPOSURE);
  }
}

const TOTAL = 'open_orders_minor + delivered_minor + open_items_minor - unapplied_minor';

const SUMS = `
  SELECT name, seller, currency, sum(value) AS value
    FROM accounts CROSS JOIN LATERAL (VALUES
           ('credit.openOrders', open_orders_minor),
           ('credit.deliveredNotInvoiced', delivered_minor),
           ('credit.openItems', open_items_minor),
           ('credit.unapplied', unapplied_minor),
           ('credit.exposure', ${TOTAL})) AS bucket (name, value)
   GROUP BY name, seller, currency
   ORDER BY name, seller, currency`;

/** Nothing that is kept as a total is used here: every line and document is counted anew. */
const EXPOSURE = `
  WITH line AS (
    SELECT customer, seller, currency,
           CASE WHEN shipped_micro < reserved
             THEN share_minor(gross_minor, reserved, ordered_micro)
                  - share_minor(gross_minor, shipped_micro, ordered_micro)
             ELSE 0 END
           + share_minor(gross_minor, shipped_micro, ordered_micro)
           - share_minor(gross_minor, invoiced_micro, ordered_micro) AS amount
      FROM reservations, json_array_elements_text(lines) AS text,
           LATERAL (SELECT translate(text, '[]', '{}')::bigint[] AS n OFFSET 0) AS numbers,
           LATERAL (SELECT n[2] AS gross_minor, n[3] AS ordered_micro, n[4] AS cancelled_micro,
                           n[5] AS released_micro, n[6] AS shipped_micro,
                           n[7] AS invoiced_micro) AS line,
           LATERAL (SELECT CASE status
             WHEN 'approved' THEN ordered_micro - cancelled_micro
             WHEN 'held' THEN least(released_micro, ordered_micro - cancelled_micro)
             END AS reserved) AS up_to
  ), counted AS (
    SELECT customer, seller, currency, sum(amount) AS amount
      FROM (SELECT * FROM line
             UNION ALL
            SELECT customer, seller, currency,
                   CASE WHEN kind = 'payment' THEN -open_minor ELSE open_minor END
              FROM documents) AS part
     GROUP BY customer, seller, currency
  ), compared AS (
    SELECT seller, currency, customer, ${TOTAL} AS kept, coalesce(amount, 0) AS counted
      FROM accounts LEFT JOIN counted USING (customer, seller, currency)
  )
  SELECT 'credit_exposure' AS name, seller, currency,
         sum(kept) AS "left", sum(counted) AS "right",
         min(customer::text) FILTER (WHERE kept <> counted) AS "firstBroken"
    FROM compared GROUP BY seller, currency ORDER BY seller, currency`;

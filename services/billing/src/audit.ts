import {
  Audit,
  type AuditIdentity,
  type AuditSum,
  Database,
  readIdentities,
  readTotals,
} from '@o2c/messaging';

/** What billing answers for: documents, and the value of deliveries with and without an invoice. */
export class BillingAudit extends Audit {
  constructor(private readonly database: Database) {
    super();
  }

  sums(): Promise<readonly AuditSum[]> {
    return readTotals<AuditSum>(this.database, SUMS);
  }

  identities(): Promise<readonly AuditIdentity[]> {
    return readIdentities(this.database, IDENTITIES);
  }
}

/** Seller by seller and currency by currency, in minor units. */
const SUMS = `
  SELECT CASE kind WHEN 'invoice' THEN 'billing.invoiced' ELSE 'billing.credited' END AS name,
         seller_id::text AS seller, currency, sum(gross_minor) AS value
    FROM documents GROUP BY kind, seller_id, currency
   UNION ALL
  SELECT name, seller_id::text, currency, sum(value)
    FROM orders, LATERAL (VALUES ('billing.invoicedShare', invoiced_share_minor),
                                 ('billing.toInvoice', to_invoice_minor)) AS part (name, value)
   WHERE seller_id IS NOT NULL GROUP BY name, seller_id, currency`;

/**
 * Numbers are gapless: what was counted is what is there, and a number is there once and not above
 * the last one (counts are written as quantities, in millionths). No invoice is credited beyond
 * its gross.
 */
const IDENTITIES = `
  SELECT series.kind || '_numbers' AS name, series.seller_id::text AS seller,
         NULL AS currency, sum(last) * 1000000 AS "left", sum(counted) * 1000000 AS "right",
         min(series.kind || ' ' || series.year) FILTER (WHERE last <> counted OR last <> highest)
           AS "firstBroken"
    FROM number_series series, LATERAL (
      SELECT count(*) AS counted, coalesce(max(sequence), 0) AS highest FROM documents
       WHERE documents.kind = series.kind AND documents.year = series.year
         AND documents.seller_id = series.seller_id) AS found
   GROUP BY series.kind, series.seller_id
   UNION ALL
  SELECT 'credited_within_invoiced', seller_id::text, currency,
         coalesce(sum(credited - gross_minor) FILTER (WHERE credited > gross_minor), 0), 0,
         min(number) FILTER (WHERE credited > gross_minor)
    FROM (SELECT invoice.seller_id, invoice.currency, invoice.number, invoice.gross_minor,
                 sum(note.gross_minor) AS credited
            FROM documents note JOIN documents invoice ON invoice.id = note.invoice_id
           GROUP BY invoice.id) AS invoices
   GROUP BY seller_id, currency`;

import {
  Audit,
  type AuditIdentity,
  type AuditSum,
  Database,
  readIdentities,
  readTotals,
  type Total,
} from '@o2c/messaging';

/** What orders answers for: amounts by seller and currency, quantities by seller. */
export class OrdersAudit extends Audit {
  constructor(private readonly database: Database) {
    super();
  }

  async sums(): Promise<readonly AuditSum[]> {
    const rows = await readTotals<Sums>(this.database, SUMS);
    return rows.flatMap(({ seller, currency, ...sums }) =>
      Object.entries(sums).map(([name, value]) => {
        return { name: `orders.${name}`, seller, currency, value };
      }),
    );
  }

  identities(): Promise<readonly AuditIdentity[]> {
    return readIdentities(this.database, IDENTITY);
  }
}

type Sums = {
  readonly seller: string;
  readonly currency: string;
  readonly openOrders: Total;
  readonly deliveredNotInvoiced: Total;
  readonly shippedValue: Total;
  readonly invoicedValue: Total;
};

const SUMS = `
  SELECT seller_id AS seller, currency,
         sum(CASE credit WHEN 'approved' THEN open_minor WHEN 'in_part' THEN released_minor
             ELSE 0 END) AS "openOrders",
         sum(shipped_minor - invoiced_minor) AS "deliveredNotInvoiced",
         sum(shipped_minor) AS "shippedValue",
         sum(invoiced_minor) AS "invoicedValue"
    FROM orders
   GROUP BY seller_id, currency`;

/**
 * ordered = shipped + open + cancelled, in millionths. What is open is what inventory has promised
 * or lacks, and what was not released yet or was taken back: nothing is lost between the services.
 * What is cancelled is missing from what is open, and so from this sum.
 */
const IDENTITY = `
  WITH counted AS (
    SELECT seller_id AS seller, number || '/' || line AS name, ordered,
           coalesce(shipped, 0) + coalesce(reserved, 0) + coalesce(backordered, 0)
           + ordered - coalesce(released, 0) + coalesce("takenBack", 0) AS found
      FROM orders,
           ROWS FROM (json_to_recordset(lines) AS (line integer, ordered bigint),
                      json_to_recordset(quantities)
                        AS (released bigint, "takenBack" bigint, reserved bigint,
                            backordered bigint, shipped bigint)))
  SELECT 'order_lines' AS name, seller, sum(ordered) AS "left", sum(found) AS "right",
         min(name) FILTER (WHERE ordered <> found) AS "firstBroken"
    FROM counted GROUP BY seller`;

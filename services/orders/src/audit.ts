import {
  Audit,
  type AuditIdentity,
  type AuditSum,
  Database,
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

  async identities(): Promise<readonly AuditIdentity[]> {
    const rows = await readTotals<Identity>(this.database, IDENTITY);
    return rows.map(({ firstBroken, ...identity }) => ({
      ...{ name: 'order_lines', currency: null, ...identity },
      ...(firstBroken !== null && { firstBroken }),
    }));
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

type Identity = {
  readonly seller: string;
  readonly left: Total;
  readonly right: Total;
  readonly firstBroken: string | null;
};

const SUMS = `
  SELECT seller_id AS seller, currency,
         sum(CASE credit WHEN 'approved' THEN open_minor WHEN 'in_part' THEN released_minor
             ELSE 0 END) AS "openOrders",
         sum(shipped_minor - invoiced_minor) AS "deliveredNotInvoiced",
         sum(shipped_minor) AS "shippedValue",
         sum(invoiced_minor) AS "invoicedValue"
    FROM orders JOIN order_lines ON order_id = id
   GROUP BY seller_id, currency`;

/**
 * ordered = shipped + open + cancelled, in millionths. What is open is what inventory has promised
 * or lacks, and what was not released yet or was taken back: nothing is lost between the services.
 */
const IDENTITY = `
  SELECT seller_id AS seller, sum(ordered_micro) AS "left", sum(found) AS "right",
         min(number || '/' || line) FILTER (WHERE ordered_micro <> found) AS "firstBroken"
    FROM orders
    JOIN (SELECT *, shipped_micro + reserved_micro + backordered_micro + cancelled_micro
                    + ordered_micro - cancelled_micro - released_micro + taken_back_micro AS found
            FROM order_lines) AS lines ON order_id = id
   GROUP BY seller_id`;

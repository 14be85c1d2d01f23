import {
  Audit,
  type AuditIdentity,
  type AuditSum,
  Database,
  readIdentities,
  readTotals,
  type Total,
} from '@o2c/messaging';

/** Goods are nobody's in particular: their equations have neither seller nor currency. */
export class ShippingAudit extends Audit {
  constructor(private readonly database: Database) {
    super();
  }

  async sums(): Promise<readonly AuditSum[]> {
    const rows = await readTotals<{ value: Total }>(this.database, SHIPPED);
    return rows.map(({ value }) => ({
      name: 'shipping.shippedQuantity',
      seller: null,
      currency: null,
      value,
    }));
  }

  identities(): Promise<readonly AuditIdentity[]> {
    return readIdentities(this.database, IDENTITIES);
  }
}

const SHIPPED = `
  SELECT coalesce(sum(shipped), 0) AS value
    FROM orders, json_to_recordset(lines) AS line (shipped bigint)`;

/** What the lines of an order say is planned and shipped is what its shipments say. */
const IDENTITIES = `
  WITH said AS (
    SELECT id AS order_id, sum(planned) AS planned, sum(shipped) AS shipped
      FROM orders, json_to_recordset(lines) AS line (planned bigint, shipped bigint)
     GROUP BY id),
  held AS (
    SELECT order_id,
           sum(planned_micro) FILTER (WHERE status IN ('planned', 'picked', 'packed')) AS planned,
           sum(shipped_micro) FILTER (WHERE status IN ('shipped', 'delivered')) AS shipped
      FROM shipments GROUP BY order_id),
  orders AS (
    SELECT order_id::text AS id, said.planned, said.shipped,
           coalesce(held.planned, 0) AS held_planned, coalesce(held.shipped, 0) AS held_shipped
      FROM said LEFT JOIN held USING (order_id))
  SELECT 'planned_shipments' AS name, coalesce(sum(planned), 0) AS "left",
         coalesce(sum(held_planned), 0) AS "right",
         min(id) FILTER (WHERE planned <> held_planned) AS "firstBroken" FROM orders
  UNION ALL
  SELECT 'shipped_shipments', coalesce(sum(shipped), 0), coalesce(sum(held_shipped), 0),
         min(id) FILTER (WHERE shipped <> held_shipped) FROM orders`;

import {
  Audit,
  type AuditIdentity,
  type AuditSum,
  Database,
  readIdentities,
  readTotals,
  type Total,
} from '@o2c/messaging';

/** Stock is nobody's in particular: its equations have neither seller nor currency. */
export class InventoryAudit extends Audit {
  constructor(private readonly database: Database) {
    super();
  }

  async sums(): Promise<readonly AuditSum[]> {
    const rows = await readTotals<{ name: string; value: Total }>(this.database, SUMS);
    return rows.map((row) => ({ ...row, seller: null, currency: null }));
  }

  identities(): Promise<readonly AuditIdentity[]> {
    return readIdentities(this.database, IDENTITIES);
  }
}

const SUMS = `
  SELECT 'inventory.reserved' AS name, coalesce(sum(quantity_micro), 0) AS value FROM reservations
  UNION ALL
  SELECT 'inventory.shippedQuantity', coalesce(sum(shipped_micro), 0) FROM stocks
  UNION ALL
  SELECT 'inventory.backordered', coalesce(sum(backordered_micro), 0) FROM skus`;

const IDENTITIES = `
  SELECT 'reserved_stock' AS name, coalesce(sum(held), 0) AS "left",
         coalesce(sum(live), 0) AS "right",
         min(sku) FILTER (WHERE held <> live) AS "firstBroken"
    FROM (SELECT sku, coalesce(held, 0) AS held, coalesce(live, 0) AS live
            FROM (SELECT sku, sum(reserved_micro) AS held FROM stocks GROUP BY sku) stock
            FULL JOIN (SELECT sku, sum(quantity_micro) AS live FROM reservations
                        GROUP BY sku) promise USING (sku)) each_sku
  UNION ALL
  SELECT 'stock_balance', coalesce(sum(received_micro), 0),
         coalesce(sum(on_hand_micro + shipped_micro - adjusted_micro), 0),
         min(sku) FILTER (WHERE received_micro <> on_hand_micro + shipped_micro - adjusted_micro)
    FROM stocks
  UNION ALL
  SELECT 'backordered_stock', coalesce(sum(held), 0), coalesce(sum(live), 0),
         min(sku) FILTER (WHERE held <> live)
    FROM (SELECT sku, skus.backordered_micro AS held, coalesce(live, 0) AS live
            FROM skus
            LEFT JOIN (SELECT sku, sum(quantity_micro) AS live FROM backorders
                        GROUP BY sku) lacking USING (sku)) each_sku
  UNION ALL
  SELECT 'order_demand', coalesce(sum(demand), 0), coalesce(sum(held), 0),
         min(id) FILTER (WHERE demand <> held)
    FROM (SELECT order_id || '/' || line AS id, coalesce(demand, 0) AS demand,
                 coalesce(held, 0) AS held
            FROM (SELECT id AS order_id, line,
                         greatest(0, released - cancelled - shipped) AS demand
                    FROM orders, json_to_recordset(lines)
                         AS wanted (line int, released bigint, cancelled bigint, shipped bigint)
                 ) wanted
            FULL JOIN (SELECT order_id, line, sum(quantity_micro) AS held
                         FROM (SELECT order_id, line, quantity_micro FROM reservations
                               UNION ALL
                               SELECT order_id, line, quantity_micro FROM backorders) part
                        GROUP BY order_id, line) standing USING (order_id, line)) each_line`;

import { Audit, type AuditIdentity, type AuditSum, Database } from '@o2c/messaging';

/** Goods are nobody's in particular: their equations have neither seller nor currency. */
export class ShippingAudit extends Audit {
  constructor(private readonly database: Database) {
    super();
  }

  async sums(): Promise<readonly AuditSum[]> {
    const rows = await this.database.read<{ value: number }>(SHIPPED);
    return rows.map(({ value }) => ({
      name: 'shipping.shippedQuantity',
      seller: null,
      currency: null,
      value,
    }));
  }

  async identities(): Promise<readonly AuditIdentity[]> {
    const rows = await this.database.read<Row>(IDENTITIES);
    return rows.map(({ name, left, right, firstBroken }) => {
      const broken = firstBroken === null ? {} : { firstBroken };
      return { name, seller: null, currency: null, left, right, ...broken };
    });
  }
}

type Row = { name: string; left: number; right: number; firstBroken: string | null };

const SHIPPED = 'SELECT coalesce(sum(shipped_micro), 0) AS value FROM order_lines';

/** What order lines say is planned and shipped is what their shipments say. */
const IDENTITIES = `
  WITH parts AS (
    SELECT order_id, line,
           sum(planned_micro) FILTER (WHERE status IN ('planned', 'picked', 'packed')) AS planned,
           sum(shipped_micro) FILTER (WHERE status IN ('shipped', 'delivered')) AS shipped
      FROM shipments JOIN shipment_lines ON shipment_id = shipments.id
     GROUP BY order_id, line),
  lines AS (
    SELECT order_id || '/' || line AS id, planned_micro, shipped_micro,
           coalesce(planned, 0) AS planned, coalesce(shipped, 0) AS shipped
      FROM order_lines LEFT JOIN parts USING (order_id, line))
  SELECT 'planned_shipments' AS name, coalesce(sum(planned_micro), 0) AS "left",
         coalesce(sum(planned), 0) AS "right",
         min(id) FILTER (WHERE planned_micro <> planned) AS "firstBroken" FROM lines
  UNION ALL
  SELECT 'shipped_shipments', coalesce(sum(shipped_micro), 0), coalesce(sum(shipped), 0),
         min(id) FILTER (WHERE shipped_micro <> shipped) FROM lines`;

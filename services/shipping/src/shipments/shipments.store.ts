import type { Address } from '@o2c/contracts';
import type { Tx } from '@o2c/messaging';
import type {
  Package,
  Shipment,
  ShipmentLine,
  ShipmentStatus,
  TrackingEvent,
  TrackingStatus,
} from '../domain/shipment.js';

/** A row of `shipments`. */
export type ShipmentRow = {
  readonly id: string;
  readonly number: string;
  readonly order_id: string;
  readonly seller_id: string;
  readonly customer_id: string;
  readonly warehouse: string;
  readonly ship_to: Address;
  readonly status: ShipmentStatus;
  readonly lines: readonly ShipmentLine[];
  readonly packages: readonly Package[];
  readonly carrier: string | null;
  readonly tracking_number: string | null;
  readonly shipped_at: Date | null;
  readonly shipped_on: string | null;
  readonly delivered_at: Date | null;
  readonly received_by: string | null;
  readonly void_reason: string | null;
  readonly tracking_status: TrackingStatus | null;
  readonly tracking: readonly TrackingEvent[];
  readonly version: number;
};

/** The shipment of a row. */
export function shipmentOf(row: ShipmentRow): Shipment {
  return {
    id: row.id,
    number: row.number,
    order: row.order_id,
    seller: row.seller_id,
    customer: row.customer_id,
    warehouse: row.warehouse,
    shipTo: row.ship_to,
    status: row.status,
    lines: row.lines,
    packages: row.packages,
    carrier: row.carrier ?? undefined,
    trackingNumber: row.tracking_number ?? undefined,
    shippedAt: row.shipped_at?.toISOString(),
    shippedOn: row.shipped_on ?? undefined,
    deliveredAt: row.delivered_at?.toISOString(),
    receivedBy: row.received_by ?? undefined,
    voidReason: row.void_reason ?? undefined,
    trackingStatus: row.tracking_status ?? undefined,
    tracking: row.tracking,
    version: row.version,
  };
}

/** The open shipments of these orders, and the shipments named. */
export async function loadShipments(
  tx: Tx,
  orders: readonly string[],
  named: readonly string[],
): Promise<Shipment[]> {
  const rows = await tx.query<ShipmentRow>(LOAD_SHIPMENTS, [orders, named]);
  return rows.map(shipmentOf);
}

/** Writes shipments; those that have not changed are not written again. */
export async function saveShipments(tx: Tx, shipments: readonly Shipment[]): Promise<void> {
  if (shipments.length === 0) return;
  // One that is picked or voided makes place for the one that is planned after it.
  const isPlanned = ({ status }: Shipment) => Number(status === 'planned');
  const sorted = [...shipments].sort((a, b) => isPlanned(a) - isPlanned(b));
  tx.write(SAVE_SHIPMENTS, columnsOf(sorted));
}

function columnsOf(shipments: readonly Shipment[]): unknown[][] {
  return [
    shipments.map(({ id }) => id),
    shipments.map(({ number }) => number),
    shipments.map(({ order }) => order),
    shipments.map(({ seller }) => seller),
    shipments.map(({ customer }) => customer),
    shipments.map(({ warehouse }) => warehouse),
    shipments.map(({ shipTo }) => JSON.stringify(shipTo)),
    shipments.map(({ status }) => status),
    shipments.map(({ packages }) => JSON.stringify(packages)),
    shipments.map(({ carrier }) => carrier ?? null),
    shipments.map(({ trackingNumber }) => trackingNumber ?? null),
    shipments.map(({ shippedAt }) => shippedAt ?? null),
    shipments.map(({ shippedOn }) => shippedOn ?? null),
    shipments.map(({ deliveredAt }) => deliveredAt ?? null),
    shipments.map(({ receivedBy }) => receivedBy ?? null),
    shipments.map(({ voidReason }) => voidReason ?? null),
    shipments.map(({ trackingStatus }) => trackingStatus ?? null),
    shipments.map(({ tracking }) => JSON.stringify(tracking)),
    shipments.map(({ version }) => version),
    shipments.map(({ lines }) => JSON.stringify(lines)),
    shipments.map(({ lines }) => lines.reduce((sum, { planned }) => sum + planned, 0)),
    shipments.map(({ lines }) => lines.reduce((sum, { shipped }) => sum + shipped, 0)),
  ];
}

const LOAD_SHIPMENTS = `
  SELECT * FROM shipments
   WHERE order_id = ANY ($1::uuid[])
     AND (status IN ('planned', 'picked', 'packed') OR id = ANY ($2::uuid[]))
   ORDER BY id`;

const SAVE_SHIPMENTS = `
  INSERT INTO shipments AS shipment
    (id, number, order_id, seller_id, customer_id, warehouse, ship_to, status, packages, carrier,
     tracking_number, shipped_at, shipped_on, delivered_at, received_by, void_reason,
     tracking_status, tracking, version, lines, planned_micro, shipped_micro)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
                       $7::jsonb[], $8::text[], $9::jsonb[], $10::text[], $11::text[],
                       $12::timestamptz[], $13::date[], $14::timestamptz[], $15::text[],
                       $16::text[], $17::text[], $18::jsonb[], $19::int[], $20::jsonb[],
                       $21::bigint[], $22::bigint[])
  ON CONFLICT (id) DO UPDATE SET ship_to = excluded.ship_to, status = excluded.status,
    packages = excluded.packages, carrier = excluded.carrier,
    tracking_number = excluded.tracking_number, shipped_at = excluded.shipped_at,
    shipped_on = excluded.shipped_on, delivered_at = excluded.delivered_at,
    received_by = excluded.received_by, void_reason = excluded.void_reason,
    tracking_status = excluded.tracking_status, tracking = excluded.tracking,
    version = excluded.version, lines = excluded.lines,
    planned_micro = excluded.planned_micro, shipped_micro = excluded.shipped_micro
  WHERE shipment.version <> excluded.version`;

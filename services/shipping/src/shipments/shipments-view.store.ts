import { DomainError } from '@o2c/contracts';
import { called, type Database, filtered } from '@o2c/messaging';
import { type PageRequest } from '@o2c/runtime';
import type { Shipment } from '../domain/shipment.js';
import { shipmentOf, type ShipmentRow } from './shipments.store.js';

/** Which shipments are wanted; `order` and `customer` are ids or numbers. */
export type ShipmentFilter = {
  readonly order?: string | undefined;
  readonly customer?: string | undefined;
  readonly status?: string | undefined;
};

/** The shipment. Throws DomainError `shipment.unknown`. */
export async function readShipment(database: Database, id: string): Promise<Shipment> {
  const [row] = await database.read<ShipmentRow>('SELECT * FROM shipments WHERE id = $1', [id]);
  if (!row) throw new DomainError('shipment.unknown', `There is no shipment ${id}`);
  return shipmentOf(row);
}

/** Up to `limit + 1` shipments after the one with the id `after`, oldest first. */
export async function listShipments(
  database: Database,
  { order, customer, status }: ShipmentFilter,
  { after, limit }: PageRequest,
): Promise<Shipment[]> {
  const rows = await database.read<ShipmentRow>(
    ...filtered(
      'SELECT * FROM shipments WHERE … ORDER BY id LIMIT $1',
      [limit + 1],
      [
        called('order_id', 'orders', order),
        called('customer_id', 'customers', customer),
        ['status = ?', status],
        ['id > ?::uuid', after],
      ],
    ),
  );
  return rows.map(shipmentOf);
}

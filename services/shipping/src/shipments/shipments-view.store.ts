import { DomainError } from '@o2c/contracts';
import type { Database } from '@o2c/messaging';
import { isUuid, type PageRequest } from '@o2c/runtime';
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
  const conditions: string[] = [];
  const values: unknown[] = [];
  const where = (condition: string, value: unknown) => {
    values.push(value);
    conditions.push(condition.replaceAll('$', `$${values.length}`));
  };
  if (order !== undefined) where(referring(order, 'order_id', 'orders'), order);
  if (customer !== undefined) where(referring(customer, 'customer_id', 'customers'), customer);
  if (status !== undefined) where('status = $', status);
  if (after !== undefined) where('id > $::uuid', after);
  values.push(limit + 1);
  const rows = await database.read<ShipmentRow>(
    `SELECT * FROM shipments WHERE ${['true', ...conditions].join(' AND ')}
      ORDER BY id LIMIT $${values.length}`,
    values,
  );
  return rows.map(shipmentOf);
}

/** By id where it is one, else by number. */
function referring(reference: string, column: string, table: string): string {
  const isId = isUuid(reference);
  return isId
    ? `${column} = $::uuid`
    : `${column} IN (SELECT id FROM ${table} WHERE number = $::text)`;
}

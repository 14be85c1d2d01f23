import { type Address, DomainError } from '@o2c/contracts';
import type { Database } from '@o2c/messaging';
import type { Shipment } from '../domain/shipment.js';
import { readShipment } from '../shipments/shipments-view.store.js';

/** A shipment with all that is printed with it. */
export type Consignment = {
  readonly shipment: Shipment;
  /** Absent until the seller is known here. */
  readonly seller: { readonly name: string; readonly address: Address } | null;
  readonly customer: { readonly number: string; readonly name: string } | null;
  readonly order: { readonly number: string; readonly purchaseOrder: string | null };
  /** What the lines are called. */
  readonly items: readonly Item[];
};

type Item = { readonly line: number; readonly name: string; readonly unit: string };

/** The shipment and what is printed with it. Throws DomainError `shipment.unknown`. */
export async function readConsignment(database: Database, id: string): Promise<Consignment> {
  const shipment = await readShipment(database, id);
  const [row] = await database.read<Omit<Consignment, 'shipment'>>(READ_CONSIGNMENT, [id]);
  if (!row) throw new DomainError('shipment.unknown', `There is no shipment ${id}`);
  return { shipment, ...row };
}

const READ_CONSIGNMENT = `
  SELECT (SELECT json_build_object('name', name, 'address', address) FROM sellers
           WHERE sellers.id = shipments.seller_id) AS seller,
         (SELECT json_build_object('number', number, 'name', name) FROM customers
           WHERE customers.id = shipments.customer_id) AS customer,
         json_build_object('number', orders.number, 'purchaseOrder', orders.purchase_order)
           AS "order",
         orders.lines AS items
    FROM shipments JOIN orders ON orders.id = shipments.order_id WHERE shipments.id = $1`;

import { client, Unable } from '../api.js';

const OPEN = new Set(['planned', 'picked', 'packed']);

/** Whether a shipment can still be sent off. */
export function isOpenShipment({ status }: { readonly status: string }): boolean {
  return OPEN.has(status);
}

/** Sends off every shipment of an order that has not left yet; `Unable` when there is none. */
export async function shipOrder(order: string | undefined): Promise<void> {
  const { items } = await client.call('GET /v1/shipments', { query: { order } });
  const open = items.filter(isOpenShipment);
  if (open.length === 0) throw new Unable('No shipment of this order is planned yet');
  for (const { id } of open) {
    await client.call('POST /v1/shipments/{id}/ship', { path: { id }, body: {} });
  }
}

import type { Tx } from '@o2c/messaging';
import type { Command } from './domain/command.js';
import { type Places, placesFor } from './domain/finding.js';

/** For each command the warehouses where it may have to plan a new shipment; reads no locks. */
export async function placesToPlan(
  tx: Tx,
  commands: readonly Command[],
): Promise<readonly (readonly string[])[]> {
  const orders = [...new Set(commands.flatMap((one) => ('data' in one ? [one.data.order] : [])))];
  const rows = orders.length === 0 ? [] : await tx.query<PlaceRow>(FIND_PLACES, [orders]);
  const byOrder = new Map(rows.map((row) => [row.order, row]));
  return commands.map((command) =>
    placesFor(command, 'data' in command ? byOrder.get(command.data.order) : undefined),
  );
}

type PlaceRow = Places & { readonly order: string };

const FIND_PLACES = `
  SELECT orders.id AS "order",
         coalesce(array_agg(DISTINCT warehouse) FILTER (WHERE quantity > 0), '{}') AS promised,
         coalesce(array_agg(DISTINCT warehouse) FILTER (WHERE given_up > 0), '{}')
           AS "returning",
         ARRAY(SELECT warehouse FROM shipments
                WHERE order_id = orders.id AND status = 'planned') AS planned
    FROM orders
    LEFT JOIN LATERAL (
      SELECT warehouse, (reserved ->> 'quantity')::bigint AS quantity,
             (reserved ->> 'returning')::bigint AS given_up
        FROM json_array_elements(lines) AS line,
             json_each(line -> 'reservations') AS promise (warehouse, reserved)) promise ON true
   WHERE orders.id = ANY ($1::uuid[]) GROUP BY orders.id`;

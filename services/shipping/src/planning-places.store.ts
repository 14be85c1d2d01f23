import type { Tx } from '@o2c/messaging';
import type { Command } from './domain/command.js';

/** Warehouses of an order. */
type Places = {
  /** Where something is promised to it. */
  readonly promised: readonly string[];
  /** Where it gave a promise up that inventory has not taken back. */
  readonly returning: readonly string[];
  /** Where a shipment of it can still be joined. */
  readonly planned: readonly string[];
};

/** For each command the warehouses where it may have to plan a new shipment; reads no locks. */
export async function placesToPlan(
  tx: Tx,
  commands: readonly Command[],
): Promise<readonly (readonly string[])[]> {
  const orders = [...new Set(commands.flatMap((one) => ('data' in one ? [one.data.order] : [])))];
  const rows = orders.length === 0 ? [] : await tx.query<PlaceRow>(FIND_PLACES, [orders]);
  const byOrder = new Map(rows.map((row) => [row.order, row]));
  return commands.map((command) =>
    placesOf(command, ('data' in command && byOrder.get(command.data.order)) || NOWHERE),
  );
}

const NOWHERE: Places = { promised: [], returning: [], planned: [] };

type PlaceRow = Places & { readonly order: string };

function placesOf(command: Command, { promised, returning, planned }: Places): readonly string[] {
  switch (command.type) {
    case 'RecordRelease':
      return without(planned, promised);
    case 'PlanReserved': {
      const told = command.data.lines.map(({ warehouse }) => warehouse);
      return without(planned, union(promised, told));
    }
    case 'TakeBackReserved':
      // A backorder forgotten instead leaves the promise that was given up.
      return command.data.backorders.length > 0 ? union(promised, returning) : promised;
    case 'ShipShipment':
      return command.found && command.lines ? [command.found.warehouse] : [];
    case 'VoidShipment':
      return command.found?.isOpen ? [command.found.warehouse] : [];
    case 'DecideCancel':
    case 'PickShipment':
    case 'PackShipment':
    case 'DeliverShipment':
    case 'TrackShipment':
      return [];
  }
}

function union(places: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...places, ...others])];
}

function without(planned: readonly string[], places: readonly string[]): readonly string[] {
  return places.filter((place) => !planned.includes(place));
}

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
        FROM order_lines, jsonb_each(reservations) AS promise (warehouse, reserved)
       WHERE order_id = orders.id) promise ON true
   WHERE orders.id = ANY ($1::uuid[]) GROUP BY orders.id`;

import type { Tx } from '@o2c/messaging';
import type { Command } from './domain/command.js';

/** Where orders have promises, and where a shipment of theirs is still to be joined. */
type Places = { readonly promised: readonly string[]; readonly planned: readonly string[] };

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

const NOWHERE: Places = { promised: [], planned: [] };

type PlaceRow = Places & { readonly order: string };

function placesOf(command: Command, { promised, planned }: Places): readonly string[] {
  switch (command.type) {
    case 'RecordRelease':
      return without(planned, promised);
    case 'PlanReserved': {
      const told = command.data.lines.map(({ warehouse }) => warehouse);
      return without(planned, [...new Set([...promised, ...told])]);
    }
    case 'TakeBackReserved':
      return promised;
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

function without(planned: readonly string[], places: readonly string[]): readonly string[] {
  return places.filter((place) => !planned.includes(place));
}

const FIND_PLACES = `
  SELECT orders.id AS "order",
         ARRAY(SELECT DISTINCT warehouse
                 FROM order_lines, jsonb_each(reservations) AS promise (warehouse, promised)
                WHERE order_id = orders.id AND (promised ->> 'quantity')::bigint > 0) AS promised,
         ARRAY(SELECT warehouse FROM shipments
                WHERE order_id = orders.id AND status = 'planned') AS planned
    FROM orders WHERE orders.id = ANY ($1::uuid[])`;

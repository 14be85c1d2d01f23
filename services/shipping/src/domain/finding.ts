import type { RowId } from '@o2c/contracts';
import type { Command, Found, ShipmentRequest } from './command.js';

/** The calendar of a time zone: the date that an instant has in it. */
export type DateIn = (instant: string, timeZone: string) => string;

/** Warehouses of an order. */
export type Places = {
  /** Where something is promised to it. */
  readonly promised: readonly string[];
  /** Where it gave a promise up that inventory has not taken back. */
  readonly returning: readonly string[];
  /** Where a shipment of it can still be joined. */
  readonly planned: readonly string[];
};

/** Every row that a command touches; packages with an SSCC take serial numbers of the seller. */
export function rowsOf(command: Command): readonly RowId[] {
  const order = orderOf(command);
  if (order === undefined) return [];
  const orderRow = `orders/${order}`;
  const needsSerials = command.type === 'PackShipment' || command.type === 'ShipShipment';
  if (!needsSerials || !command.found?.hasPrefix) return [orderRow];
  return [orderRow, `sellers/${command.found.seller}`];
}

/** Whether a caller asks this of a shipment. */
export function isRequest(command: Command): command is ShipmentRequest {
  return 'shipment' in command;
}

/** The request with where its shipment belongs; a ship also with its dates in the seller's zone. */
export function locate(
  request: ShipmentRequest,
  found: Found | undefined,
  dateIn: DateIn,
): ShipmentRequest {
  if (request.type !== 'ShipShipment' || !found?.timeZone) return { ...request, found };
  const { shippedAt = request.now, now } = request;
  const dates = {
    shippedOn: dateIn(shippedAt, found.timeZone),
    today: dateIn(now, found.timeZone),
  };
  return { ...request, found, dates };
}

/** The warehouses where a command may have to plan a new shipment. */
export function placesFor(
  command: Command,
  { promised, returning, planned }: Places = NOWHERE,
): readonly string[] {
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

const NOWHERE: Places = { promised: [], returning: [], planned: [] };

function orderOf(command: Command): string | undefined {
  return isRequest(command) ? command.found?.order : command.data.order;
}

function union(places: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...places, ...others])];
}

function without(planned: readonly string[], places: readonly string[]): readonly string[] {
  return places.filter((place) => !planned.includes(place));
}

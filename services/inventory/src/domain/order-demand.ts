import type { Quantity } from '@o2c/money';
import { byWarehouse, type Place } from './stock.js';

/** What one order line wants, and what stands for it. */
export type DemandLine = {
  readonly line: number;
  readonly sku: string;
  /** Ever released by orders. */
  readonly released: Quantity;
  /** Ever taken back by shipping. */
  readonly cancelled: Quantity;
  /** Negative for a moment when a void overtakes its shipment. */
  readonly shipped: Quantity;
  /** Shipments with which some of it left; unknown of lines older than the list. */
  readonly left?: readonly string[];
  readonly backordered: Quantity;
  /** Live reservations by warehouse. */
  readonly reserved: ReadonlyMap<string, Quantity>;
};

/** An order as far as stock is concerned. */
export type OrderDemand = {
  readonly kind: 'order';
  readonly order: string;
  /** Absent until the order is released. */
  readonly number?: string | undefined;
  readonly seller?: string | undefined;
  readonly orderedAt?: string | undefined;
  /** Higher is served first. */
  readonly priority: number;
  readonly shipComplete: boolean;
  readonly lines: ReadonlyMap<number, DemandLine>;
};

/** What a line gives back, and the line after it. */
export type GivenBack = {
  readonly line: DemandLine;
  readonly backorder: Quantity;
  readonly reservations: readonly Place[];
};

/** An order of which only the id is known. */
export function emptyOrder(order: string): OrderDemand {
  return { kind: 'order', order, priority: 0, shipComplete: false, lines: new Map() };
}

/** A line of which nothing was released yet. */
export function emptyLine(line: number, sku: string): DemandLine {
  return {
    line,
    sku,
    released: 0,
    cancelled: 0,
    shipped: 0,
    left: [],
    backordered: 0,
    reserved: new Map(),
  };
}

/** What is still to be delivered. */
export function demandOf(line: DemandLine): Quantity {
  return Math.max(0, line.released - line.cancelled - line.shipped);
}

/** What is promised, over all warehouses. */
export function reservedOf(line: DemandLine): Quantity {
  return [...line.reserved.values()].reduce((sum, quantity) => sum + quantity, 0);
}

/** Demand that neither reservation nor backorder stands for; negative when too much does. */
export function uncovered(line: DemandLine): Quantity {
  return demandOf(line) - reservedOf(line) - line.backordered;
}

/** The line with so much more (or less) promised at a warehouse. */
export function promised(line: DemandLine, warehouse: string, quantity: Quantity): DemandLine {
  const reserved = new Map(line.reserved);
  reserved.set(warehouse, (reserved.get(warehouse) ?? 0) + quantity);
  if (reserved.get(warehouse) === 0) reserved.delete(warehouse);
  return { ...line, reserved };
}

/**
 * Takes a quantity back from a line: from the warehouse that shipping names, then from the
 * backorder, then from what is promised at the last warehouse first.
 */
export function giveBack(
  line: DemandLine,
  quantity: Quantity,
  warehouse?: string | undefined,
): GivenBack {
  let rest = quantity;
  const part = (available: Quantity): Quantity => {
    const taken = Math.max(0, Math.min(rest, available));
    rest -= taken;
    return taken;
  };
  const at = (name: string): Place => ({
    warehouse: name,
    quantity: part(line.reserved.get(name) ?? 0),
  });
  const named = warehouse === undefined ? [] : [at(warehouse)];
  const backorder = part(line.backordered);
  const others = [...line.reserved.keys()].filter((name) => name !== warehouse);
  const last = others.sort(byWarehouse).reverse().map(at);
  const reservations = [...named, ...last].filter((place) => place.quantity > 0);
  const kept = reservations.reduce(
    (left, place) => promised(left, place.warehouse, -place.quantity),
    { ...line, backordered: line.backordered - backorder },
  );
  return { line: kept, backorder, reservations };
}

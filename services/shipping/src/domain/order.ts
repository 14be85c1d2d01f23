import type { Address } from '@o2c/contracts';
import type { Quantity } from '@o2c/money';
import type { Shipment } from './shipment.js';

/** What inventory promised of an order line in one warehouse. */
export type Reservation = {
  /** Promised, neither shipped nor given up. */
  readonly quantity: Quantity;
  /** Given up by us (cancelled out of a plan, or short): inventory has yet to take it back. */
  readonly returning: Quantity;
  /** Of what is given up, what was not found: no forgotten backorder stands for it. */
  readonly short?: Quantity | undefined;
};

/**
 * What shipping knows of an order line. It never plans or ships more than was released and not
 * cancelled: planned + shipped + cancelled ≤ released.
 */
export type OrderLine = {
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  /** Ever released. */
  readonly released: Quantity;
  /** Ever taken back by an accepted cancellation. */
  readonly cancelled: Quantity;
  /** In open shipments now. */
  readonly planned: Quantity;
  /** Left the house and was not voided afterwards. */
  readonly shipped: Quantity;
  /** Shipments with which some of it left, voided ones too; unknown of lines older than this. */
  readonly left?: readonly string[];
  /** Taken back before it was planned: promises made meanwhile inventory may yet take back. */
  readonly doubted: Quantity;
  /** By warehouse. */
  readonly reservations: ReadonlyMap<string, Reservation>;
};

/** What the release of an order says beside its lines. */
export type Release = {
  readonly number: string;
  readonly seller: string;
  readonly customer: string;
  readonly purchaseOrder?: string | undefined;
  readonly shipTo: Address;
  readonly history: boolean;
};

/** An order as shipping sees it, with its open shipments and those that a command names. */
export type Order = {
  readonly kind: 'order';
  readonly id: string;
  /** Absent until `OrderReleased` came. */
  readonly release?: Release | undefined;
  readonly lines: ReadonlyMap<number, OrderLine>;
  readonly shipments: ReadonlyMap<string, Shipment>;
};

/** The serial numbers of a seller's packages. */
export type Seller = {
  readonly kind: 'seller';
  readonly id: string;
  readonly gs1CompanyPrefix?: string | undefined;
  readonly nextSerial: number;
};

/** A row of shipping: `orders/<id>` or `sellers/<id>`. */
export type State = Order | Seller;

/** An order of which nobody has spoken yet. */
export function emptyOrder(id: string): Order {
  return { kind: 'order', id, lines: new Map(), shipments: new Map() };
}

/** The line, if it keeps what it promises. Throws when it does not: then nothing is written. */
export function requireKept(line: OrderLine): OrderLine {
  const { planned, shipped, cancelled, doubted } = line;
  if (Math.min(planned, shipped, cancelled, doubted, room(line)) >= 0) return line;
  throw new Error(`line ${line.line} would go beyond what was released: ${JSON.stringify(line)}`);
}

/** What is still to be delivered, planned or not. */
export function undelivered(line: OrderLine): Quantity {
  return line.released - line.cancelled - line.shipped;
}

/** What may still be planned; below zero when a cancellation has to come out of a plan. */
export function room(line: OrderLine): Quantity {
  return undelivered(line) - line.planned;
}

import type { Address, RateClass, TaxCategory } from '@o2c/contracts';
import { money } from '@o2c/money';
import { share } from '@o2c/tax';
import type { Invoice } from './document.js';

/** A quantity of an order line, in millionths of its unit. */
export type LineQuantity = { readonly line: number; readonly quantity: number };

/** What a line is worth: `gross` in minor units for the quantity `ordered`, in millionths. */
export type LineWorth = {
  readonly line: number;
  readonly ordered: number;
  readonly gross: number;
};

/** What the lines of a changed order are worth; orders said so at this position. */
export type Worth = { readonly sequence: number; readonly lines: readonly LineWorth[] };

/** A line as agreed with the customer. */
export type ReleasedLine = LineWorth & {
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  readonly released: number;
  readonly unitPrice: number;
  readonly discountPercent: string;
  readonly taxCategory: TaxCategory;
  readonly rateClass: RateClass;
};

/** What may be delivered: the newest snapshot of the released order. `freight` in minor units. */
export type Release = {
  readonly sequence: number;
  readonly seller: string;
  readonly customer: string;
  readonly number: string;
  readonly purchaseOrder?: string | undefined;
  readonly currency: string;
  readonly terms: string;
  readonly invoicePer: 'shipment' | 'order';
  readonly customerVatId?: string | undefined;
  readonly billTo: Address;
  readonly shipTo: Address;
  readonly lines: readonly ReleasedLine[];
  readonly freight: number;
};

/**
 * Goods that left the house. `historyOn` is the day on which a shipment of the past left, in the
 * seller's time zone: its invoice has that date.
 */
export type Shipment = {
  readonly id: string;
  readonly shippedAt: string;
  readonly shippedOn: string;
  readonly historyOn?: string | undefined;
  readonly lines: readonly LineQuantity[];
  readonly invoice?: string | undefined;
  readonly voided: boolean;
};

/** How much of a line was shipped, invoiced and taken back from delivery, in millionths. */
export type Progress = {
  readonly shipped: number;
  readonly invoiced: number;
  readonly cancelled: number;
};

/**
 * What billing knows of an order: what was agreed, how far it is, and those of its shipments that
 * a decision needs. `freightOn` is the invoice that charged the freight.
 */
export type Order = {
  readonly kind: 'order';
  readonly id: string;
  readonly release?: Release | undefined;
  /** A change that may be on hold: it says what the order is worth, not what may be delivered. */
  readonly change?: Worth | undefined;
  readonly progress: ReadonlyMap<number, Progress>;
  readonly shipments: ReadonlyMap<string, Shipment>;
  readonly freightOn?: string | undefined;
};

/** An order of which the release is known. */
export type ReleasedOrder = Order & { readonly release: Release };

/** An order of which nothing is known yet. */
export function unknownOrder(id: string): Order {
  return { kind: 'order', id, progress: new Map(), shipments: new Map() };
}

/** Whether it is known what was agreed. */
export function isReleased(order: Order): order is ReleasedOrder {
  return order.release !== undefined;
}

/** The order as it was agreed, or agreed anew. */
export function withRelease(order: Order, release: Release): Order {
  return { ...order, release };
}

/** The order after a change that may not be released yet. */
export function withChange(order: Order, change: Worth): Order {
  return { ...order, change };
}

/** The order after a shipment. */
export function withShipment(order: Order, shipment: Shipment): Order {
  return {
    ...order,
    progress: moved(order, shipment.lines, 'shipped', 1),
    shipments: new Map(order.shipments).set(shipment.id, shipment),
  };
}

/** The order after quantities were taken back from delivery. */
export function withCancellation(order: Order, lines: readonly LineQuantity[]): Order {
  return { ...order, progress: moved(order, lines, 'cancelled', 1) };
}

/** The order after an invoice over some of its shipments. */
export function withInvoice(order: Order, invoice: Invoice): Order {
  const shipments = new Map(order.shipments);
  for (const id of invoice.shipments) {
    const shipment = shipments.get(id);
    if (shipment) shipments.set(id, { ...shipment, invoice: invoice.id });
  }
  return {
    ...order,
    progress: moved(order, invoice.lines.map(ofOrderLine), 'invoiced', 1),
    shipments,
    freightOn: invoice.charges.length > 0 ? invoice.id : order.freightOn,
  };
}

/** The order after a shipment turned out not to reach the customer: as if it had never left. */
export function withVoid(order: Order, id: string): Order {
  const shipment = order.shipments.get(id);
  if (!shipment || shipment.voided) return order;
  const back = { ...order, progress: moved(order, shipment.lines, 'shipped', -1) };
  return {
    ...order,
    progress: shipment.invoice ? moved(back, shipment.lines, 'invoiced', -1) : back.progress,
    shipments: new Map(order.shipments).set(id, { ...shipment, voided: true }),
  };
}

/** The order after its freight was credited with a void delivery: the next invoice charges it. */
export function withoutFreight(order: Order): Order {
  return { ...order, freightOn: undefined };
}

/**
 * The shipments that one invoice is due for: every shipment by itself, or, where the customer
 * wants one invoice per order, all of them once nothing is left to be delivered.
 */
export function shipmentsDue(order: Order): readonly Shipment[] {
  if (!order.release) return [];
  if (order.release.invoicePer === 'order' && !isDelivered(order, order.release)) return [];
  return shipmentsToInvoice(order);
}

/** Shipments that left and are on no invoice yet. */
export function shipmentsToInvoice(order: Order): readonly Shipment[] {
  return [...order.shipments.values()].filter(
    ({ invoice, voided, lines }) => invoice === undefined && !voided && lines.length > 0,
  );
}

/**
 * The value of what was invoiced, and of what was shipped and not yet invoiced: each line's share
 * of its gross, as orders last said it, for the cumulative quantity; in minor units.
 */
export function shares({ release, change, progress }: Order): Shares {
  let [invoiced, shipped] = [0, 0];
  const isNewer = change && release && change.sequence > release.sequence;
  for (const line of (isNewer ? change : release)?.lines ?? []) {
    const done = progress.get(line.line);
    if (!done || !release || line.ordered === 0) continue;
    const gross = money(line.gross, release.currency);
    invoiced += share(gross, done.invoiced, line.ordered).minor;
    shipped += share(gross, done.shipped, line.ordered).minor;
  }
  return { invoiced, toInvoice: shipped - invoiced };
}

/** Values in minor units. */
export type Shares = { readonly invoiced: number; readonly toInvoice: number };

/** Whether every line was agreed: a shipment may overtake the news of an added line. */
export function knowsLines(release: Release, lines: readonly LineQuantity[]): boolean {
  const known = new Set(release.lines.map(({ line }) => line));
  return lines.every(({ line }) => known.has(line));
}

function isDelivered({ progress }: Order, { lines }: Release): boolean {
  return lines.every(({ line, released }) => {
    const { shipped, cancelled } = progress.get(line) ?? NOTHING;
    return shipped >= released - cancelled;
  });
}

const NOTHING: Progress = { shipped: 0, invoiced: 0, cancelled: 0 };

function moved(
  { progress }: Order,
  lines: readonly LineQuantity[],
  field: keyof Progress,
  sign: 1 | -1,
): ReadonlyMap<number, Progress> {
  const next = new Map(progress);
  for (const { line, quantity } of lines) {
    const before = next.get(line) ?? NOTHING;
    next.set(line, { ...before, [field]: before[field] + sign * quantity });
  }
  return next;
}

function ofOrderLine({ orderLine, quantity }: Invoice['lines'][number]): LineQuantity {
  return { line: orderLine, quantity };
}

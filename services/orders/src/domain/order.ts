import type { Address, DataOf } from '@o2c/contracts';
import { money, type MoneyJson, type Quantity } from '@o2c/money';
import { share } from '@o2c/tax';

/** What the customer was promised and what became of it. Quantities in millionths, money minor. */
export type Line = {
  /** From 1. */
  readonly line: number;
  readonly product: string;
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  readonly taxCategory: TaxCategory;
  readonly rateClass: RateClass;
  /** Percent, valid on the day of the order. */
  readonly taxRate: string;
  /** Millionths of the currency's major unit. */
  readonly unitPrice: number;
  readonly discountPercent: string;
  readonly net: number;
  readonly tax: number;
  /** With its part of freight and tax, for all that was ordered. */
  readonly gross: number;
  readonly ordered: Quantity;
  readonly cancelled: Quantity;
  /** Ever released, also what was taken back and released again. */
  readonly released: Quantity;
  /** What shipping gave back of it: cancelled, or waiting for a new approval. */
  readonly takenBack: Quantity;
  /** These four are sums of facts that come in any order, so they may be negative for a moment. */
  readonly reserved: Quantity;
  readonly backordered: Quantity;
  readonly shipped: Quantity;
  readonly invoiced: Quantity;
};

type ReleasedLine = DataOf<'OrderReleased'>['lines'][number];
export type TaxCategory = ReleasedLine['taxCategory'];
export type RateClass = ReleasedLine['rateClass'];

/** Why a hold stands: `needed` is what would free it, `owner` who can. */
export type HoldReason = {
  readonly code: string;
  readonly message: string;
  readonly needed?: MoneyJson | undefined;
  readonly owner: string;
};

/** A reason that stops an order until someone or something lifts it. */
export type Hold = {
  readonly id: string;
  /** That of the first reason: credit.limit, order.duplicate, … */
  readonly code: string;
  readonly reasons: readonly HoldReason[];
  /** What a person, or the lifting of its reason, decided. */
  readonly status: 'open' | 'released' | 'rejected';
  /** Whether it still stops the order: a released credit hold does until credit has approved. */
  readonly stands: boolean;
  readonly since: string;
  readonly decidedBy?: string | undefined;
  readonly reason?: string | undefined;
  readonly comment?: string | undefined;
};

/** Quantities that shipping was asked to give back and has not answered about. */
export type Request = {
  readonly id: string;
  readonly cause: DataOf<'CancelRequested'>['cause'];
  readonly lines: readonly Part[];
};

/** A quantity of a line. */
export type Part = { readonly line: number; readonly quantity: Quantity };

/** What a caller is told about the last cancellation. */
export type Cancellation = {
  readonly status: 'requested' | 'done' | 'refused';
  readonly code?: string;
};

/** Who gets and pays it, as agreed when it was ordered. */
export type Party = {
  readonly terms: string;
  readonly invoicePer: 'shipment' | 'order';
  readonly customerVatId?: string | undefined;
  readonly billTo: Address;
  readonly shipTo: Address;
};

/** Invoices and credit notes of the order, by number: issued by billing, settled at receivables. */
export type Documents = Readonly<
  Record<string, { readonly issued: boolean; readonly settled: boolean }>
>;

/** An order: what was agreed, what stops it, and what became of it. */
export type Order = {
  readonly id: string;
  readonly number: string;
  readonly seller: string;
  readonly customer: string;
  readonly currency: string;
  readonly purchaseOrder?: string | undefined;
  readonly orderedAt: string;
  /** Date of `orderedAt` at the seller's: prices and rates are those of this day. */
  readonly orderedOn: string;
  readonly requestedOn?: string | undefined;
  readonly shipComplete: boolean;
  readonly priority: number;
  readonly history: boolean;
  readonly placedBy: string;
  readonly placedByKey: string;
  readonly party: Party;
  readonly freight?: number | undefined;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
  readonly lines: readonly Line[];
  readonly holds: readonly Hold[];
  /**
   * What credit stands for: all that `approved`, a version of the order, asked for; `in_part` only
   * what is released, while what was added since is held; else nothing.
   */
  readonly credit: 'pending' | 'approved' | 'in_part' | 'held' | 'rejected';
  readonly approved: number;
  /** The version that asked credit for more than the ones before it. */
  readonly asked: number;
  readonly rejected: boolean;
  readonly documents: Documents;
  readonly requests: readonly Request[];
  readonly cancellation?: Cancellation | undefined;
  /** Counts what people agreed and decided, not what becomes of it every minute. */
  readonly version: number;
};

/** Status of an order; the first of this list that is true. */
export type Status = (typeof STATUSES)[number];
export const STATUSES = [
  'rejected',
  'cancelled',
  'closed',
  'held',
  'invoiced',
  'shipped',
  'partially_invoiced',
  'partially_shipped',
  'released',
  'placed',
] as const;

/** The status, computed from quantities, holds and documents; nobody else sets it. */
export function statusOf(order: Order): Status {
  const { lines } = order;
  if (order.rejected) return 'rejected';
  if (isCancelled(order)) return 'cancelled';
  const isInvoiced = lines.every((line) => line.invoiced >= wanted(line));
  if (isInvoiced && isSettled(order.documents)) return 'closed';
  if (isHeld(order)) return 'held';
  if (isInvoiced) return 'invoiced';
  if (lines.every((line) => line.shipped >= wanted(line))) return 'shipped';
  if (lines.some((line) => line.invoiced > 0)) return 'partially_invoiced';
  if (lines.some((line) => line.shipped > 0)) return 'partially_shipped';
  return isReleased(order) ? 'released' : 'placed';
}

/** Nothing of it is wanted any more and nothing was shipped. */
export function isCancelled({ lines }: Order): boolean {
  return lines.every((line) => wanted(line) <= 0);
}

/** Nothing will come of it any more. */
export function hasEnded(order: Order): boolean {
  return order.rejected || isCancelled(order);
}

/** A hold still stops it. */
export function isHeld({ holds }: Order): boolean {
  return holds.some((hold) => hold.stands);
}

/** It was handed to inventory and shipping at least once. */
export function isReleased({ lines }: Order): boolean {
  return lines.some((line) => line.released > 0);
}

/** What the customer still wants of it, shipped or not. */
export function wanted({ ordered, cancelled }: Line): Quantity {
  return ordered - cancelled;
}

/** What is still to be shipped: ordered − shipped − cancelled. */
export function openOf({ ordered, cancelled, shipped }: Line): Quantity {
  return ordered - cancelled - shipped;
}

/** Something is still to be shipped. */
export function isOpen({ lines }: Order): boolean {
  return lines.some((line) => openOf(line) > 0);
}

/** What inventory and shipping are working on. */
export function inDelivery({ released, takenBack, shipped }: Line): Quantity {
  return Math.max(0, released - takenBack - shipped);
}

/** Still to be shipped, and not with inventory and shipping. */
export function idle(line: Line): Quantity {
  return Math.max(0, openOf(line) - inDelivery(line));
}

/** What shipping was asked for and has not answered about, by line. */
export function requested({ requests }: Order): ReadonlyMap<number, Quantity> {
  return sums(requests.flatMap(({ lines }) => lines));
}

/** Quantities by line: a line may be named more than once. */
export function sums(parts: readonly Part[]): ReadonlyMap<number, Quantity> {
  const byLine = new Map<number, Quantity>();
  for (const { line, quantity } of parts) byLine.set(line, (byLine.get(line) ?? 0) + quantity);
  return byLine;
}

/** The part of a line's gross that belongs to a cumulative quantity, in minor units. */
export function shareOf({ currency }: Order, line: Line, quantity: Quantity): number {
  // Most lines move whole, and then there is nothing to compute.
  if (quantity === 0) return 0;
  if (quantity === line.ordered) return line.gross;
  return share(money(line.gross, currency), quantity, line.ordered).minor;
}

/** What credit has to stand for: the gross of everything that is still to be shipped. */
export function openAmount(order: Order): number {
  return order.lines.reduce((sum, line) => sum + openValue(order, line), 0);
}

/** The part of a line's gross that is still to be shipped. */
export function openValue(order: Order, line: Line): number {
  return valueUpTo(wanted(line), order, line);
}

/** The part of a line's gross that is released and still to be shipped. */
export function releasedValue(order: Order, line: Line): number {
  return valueUpTo(Math.min(wanted(line), line.released - line.takenBack), order, line);
}

/** What is shipped and what is not are parts of one whole: no cent is lost between them. */
function valueUpTo(quantity: Quantity, order: Order, line: Line): number {
  if (quantity <= line.shipped) return 0;
  return shareOf(order, line, quantity) - shareOf(order, line, line.shipped);
}

/** The order after a change, which needs a new approval where it asks for more than before. */
export function askingFor(after: Order, before: Order): Order {
  return openAmount(after) > openAmount(before) ? { ...after, asked: after.version } : after;
}

/** The order in its next version, when people changed it or decided about it. */
export function revised(order: Order): Order {
  return { ...order, version: order.version + 1 };
}

/** The order with its lines changed; those that stay as they are stay the same objects. */
export function withLines(order: Order, change: (line: Line) => Line): Order {
  return { ...order, lines: order.lines.map(change) };
}

/** The order with the named lines changed by a quantity each. */
export function withParts(
  order: Order,
  parts: readonly Part[],
  change: (line: Line, quantity: Quantity) => Line,
): Order {
  const byLine = sums(parts);
  return withLines(order, (line) => {
    const quantity = byLine.get(line.line);
    return quantity === undefined ? line : change(line, quantity);
  });
}

function isSettled(documents: Documents): boolean {
  const issued = Object.values(documents).filter((document) => document.issued);
  return issued.length > 0 && issued.every((document) => document.settled);
}

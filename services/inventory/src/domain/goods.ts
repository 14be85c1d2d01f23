import { again, inMessages, waitFor } from '@o2c/contracts';
import { quantityJson, type Quantity } from '@o2c/money';
import { Books } from './books.js';
import { allocationDue } from './allocation.js';
import { type Decision, type Rows, type SkuQuantity, untilReleased } from './inventory-facts.js';
import {
  type DemandLine,
  type GivenBack,
  giveBack,
  type OrderDemand,
  uncovered,
} from './order-demand.js';
import { backorder, promise } from './reservation.js';
import { levelOf } from './stock.js';

/** Goods left a warehouse; `shorts` were promised there and not found. */
export type IssueGoods = {
  readonly type: 'IssueGoods';
  readonly order: string;
  readonly shipment: string;
  readonly warehouse: string;
  readonly lines: readonly SkuQuantity[];
  readonly shorts: readonly (SkuQuantity & { readonly reason: string })[];
};

/** A shipment that had left was voided: its goods are back. */
export type ReturnGoods = {
  readonly type: 'ReturnGoods';
  readonly order: string;
  readonly warehouse: string;
  readonly lines: readonly SkuQuantity[];
};

/** Quantities will not be shipped: cancelled, decreased or expired. */
export type ReleaseStock = {
  readonly type: 'ReleaseStock';
  readonly order: string;
  readonly reason: string;
  readonly lines: readonly Cancelled[];
  /** Skus of those lines, and of all that a ship-complete order lacks, as read without locks. */
  readonly skus?: readonly string[] | undefined;
};

/** A quantity taken back from a line. */
type Cancelled = {
  readonly line: number;
  readonly quantity: Quantity;
  /** Where it was taken out of a planned shipment. */
  readonly warehouse?: string | undefined;
  /** The line's released quantity that shipping knew when it decided. */
  readonly released?: Quantity | undefined;
  /** Shipments with which some of the line had left by then. */
  readonly left?: readonly string[] | undefined;
};

/**
 * Takes shipped goods off the stock and off the promise. Goods that left and that the books do not
 * have, or have promised to others, wait: a cancellation has overtaken this and the void of the
 * shipment, or a count is missing. Facts are never refused, and stock never goes below promises.
 */
export function issue(rows: Rows, command: IssueGoods): Decision {
  const { order, shipment, warehouse, lines, shorts } = command;
  if (!knows(rows, order, [...lines, ...shorts])) return untilReleased(order);
  const books = new Books(rows);
  promiseMissing(books, command, lines);
  books.enter({ type: 'goods-issued', data: { order, shipment, warehouse, lines } });
  if (lines.some(({ sku }) => isOversold(books, sku, warehouse))) {
    return waitFor('ShipmentVoided', shipment);
  }
  for (const short of shorts) missShort(books, command, short);
  backorderAgain(books, order, shorts);
  allocationDue(books, takeBack(books, order, 'shipped', lines));
  return books.facts;
}

/**
 * Puts goods back and promises them to the same order, so that shipping can plan them anew; what
 * was cancelled before we heard of it is given back at once.
 */
export function takeReturned(rows: Rows, { order, warehouse, lines }: ReturnGoods): Decision {
  if (!knows(rows, order, lines)) return untilReleased(order);
  const books = new Books(rows);
  books.enter({ type: 'goods-returned', data: { order, warehouse, lines } });
  promise(books, order, at(warehouse, lines), false);
  takeBack(books, order, 'cancelled', lines);
  allocationDue(
    books,
    lines.map(({ sku }) => sku),
  );
  return books.facts;
}

/**
 * Forgets what is no longer wanted; promised stock that this frees is for those who wait. What had
 * left by then goes off the promise first: it must not be given back, and promised to others.
 */
export function release(rows: Rows, { order, reason, lines }: ReleaseStock): Decision {
  const books = new Books(rows);
  const known = books.order(order).lines;
  if (!lines.every((entry) => covers(known.get(entry.line), entry))) return untilReleased(order);
  const overtaken = lines.flatMap((entry) => unheard(known.get(entry.line), entry))[0];
  if (overtaken !== undefined) return waitFor('Shipped', overtaken);
  const skus = skusOf(books.order(order), lines);
  if (!skus.every((sku) => books.findStock(sku))) return again;
  books.enter({ type: 'demand-cancelled', data: { order, lines } });
  const freed = takeBack(books, order, reason, lines);
  allocationDue(books, books.order(order).shipComplete ? skus : freed);
  return books.facts;
}

/** Skus that a cancellation may touch: a ship-complete order may now have all that it lacks. */
export function skusOf(
  order: OrderDemand,
  cancelled: readonly { readonly line: number }[],
): readonly string[] {
  const named = new Set(cancelled.map(({ line }) => line));
  const touched = [...order.lines.values()].filter(({ line, backordered }) => {
    return named.has(line) || (order.shipComplete && backordered > 0);
  });
  return [...new Set(touched.map(({ sku }) => sku))];
}

/** A cancellation that names more than we know to be released came before its release. */
function covers(line: DemandLine | undefined, { quantity, released = 0 }: Cancelled): boolean {
  if (!line) return false;
  return released <= line.released && quantity <= line.released - line.cancelled;
}

/** Shipments that this cancellation has overtaken on the way to us. */
function unheard(line: DemandLine | undefined, { left = [] }: Cancelled): readonly string[] {
  const heard = line?.left;
  return heard ? left.filter((shipment) => !heard.includes(shipment)) : [];
}

function knows(rows: Rows, order: string, lines: readonly SkuQuantity[]): boolean {
  const known = new Books(rows).order(order).lines;
  return lines.every(({ line }) => known.has(line));
}

function isOversold(books: Books, sku: string, warehouse: string): boolean {
  const { onHand, reserved } = levelOf(books.stock(sku), warehouse);
  return reserved > onHand;
}

/**
 * Who plans our promises counts on one behind all that leaves or is not found: where it was given
 * back meanwhile, it is made again.
 */
function promiseMissing(
  books: Books,
  { order, warehouse }: IssueGoods,
  lines: readonly SkuQuantity[],
): void {
  const missing = lines.map((entry) => {
    const promised = books.line(order, entry.line).reserved.get(warehouse) ?? 0;
    return { ...entry, quantity: Math.max(0, entry.quantity - promised) };
  });
  promise(
    books,
    order,
    at(
      warehouse,
      missing.filter(({ quantity }) => quantity > 0),
    ),
    false,
  );
}

function at(warehouse: string, lines: readonly SkuQuantity[]) {
  return lines.map((line) => ({ ...line, places: [{ warehouse, quantity: line.quantity }] }));
}

/** What was promised and not found is neither promised nor, as far as nobody else's, on hand. */
function missShort(books: Books, command: IssueGoods, short: IssueGoods['shorts'][number]): void {
  const { order, shipment, warehouse } = command;
  const { line, sku, quantity, reason } = short;
  promiseMissing(books, command, [short]);
  const lines = [{ line, sku, warehouse, quantity: quantityJson(quantity) }];
  books.enter({
    type: 'ReservationReleased',
    data: { order, reason: 'short', lines, backorders: [] },
  });
  const { onHand, reserved } = levelOf(books.stock(sku), warehouse);
  const missed = Math.min(quantity, onHand - reserved);
  if (missed <= 0) return;
  const delta = quantityJson(-missed);
  books.enter({
    type: 'StockAdjusted',
    data: { sku, warehouse, delta, adjustment: shipment, reason: `short: ${reason}` },
  });
}

/** The books are in doubt: what they call free waits for the next movement of the sku. */
function backorderAgain(books: Books, order: string, shorts: readonly SkuQuantity[]): void {
  const lines = [...new Set(shorts.map(({ line }) => line))].map((line) => books.line(order, line));
  const missing = lines
    .map((line) => ({ line: line.line, sku: line.sku, quantity: uncovered(line) }))
    .filter(({ quantity }) => quantity > 0);
  if (missing.length === 0) return;
  backorder(books, order, missing, 'short');
  const skus = [...new Set(missing.map(({ sku }) => sku))];
  books.enter({ type: 'stock-doubted', data: { skus } });
}

/** Gives back what stands for more than the demand; answers the skus that this frees. */
function takeBack(
  books: Books,
  order: string,
  reason: string,
  entries: readonly Cancelled[],
): readonly string[] {
  const after = new Map<number, DemandLine>();
  const given = entries.map((entry) => {
    const line = after.get(entry.line) ?? books.line(order, entry.line);
    const surplus = Math.max(0, -uncovered(line));
    const back = giveBack(line, Math.min(entry.quantity, surplus), entry.warehouse);
    after.set(entry.line, back.line);
    return back;
  });
  const lines = given.flatMap(releasedLines);
  const backorders = given.flatMap(forgottenBackorder);
  const taken = [
    ...lines.map((released) => ({ released })),
    ...backorders.map((forgotten) => ({ forgotten })),
  ];
  for (const part of inMessages(taken)) {
    const data = {
      ...{ order, reason },
      lines: part.flatMap((entry) => ('released' in entry ? entry.released : [])),
      backorders: part.flatMap((entry) => ('forgotten' in entry ? entry.forgotten : [])),
    };
    books.enter({ type: 'ReservationReleased', data });
  }
  return lines.map(({ sku }) => sku);
}

function releasedLines({ line: { line, sku }, reservations }: GivenBack) {
  return reservations.map(({ warehouse, quantity }) => {
    return { line, sku, warehouse, quantity: quantityJson(quantity) };
  });
}

function forgottenBackorder({ line: { line, sku }, backorder }: GivenBack) {
  return backorder > 0 ? [{ line, sku, quantity: quantityJson(backorder) }] : [];
}

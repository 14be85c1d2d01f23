import { inMessages } from '@o2c/contracts';
import { quantityJson } from '@o2c/money';
import { Books } from './books.js';
import {
  type Decision,
  type Demand,
  type InventoryFact,
  type Rows,
  type SkuQuantity,
} from './inventory-facts.js';
import { emptyLine, type OrderDemand, uncovered } from './order-demand.js';
import { Shelf } from './shelf.js';
import { nextExpected, type Place } from './stock.js';

/** An order was released, for the first time or with more than before. */
export type ReserveStock = { readonly type: 'ReserveStock' } & Demand;

type Reserved = Extract<InventoryFact, { type: 'StockReserved' }>;

/** What an order gets, and what it has to wait for. */
type Plan = { readonly given: readonly Given[]; readonly missing: readonly SkuQuantity[] };
type Given = SkuQuantity & { readonly places: readonly Place[] };

/**
 * Promises what is free, line by line, and backorders the rest; a ship-complete order gets all or
 * nothing. Stock that is about to be allocated to waiting orders is not free for a newcomer.
 */
export function reserve(rows: Rows, { type: _, ...demand }: ReserveStock): Decision {
  const books = new Books(rows);
  const before = books.order(demand.order);
  books.enter({ type: 'order-demanded', data: demand });
  const wanted = wantedBy(before, demand);
  const shelf = new Shelf(books);
  const plan = demand.shipComplete
    ? wholeOrNothing(books, shelf, before, wanted)
    : lineByLine(books, shelf, wanted);
  promise(books, demand.order, plan.given, false);
  backorder(books, demand.order, plan.missing);
  leaveToAllocation(books, plan.missing);
  return books.facts;
}

/** Enters a promise; `fromBackorder` says that its quantities were backordered until now. */
export function promise(
  books: Books,
  order: string,
  given: readonly Given[],
  fromBackorder: boolean,
): void {
  const lines: Reserved['data']['lines'] = given.flatMap(({ line, sku, places }) =>
    places.map(({ warehouse, quantity }) => {
      return { line, sku, warehouse, quantity: quantityJson(quantity), fromBackorder };
    }),
  );
  for (const part of inMessages(lines)) {
    books.enter({ type: 'StockReserved', data: { order, lines: part } });
  }
}

/** Enters what an order lacks, each line with the next delivery that is expected. */
export function backorder(
  books: Books,
  order: string,
  missing: readonly SkuQuantity[],
  cause: Cause = 'missing',
): void {
  if (missing.length === 0) return;
  const lines = missing.map(({ line, sku, quantity }) => {
    const expectedOn = nextExpected(books.stock(sku));
    return { line, sku, quantity: quantityJson(quantity), ...(expectedOn && { expectedOn }) };
  });
  books.enter({ type: 'StockBackordered', data: { order, cause, owner: OWNERS[cause], lines } });
}

/** Why stock lacks: it is not there, or was promised and not found. */
type Cause = keyof typeof OWNERS;

const OWNERS = { missing: 'purchasing', short: 'warehouse' } as const;

function wantedBy(before: OrderDemand, demand: Demand): SkuQuantity[] {
  return demand.lines
    .map(({ line, sku, released }) => {
      const known = before.lines.get(line) ?? emptyLine(line, sku);
      return { line, sku: known.sku, quantity: uncovered({ ...known, released }) };
    })
    .filter(({ quantity }) => quantity > 0);
}

function lineByLine(books: Books, shelf: Shelf, wanted: readonly SkuQuantity[]): Plan {
  const given = wanted.map((line) => ({ ...line, places: openTake(books, shelf, line) }));
  const missing = given.map(({ places, ...line }) => ({
    ...line,
    quantity: places.reduce((rest, place) => rest - place.quantity, line.quantity),
  }));
  return { given, missing: missing.filter(({ quantity }) => quantity > 0) };
}

function openTake(books: Books, shelf: Shelf, { sku, quantity }: SkuQuantity): readonly Place[] {
  return books.stock(sku).allocationsDue > 0 ? [] : shelf.take(sku, quantity);
}

function wholeOrNothing(
  books: Books,
  shelf: Shelf,
  before: OrderDemand,
  wanted: readonly SkuQuantity[],
): Plan {
  const waits = [...before.lines.values()].some((line) => line.backordered > 0);
  const queued = wanted.some(({ sku }) => books.stock(sku).allocationsDue > 0);
  if (waits || queued || !shelf.hasAll(wanted)) return { given: [], missing: wanted };
  const given = wanted.map((line) => ({ ...line, places: shelf.take(line.sku, line.quantity) }));
  return { given, missing: [] };
}

/** Whoever queues behind others for stock that is there is served by the allocation. */
function leaveToAllocation(books: Books, missing: readonly SkuQuantity[]): void {
  const shelf = new Shelf(books);
  const skus = [...new Set(missing.map(({ sku }) => sku))].filter(
    (sku) => books.stock(sku).allocationsDue > 0 && shelf.free(sku) > 0,
  );
  if (skus.length > 0) books.enter({ type: 'allocation-due', data: { skus } });
}

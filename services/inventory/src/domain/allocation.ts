import { Books } from './books.js';
import type { Decision, InventoryFact, Rows, SkuQuantity } from './inventory-facts.js';
import type { OrderDemand } from './order-demand.js';
import { promise } from './reservation.js';
import { Shelf } from './shelf.js';
import { freeOf } from './stock.js';

/** An order that waits for stock, and the skus of which it would take some now. */
export type Waiting = { readonly order: string; readonly skus: readonly string[] };

/** Who waits for some skus, as read without locks: the first in order of claim. */
export type Queue = {
  readonly waiting: readonly Waiting[];
  /** More wait than were read. */
  readonly more: boolean;
  /** `allocationsDue` of the skus at that time. */
  readonly seen: readonly { readonly sku: string; readonly due: number }[];
};

/** Stock came free that orders wait for. */
export type AllocateStock = {
  readonly type: 'AllocateStock';
  readonly skus: readonly string[];
  readonly queue?: Queue | undefined;
};

/**
 * Gives free stock to waiting orders: by priority, then by order time. Who accepts parts takes
 * what there is; a ship-complete order takes all that it lacks or is passed over, so that it
 * neither gets parts nor keeps others waiting for what it cannot use yet.
 */
export function allocate(rows: Rows, { skus, queue }: AllocateStock): Decision {
  const books = new Books(rows);
  const shelf = new Shelf(books);
  const waiting = queue?.waiting ?? [];
  for (const { order, skus: useful } of waiting) serve(books, shelf, books.order(order), useful);
  const served = books.facts.length > 0;
  books.enter(
    queue?.more && served
      ? { type: 'allocation-due', data: { skus } }
      : { type: 'allocation-done', data: { skus: queue?.seen ?? [] } },
  );
  return books.facts;
}

/** Leaves to allocation what is free of these skus, where somebody waits for it. */
export function allocationDue(books: Books, skus: readonly string[]): void {
  const due = [...new Set(skus)].filter((sku) => {
    const stock = books.stock(sku);
    return stock.backordered > 0 && freeOf(stock) > 0;
  });
  if (due.length > 0) books.enter({ type: 'allocation-due', data: { skus: due } });
}

/** The allocations that facts ask for, to be run after them. */
export function allocationsIn(facts: readonly InventoryFact[]): readonly AllocateStock[] {
  return facts.flatMap(({ type, data }) =>
    type === 'allocation-due' ? [{ type: 'AllocateStock' as const, skus: data.skus }] : [],
  );
}

function serve(books: Books, shelf: Shelf, order: OrderDemand, skus: readonly string[]): void {
  const lacking = [...order.lines.values()].filter(({ backordered }) => backordered > 0);
  const wanted: SkuQuantity[] = lacking.map(({ line, sku, backordered }) => {
    return { line, sku, quantity: backordered };
  });
  if (order.shipComplete && !shelf.hasAll(wanted)) return;
  const useful = order.shipComplete ? wanted : wanted.filter(({ sku }) => skus.includes(sku));
  const given = useful.map((line) => ({ ...line, places: shelf.take(line.sku, line.quantity) }));
  promise(books, order.order, given, true);
}

import type { Quantity } from '@o2c/money';

/** The warehouse that is meant where none is named. */
export const MAIN = 'main';

/** Stock of one sku at one warehouse: `onHand` = `received` − `shipped` + `adjusted`. */
export type Level = {
  readonly onHand: Quantity;
  /** Promised to orders; never more than `onHand`. */
  readonly reserved: Quantity;
  readonly received: Quantity;
  readonly shipped: Quantity;
  readonly adjusted: Quantity;
};

/** What is still to come of one line of an announced delivery. */
export type Expected = {
  readonly receipt: string;
  readonly line: number;
  readonly warehouse: string;
  readonly expectedOn: string;
  readonly reference?: string | undefined;
  readonly open: Quantity;
};

/** One sku in all warehouses. It is locked as a whole, so that no warehouse is overlooked. */
export type Stock = {
  readonly kind: 'stock';
  readonly sku: string;
  readonly levels: ReadonlyMap<string, Level>;
  /** Earliest first. */
  readonly expected: readonly Expected[];
  /** What orders lack of it. */
  readonly backordered: Quantity;
  /**
   * How often free stock was left to the waiting orders since allocation last looked. While it is
   * not 0, what is free is spoken for: who comes now queues.
   */
  readonly allocationsDue: number;
};

/** A quantity at a warehouse. */
export type Place = { readonly warehouse: string; readonly quantity: Quantity };

const NOTHING: Level = { onHand: 0, reserved: 0, received: 0, shipped: 0, adjusted: 0 };

/** A sku that nothing is known of but its name. */
export function emptyStock(sku: string): Stock {
  return {
    kind: 'stock',
    sku,
    levels: new Map(),
    expected: [],
    backordered: 0,
    allocationsDue: 0,
  };
}

/** Stock at a warehouse; zeros where it never had any. */
export function levelOf(stock: Stock, warehouse: string): Level {
  return stock.levels.get(warehouse) ?? NOTHING;
}

/** What can be promised, over all warehouses. */
export function freeOf(stock: Stock): Quantity {
  return [...stock.levels.values()].reduce((sum, level) => sum + level.onHand - level.reserved, 0);
}

/** The main warehouse, then the others by name: the order in which stock is promised. */
export function byWarehouse(one: string, other: string): number {
  if (one === other) return 0;
  if (one === MAIN) return -1;
  return other === MAIN || one > other ? 1 : -1;
}

/** When the next delivery is expected; undefined when none is. */
export function nextExpected(stock: Stock): string | undefined {
  return stock.expected.find((one) => one.open > 0)?.expectedOn;
}

/** The level with amounts added to it. */
export function moved(level: Level, by: Partial<Level>): Level {
  return {
    onHand: level.onHand + (by.onHand ?? 0),
    reserved: level.reserved + (by.reserved ?? 0),
    received: level.received + (by.received ?? 0),
    shipped: level.shipped + (by.shipped ?? 0),
    adjusted: level.adjusted + (by.adjusted ?? 0),
  };
}

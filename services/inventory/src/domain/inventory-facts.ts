import {
  type Decision as DecisionOf,
  type FactOf,
  type Rows as RowsOf,
  waitFor,
} from '@o2c/contracts';
import type { Quantity } from '@o2c/money';
import type { OrderDemand } from './order-demand.js';
import type { Stock } from './stock.js';

/** A row of inventory: an order's demand, or a sku. */
export type State = OrderDemand | Stock;

/** The rows that a decision may look at. */
export type Rows = RowsOf<State>;

/** Row of an order; orders are locked before skus. */
export function orderRow(order: string): string {
  return `orders/${order}`;
}

/** Row of a sku. */
export function skuRow(sku: string): string {
  return `skus/${sku}`;
}

/** A quantity of an order line, at the warehouse that the fact names. */
export type SkuQuantity = {
  readonly line: number;
  readonly sku: string;
  readonly quantity: Quantity;
};

/** The order as it is released now; `released` is the quantity ever released. */
export type Demand = {
  readonly order: string;
  readonly number: string;
  readonly seller: string;
  readonly orderedAt: string;
  readonly priority: number;
  readonly shipComplete: boolean;
  readonly lines: readonly {
    readonly line: number;
    readonly sku: string;
    readonly released: Quantity;
  }[];
};

type Private<T extends string, D extends object> = { readonly type: T; readonly data: D };

/** What changes of what is expected. */
export type Expectation =
  | Private<
      'stock-expected',
      {
        receipt: string;
        line: number;
        sku: string;
        warehouse: string;
        expectedOn: string;
        reference?: string | undefined;
        quantity: Quantity;
      }
    >
  | Private<
      'expectation-reduced',
      { receipt: string; line: number; sku: string; quantity: Quantity }
    >;

/** What happens here: facts of the catalogue, and those that only change our own rows. */
export type InventoryFact =
  | FactOf<'StockReserved'>
  | FactOf<'StockBackordered'>
  | FactOf<'ReservationReleased'>
  | FactOf<'StockExpected'>
  | FactOf<'StockReceived'>
  | FactOf<'StockAdjusted'>
  | Private<'order-demanded', Demand>
  | Private<'demand-cancelled', { order: string; lines: readonly Omit<SkuQuantity, 'sku'>[] }>
  | Private<
      'goods-issued',
      { order: string; shipment: string; warehouse: string; lines: readonly SkuQuantity[] }
    >
  | Private<'goods-returned', { order: string; warehouse: string; lines: readonly SkuQuantity[] }>
  | Expectation
  /** Stock is free while orders wait for it: allocation is to run. */
  | Private<'allocation-due', { skus: readonly string[] }>
  /** Promised stock was not found: what the books say is free waits for the next movement. */
  | Private<'stock-doubted', { skus: readonly string[] }>
  /** Allocation has looked; `due` is what was due when it read who waits. */
  | Private<'allocation-done', { skus: readonly { sku: string; due: number }[] }>;

/** What a decision answers: facts, a wait for a release, or that its rows must be read anew. */
export type Decision = DecisionOf<InventoryFact>;

/** The order's release has not come yet. */
export function untilReleased(order: string): Decision {
  return waitFor('OrderReleased', order);
}

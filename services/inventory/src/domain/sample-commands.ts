import { ONE } from '@o2c/money';
import type { AllocateStock } from './allocation.js';
import { decide, evolve, type InventoryCommand } from './inventory.js';
import { type InventoryFact, orderRow, skuRow, type State } from './inventory-facts.js';
import { emptyOrder } from './order-demand.js';
import type { ReserveStock } from './reservation.js';
import { emptyStock } from './stock.js';

/** Commands about order O and skus A and B, as the rule tests give them. */
export type SampleLine = number | readonly [sku: string, quantity: number];

/** The order that samples are about. */
export const order = 'O';
const noLine = { type: 'ReserveStock', order, number: 'SO-1', seller: 'S' } as const;
const orderedAt = '2026-03-02T00:00:00.000Z';

/** An order of so much of A on line 1, 2, …; B where a line says so. */
export function wants(...lines: readonly SampleLine[]): ReserveStock {
  return {
    ...noLine,
    orderedAt,
    priority: 0,
    shipComplete: false,
    lines: lines.map((one, index) => {
      const [sku, quantity] = typeof one === 'number' ? ['A', one] : one;
      return { line: index + 1, sku, released: quantity * ONE };
    }),
  };
}

/** The same, to be delivered complete. */
export const complete = (...lines: readonly SampleLine[]) => {
  return { ...wants(...lines), shipComplete: true };
};

export function receipt(
  quantity: number | string,
  sku = 'A',
  warehouse = 'main',
): InventoryCommand {
  return { type: 'ReceiveStock', receipt: 'R', warehouse, lines: [{ sku, quantity }] };
}

export function adjustment(quantity: number | string, reason = 'count'): InventoryCommand {
  const lines = [{ sku: 'A', quantity }];
  return { type: 'AdjustStock', adjustment: 'J', warehouse: 'main', reason, lines };
}

export function announcement(quantity: number, expectedOn: string): InventoryCommand {
  const lines = [{ sku: 'A', quantity, expectedOn }];
  return { type: 'ExpectStock', receipt: expectedOn, warehouse: 'main', lines };
}

export function shipping(quantity: number, short = 0, warehouse = 'main'): InventoryCommand {
  const line = { line: 1, sku: 'A' };
  const lines = quantity > 0 ? [{ ...line, quantity: quantity * ONE }] : [];
  const shorts = short > 0 ? [{ ...line, quantity: short * ONE, reason: 'broken' }] : [];
  return { type: 'IssueGoods', order, shipment: 'H', warehouse, lines, shorts };
}

export function voiding(quantity: number): InventoryCommand {
  const lines = [{ line: 1, sku: 'A', quantity: quantity * ONE }];
  return { type: 'ReturnGoods', order, warehouse: 'main', lines };
}

export function cancelling(quantity: number, more: object = {}, line = 1): InventoryCommand {
  const lines = [{ line, quantity: quantity * ONE, ...more }];
  return { type: 'ReleaseStock', order, reason: 'cancelled', lines, skus: ['A', 'B'] };
}

export const allocating: AllocateStock = {
  type: 'AllocateStock',
  skus: ['A'],
  queue: { waiting: [{ order, skus: ['A', 'B'] }], more: false, seen: [{ sku: 'A', due: 1 }] },
};

/** The rows after some commands: order O and skus A and B are known. */
export function after(commands: readonly InventoryCommand[]): Map<string, State> {
  const rows = new Map<string, State>([
    [orderRow(order), emptyOrder(order)],
    [skuRow('A'), emptyStock('A')],
    [skuRow('B'), emptyStock('B')],
  ]);
  for (const command of commands) {
    for (const fact of decide(rows, command) as InventoryFact[]) {
      for (const [id, row] of evolve(rows, fact)) rows.set(id, row);
    }
  }
  return rows;
}

/** Facts in the words of the table: `reserved 1A6main`, `backordered 1A4`. */
export function told(facts: readonly InventoryFact[]): string[] {
  return facts.flatMap(({ type, data }) => {
    switch (type) {
      case 'StockReserved':
        return data.lines.map((one) => {
          const { line, sku, quantity, warehouse, fromBackorder } = one;
          return `reserved ${line}${sku}${quantity}${warehouse}${fromBackorder ? ' at last' : ''}`;
        });
      case 'StockBackordered':
        return data.lines.map((one) => {
          return `lacks ${one.line}${one.sku}${one.quantity} ${one.expectedOn ?? ''}`.trim();
        });
      case 'ReservationReleased':
        return [
          ...data.lines.map((one) => {
            return `${data.reason} ${one.line}${one.sku}${one.quantity}${one.warehouse}`;
          }),
          ...data.backorders.map((one) => `forgotten ${one.line}${one.sku}${one.quantity}`),
        ];
      case 'StockReceived':
        return [`received ${data.sku}${data.quantity}`];
      case 'StockAdjusted':
        return [`adjusted ${data.sku}${data.delta} ${data.reason}`];
      case 'StockExpected':
        return [`next ${data.sku} ${data.expectedOn ?? 'never'}`];
      case 'expectation-reduced':
        return [`came ${data.receipt} ${data.quantity / ONE}`];
      case 'allocation-due':
      case 'stock-doubted':
        return [`${type} ${data.skus.join()}`];
      case 'order-demanded':
      case 'demand-cancelled':
      case 'goods-issued':
      case 'goods-returned':
      case 'stock-expected':
      case 'allocation-done':
        return [];
    }
  });
}

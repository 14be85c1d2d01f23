import type { CancelAccepted, OrderReleased, Shipped, ShipmentVoided } from '@o2c/contracts';
import { parseQuantity } from '@o2c/money';
import type { IssueGoods, ReleaseStock, ReturnGoods } from './goods.js';
import type { FactCommand } from './inventory.js';
import type { ReserveStock } from './reservation.js';

/** What the other services say about the stock of an order. */
export type Heard = OrderReleased | Shipped | ShipmentVoided | CancelAccepted;

/**
 * What a fact asks of stock. A shipment that never left keeps its reservations: shipping plans
 * them anew by itself.
 */
export function commandOf(fact: Heard): FactCommand | undefined {
  switch (fact.type) {
    case 'OrderReleased':
      return reserveStock(fact.data);
    case 'Shipped':
      return issueGoods(fact.data);
    case 'ShipmentVoided':
      return fact.data.wasShipped ? returnGoods(fact.data) : undefined;
    case 'CancelAccepted':
      return releaseStock(fact.data);
  }
}

function reserveStock(data: OrderReleased['data']): ReserveStock {
  const { order, number, seller, orderedAt, priority, shipComplete } = data;
  const lines = data.lines.map(({ line, sku, released }) => {
    return { line, sku, released: parseQuantity(released) };
  });
  return { type: 'ReserveStock', order, number, seller, orderedAt, priority, shipComplete, lines };
}

function issueGoods({ order, shipment, warehouse, ...goods }: Shipped['data']): IssueGoods {
  const lines = goods.lines.map(toSkuQuantity).filter(({ quantity }) => quantity > 0);
  const shorts = goods.shorts.map((short) => ({ ...toSkuQuantity(short), reason: short.reason }));
  return { type: 'IssueGoods', order, shipment, warehouse, lines, shorts };
}

function returnGoods({ order, warehouse, lines }: ShipmentVoided['data']): ReturnGoods {
  return { type: 'ReturnGoods', order, warehouse, lines: lines.map(toSkuQuantity) };
}

function releaseStock({ order, cause: reason, lines }: CancelAccepted['data']): ReleaseStock {
  const cancelled = lines.map(({ line, quantity, warehouse, released, left }) => ({
    line,
    quantity: parseQuantity(quantity),
    warehouse,
    left,
    released: released === undefined ? undefined : parseQuantity(released),
  }));
  return { type: 'ReleaseStock', order, reason, lines: cancelled };
}

function toSkuQuantity(entry: { line: number; sku: string; quantity: number | string }) {
  const { line, sku, quantity } = entry;
  return { line, sku, quantity: parseQuantity(quantity) };
}

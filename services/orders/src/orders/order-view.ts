import { money, moneyJson, quantityJson } from '@o2c/money';
import { isCancellable } from '../domain/cancel-order.js';
import { changeableOf } from '../domain/change-order.js';
import { openOf, statusOf, type Hold, type Line, type Order } from '../domain/order.js';
import { amountsOf, unitPriceOf } from '../domain/snapshot.js';
import { given } from '../request.js';
import type { HoldView, OrderLineView, OrderView } from './order-view.dto.js';

/** The order as callers see it. */
export function orderView(order: Order): OrderView {
  const { id, number, customer, seller, currency, purchaseOrder, orderedAt, orderedOn } = order;
  const { requestedOn, shipComplete, priority, history, freight, party, placedBy, version } = order;
  const { cancellation, lines, holds } = order;
  return {
    ...{ id, number, status: statusOf(order), customer, seller, currency },
    ...given({ purchaseOrder, requestedOn }),
    ...{ orderedAt, orderedOn, shipTo: party.shipTo, shipComplete, priority, history },
    lines: lines.map((line) => lineView(order, line)),
    ...(freight !== undefined && { freight: moneyJson(money(freight, currency)) }),
    ...amountsOf(order, order),
    holds: holds.filter(matters).map((hold) => holdView(id, hold)),
    ...given({ cancellation }),
    ...{ changeable: changeableOf(order), cancellable: isCancellable(order) },
    ...{ placedBy, version },
  };
}

/** A hold with its reasons; `code`, `message`, `needed` and `owner` are those of the first. */
export function holdView(order: string, hold: Hold): HoldView {
  const { id, code, reasons, status, since, decidedBy, reason, comment } = hold;
  const { message = '', owner = '', needed } = reasons[0] ?? {};
  return {
    ...{ id, order, code, message, owner, reasons, status, since },
    ...given({ needed, decidedBy, reason, comment }),
  };
}

/** What was lifted is history; what stops the order, or ended it, is not. */
function matters({ stands, status }: Hold): boolean {
  return stands || status === 'rejected';
}

function lineView(order: Order, line: Line): OrderLineView {
  const { product, sku, name, unit, discountPercent } = line;
  const { ordered, cancelled, shipped, invoiced, reserved, backordered } = line;
  return {
    ...{ line: line.line, product, sku, name, unit },
    ordered: quantityJson(ordered),
    open: quantity(openOf(line)),
    reserved: quantity(reserved),
    backordered: quantity(backordered),
    shipped: quantity(shipped),
    cancelled: quantityJson(cancelled),
    invoiced: quantity(invoiced),
    unitPrice: unitPriceOf(order, line),
    discountPercent,
    ...amountsOf(order, line),
  };
}

/** Facts may have come in an order that makes a sum negative for a moment. */
function quantity(micro: number): number | string {
  return quantityJson(Math.max(0, micro));
}

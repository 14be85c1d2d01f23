import type { DataOf } from '@o2c/contracts';
import { money, moneyJson, quantityJson, unitPriceJson } from '@o2c/money';
import type { Line, Order } from './order.js';

/** The order as others are told of it. */
export function orderSnapshot(order: Order, reason?: string): DataOf<'OrderChanged'> {
  const standing = order.holds.filter((hold) => hold.stands);
  return {
    ...headOf(order),
    version: order.version,
    placedBy: order.placedBy,
    lines: order.lines.map((line) => orderLine(order, line)),
    ...amountsOf(order, order),
    ...(standing.length > 0 && {
      holds: standing.map(({ id, code, reasons }) => ({ hold: id, code, reasons: [...reasons] })),
    }),
    ...(reason !== undefined && { reason }),
  };
}

/** All that inventory, shipping and billing work from. */
export function releaseSnapshot(order: Order): DataOf<'OrderReleased'> {
  const { terms, invoicePer, customerVatId, billTo, shipTo } = order.party;
  return {
    ...headOf(order),
    ...{ terms, invoicePer, billTo, shipTo },
    ...(customerVatId !== undefined && { customerVatId }),
    lines: order.lines.map((line) => releasedLine(order, line)),
    ...(order.freight !== undefined && { freight: amount(order, order.freight) }),
    gross: amount(order, order.gross),
  };
}

/** Amounts of the whole order or of one of its lines, as JSON. */
export function amountsOf(order: Order, { net, tax, gross }: Amounts) {
  return { net: amount(order, net), tax: amount(order, tax), gross: amount(order, gross) };
}

type Amounts = Pick<Line, 'net' | 'tax' | 'gross'>;

function headOf(order: Order) {
  const { number, seller, customer, currency, orderedAt, orderedOn } = order;
  const { shipComplete, priority, history, purchaseOrder, requestedOn } = order;
  return {
    order: order.id,
    ...{ number, seller, customer, currency, orderedAt, orderedOn },
    ...{ shipComplete, priority, history },
    ...(purchaseOrder !== undefined && { purchaseOrder }),
    ...(requestedOn !== undefined && { requestedOn }),
  };
}

function orderLine(order: Order, line: Line) {
  const released = line.released - line.takenBack;
  return {
    ...nameOf(line),
    ordered: quantityJson(line.ordered),
    cancelled: quantityJson(line.cancelled),
    ...(released > 0 && { released: quantityJson(released) }),
    unitPrice: unitPriceOf(order, line),
    ...amountsOf(order, line),
  };
}

function releasedLine(order: Order, line: Line) {
  const { name, unit, discountPercent, taxCategory, rateClass } = line;
  return {
    ...nameOf(line),
    ...{ name, unit, discountPercent, taxCategory, rateClass },
    ordered: quantityJson(line.ordered),
    released: quantityJson(line.released),
    unitPrice: unitPriceOf(order, line),
    ...amountsOf(order, line),
  };
}

/** The unit price as it was given. */
export function unitPriceOf({ currency }: Order, line: Line) {
  return unitPriceJson({ micro: line.unitPrice, currency });
}

function nameOf({ line, product, sku }: Line) {
  return { line, product, sku };
}

function amount({ currency }: Order, minor: number) {
  return moneyJson(money(minor, currency));
}

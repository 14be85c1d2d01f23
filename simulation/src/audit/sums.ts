import type { AuditAnswer, AuditIdentity, AuditSum } from '@o2c/messaging';
import { shares } from '@o2c/billing/domain/order';
import { total } from '@o2c/credit/domain/exposure';
import { type Line, openValue, type Order, releasedValue, shareOf } from '@o2c/orders/domain/order';
import type { System } from '../system.js';
import { SELLER } from '../actions/world.js';
import { creditExposure, orderLines } from './order-identities.js';
import { receivablesIdentities } from './receivables-identities.js';
import { stockIdentities } from './stock-identities.js';
import { numberIdentities } from './number-identities.js';

/** What every service answers to an audit, computed from the rows in memory. */
export function auditOf(system: System): readonly AuditAnswer[] {
  return [
    { sums: ordersSums(system), identities: orderLines(system) },
    { sums: creditSums(system), identities: creditExposure(system) },
    { sums: goodsSums(system), identities: stockIdentities(system) },
    { sums: billingSums(system), identities: numberIdentities(system) },
    { sums: receivablesSums(system), identities: receivablesIdentities(system) },
  ];
}

/** An equation between amounts of the seller. */
export function inMoney(
  name: string,
  left: number,
  right: number,
  firstBroken?: string,
): AuditIdentity {
  return { name, seller: SELLER.seller, currency: 'EUR', left, right, firstBroken };
}

/** The sum over things of what each counts. */
export function sumOf<T>(things: Iterable<T>, value: (thing: T) => number): number {
  let sum = 0;
  for (const thing of things) sum += value(thing);
  return sum;
}

function amounts(of: string, values: Readonly<Record<string, number>>): readonly AuditSum[] {
  return Object.entries(values).map(([name, value]) => {
    return { name: `${of}.${name}`, seller: SELLER.seller, currency: 'EUR', value };
  });
}

function ordersSums({ orders }: System): readonly AuditSum[] {
  const lines = orders.orders.values().flatMap((order) => {
    return order.lines.map((line) => ({ order, line }));
  });
  const shipped = sumOf(lines, ({ order, line }) => shareOf(order, line, line.shipped));
  const invoiced = sumOf(lines, ({ order, line }) => shareOf(order, line, line.invoiced));
  return amounts('orders', {
    openOrders: sumOf(lines, ({ order, line }) => creditFor(order, line)),
    deliveredNotInvoiced: shipped - invoiced,
    shippedValue: shipped,
    invoicedValue: invoiced,
  });
}

/** What credit stands for: all that is open, or only what of it is released. */
function creditFor(order: Order, line: Line): number {
  if (order.credit === 'approved') return openValue(order, line);
  return order.credit === 'in_part' ? releasedValue(order, line) : 0;
}

function creditSums({ credit }: System): readonly AuditSum[] {
  const exposures = credit.accounts.values().map(({ exposure }) => exposure);
  return amounts('credit', {
    openOrders: sumOf(exposures, ({ openOrders }) => openOrders),
    deliveredNotInvoiced: sumOf(exposures, (one) => one.deliveredNotInvoiced),
    openItems: sumOf(exposures, ({ openItems }) => openItems),
    unapplied: sumOf(exposures, ({ unapplied }) => unapplied),
    exposure: sumOf(exposures, total),
  });
}

function goodsSums({ inventory, shipping }: System): readonly AuditSum[] {
  const levels = inventory.stocks.values().flatMap((stock) => [...stock.levels.values()]);
  const lines = shipping.orders.values().flatMap((order) => [...order.lines.values()]);
  const quantity = { seller: null, currency: null };
  const left = sumOf(levels, ({ shipped }) => shipped);
  return [
    { name: 'inventory.shippedQuantity', ...quantity, value: left },
    { name: 'shipping.shippedQuantity', ...quantity, value: sumOf(lines, (line) => line.shipped) },
  ];
}

function billingSums({ billing }: System): readonly AuditSum[] {
  const invoices = billing.invoices.values();
  const parts = billing.orders.values().map(shares);
  return amounts('billing', {
    invoiced: sumOf(invoices, ({ invoice }) => invoice.totals.gross),
    credited: sumOf(invoices, ({ notes }) => sumOf(notes, (note) => note.totals.gross)),
    invoicedShare: sumOf(parts, ({ invoiced }) => invoiced),
    toInvoice: sumOf(parts, ({ toInvoice }) => toInvoice),
  });
}

function receivablesSums({ receivables }: System): readonly AuditSum[] {
  const items = receivables.items.values();
  const billed = items.filter(({ origin }) => origin === 'billing');
  const invoices = billed.filter(({ kind }) => kind === 'invoice');
  const notes = billed.filter(({ kind }) => kind === 'credit_note');
  const payments = receivables.payments.values();
  return amounts('receivables', {
    openItems: sumOf(items, ({ open }) => open),
    invoiced: sumOf(invoices, ({ amount }) => amount),
    credited: sumOf(notes, ({ amount }) => -amount),
    unapplied: sumOf(
      payments.filter(({ customer }) => customer !== null),
      (payment) => payment.unapplied,
    ),
  });
}

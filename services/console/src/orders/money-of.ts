import type { Invoice, OpenItem, Order, OrderLine } from '@o2c/client';
import {
  type Money,
  type MoneyJson,
  multiplyRatio,
  parseMoney,
  parseQuantity,
  subtract,
  sum,
  zero,
} from '@o2c/money';

/**
 * The money of an order, added exactly. What is cancelled or still ahead is told by the quantities
 * of its lines, not by what is left of its total: tax is rounded on each invoice, so that these may
 * differ from the order by a cent, and what was credited is not invoiced again.
 */
export function moneyOf(
  { currency, gross, lines }: Order,
  invoices: readonly Invoice[],
  items: readonly OpenItem[],
) {
  const total = (amounts: readonly MoneyJson[]): Money =>
    sum(
      amounts.map((amount) => parseMoney(amount)),
      currency,
    );
  const invoiced = total(invoices.map((invoice) => invoice.gross));
  const credited = total(invoices.map(({ creditedGross }) => creditedGross));
  const open = total(items.map((item) => item.open));
  const parts = lines.map(partsOf);
  return {
    ...{ ordered: parseMoney(gross), invoiced, credited, open },
    settled: subtract(subtract(invoiced, credited), open),
    cancelled: sum(
      parts.map(({ cancelled }) => cancelled),
      currency,
    ),
    ahead: sum(
      parts.map(({ ahead }) => ahead),
      currency,
    ),
  };
}

/** Cut at cumulative quantities, as credit does: what it reserves is what is ahead here. */
function partsOf({ gross, ordered, cancelled, invoiced }: OrderLine) {
  const [whole, all] = [parseMoney(gross), parseQuantity(ordered)];
  const first = (quantity: number): Money =>
    all === 0 ? zero(whole.currency) : multiplyRatio(whole, quantity, all, 'half-up');
  const wanted = first(all - parseQuantity(cancelled));
  return {
    cancelled: subtract(whole, wanted),
    ahead: subtract(wanted, first(parseQuantity(invoiced))),
  };
}

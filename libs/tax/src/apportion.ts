import type { Money } from '@o2c/money';
import { add, allocate, isZero, subtract, sum, zero } from '@o2c/money';
import type { TaxBreakdown, TaxedAmount } from './breakdown.js';
import { taxKey } from './breakdown.js';

/** A line with its net (BT-131) as its amount. */
export type NetLine = TaxedAmount & { line: number };

/**
 * What of the document a line answers for: its net (BT-131), its share of the tax, and its gross,
 * which is net, tax and its share of document allowances and charges.
 */
export type LineTotals = { line: number; net: Money; tax: Money; gross: Money };

/**
 * Spreads each tax group over its lines: allowances and charges by the size of the lines' nets, the
 * tax by what is then each line's part of the base. So the lines' taxes sum to BT-110 and their
 * grosses to BT-112. A group without lines of value (freight at a rate that no line has, free
 * goods) is spread over all lines.
 */
export function apportion(
  lines: readonly NetLine[],
  groups: readonly TaxBreakdown[],
  currency: string,
): LineTotals[] {
  const none = zero(currency);
  const start = lines.map(({ line, amount }) => ({ line, net: amount, tax: none, gross: amount }));
  return groups.reduce((totals, group) => spread(group, lines, totals), start);
}

function spread(group: TaxBreakdown, lines: readonly NetLine[], totals: LineTotals[]) {
  const none = zero(group.base.currency);
  const key = taxKey({ taxCategory: group.category, rate: group.rate });
  const nets = lines.map((line) => (taxKey(line) === key ? line.amount : none));
  const carriers = nets.every(isZero) ? lines.map(({ amount }) => amount) : nets;
  const extra = subtract(group.base, sum(nets, none.currency));
  const extras = allocate(extra, carriers.map(size));
  const bases = nets.map((net, i) => add(net, extras[i] ?? none));
  const taxes = allocate(
    group.tax,
    bases.map(({ minor }) => minor),
  );
  return totals.map((line, i) => grow(line, taxes[i] ?? none, extras[i] ?? none));
}

/** Without the sign, because a line taken back must not carry freight with the wrong one. */
function size({ minor }: Money): number {
  return Math.abs(minor);
}

function grow(line: LineTotals, tax: Money, extra: Money): LineTotals {
  return { ...line, tax: add(line.tax, tax), gross: add(add(line.gross, extra), tax) };
}

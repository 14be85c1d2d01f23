import { lineNet, money } from '@o2c/money';
import { totals, type DocumentCharge, type DocumentLine } from '@o2c/tax';
import type { Line } from './order.js';

/** What a customer is asked for. */
export type Priced = {
  readonly lines: readonly Line[];
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
};

/**
 * Lines and order with their amounts, as an EN 16931 document would have them. Freight is taxed as
 * the line with the highest net is (of equal ones the first), because it shares the fate of the
 * goods that it carries. Throws MoneyError when an amount leaves the safe range.
 */
export function priced(lines: readonly Line[], currency: string, freight?: number): Priced {
  const document = totals({
    currency,
    lines: lines.map((line) => documentLine(line, currency)),
    charges: freight === undefined ? [] : [charge(lines, currency, freight)],
  });
  const amounts = new Map(document.lines.map((line) => [line.line, line]));
  return {
    lines: lines.map((line) => {
      const { net, tax, gross } = amounts.get(line.line) ?? document;
      return { ...line, net: net.minor, tax: tax.minor, gross: gross.minor };
    }),
    net: document.net.minor,
    tax: document.tax.minor,
    gross: document.gross.minor,
  };
}

function documentLine(line: Line, currency: string): DocumentLine {
  const { taxCategory, taxRate, ordered, discountPercent, unitPrice } = line;
  return {
    line: line.line,
    quantity: ordered,
    unitPrice: { micro: unitPrice, currency },
    ...{ discountPercent, taxCategory, rate: taxRate },
  };
}

function charge(lines: readonly Line[], currency: string, freight: number): DocumentCharge {
  const nets = lines.map((line) => netOf(line, currency));
  const highest = lines[nets.indexOf(Math.max(...nets))];
  const { taxCategory, taxRate: rate } = highest ?? { taxCategory: 'O', taxRate: '0' };
  return { amount: money(freight, currency), taxCategory, rate };
}

function netOf({ ordered, unitPrice, discountPercent }: Line, currency: string): number {
  return lineNet(ordered, { micro: unitPrice, currency }, 'half-up', discountPercent).minor;
}

import type { CreditNote, DocumentLine, Invoice, TaxGroup } from './document.js';
import { taxKey } from './document.js';

/** What of an invoice line is not credited yet: millionths of its unit, minor units of its net. */
export type LineLeft = { readonly line: number; readonly quantity: number; readonly net: number };

/**
 * What of an invoice is not credited yet, in minor units. `charges` and `taxes` stand in the order
 * of the invoice's.
 */
export type Left = {
  readonly lines: readonly LineLeft[];
  readonly charges: readonly number[];
  readonly taxes: readonly Pick<TaxGroup, 'base' | 'tax'>[];
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
};

/** The invoice less its credit notes: summed from the documents themselves, so it cannot drift. */
export function leftOf(invoice: Invoice, notes: readonly CreditNote[]): Left {
  const lines = notes.flatMap((note) => note.lines);
  const charges = notes.flatMap((note) => note.charges);
  const taxes = notes.flatMap((note) => note.taxes);
  const less = (part: 'net' | 'tax' | 'gross') =>
    invoice.totals[part] - total(notes, (note) => note.totals[part]);
  return {
    lines: linesLeft(invoice.lines, lines),
    charges: invoice.charges.map((charge) => {
      return charge.amount - total(charges.filter(sameTax(charge)), ({ amount }) => amount);
    }),
    taxes: invoice.taxes.map((group) => {
      const credited = taxes.filter(sameTax(group));
      return {
        base: group.base - total(credited, ({ base }) => base),
        tax: group.tax - total(credited, ({ tax }) => tax),
      };
    }),
    ...{ net: less('net'), tax: less('tax'), gross: less('gross') },
  };
}

/** Whether a part of a document is taxed like this one. */
export function sameTax(one: Parameters<typeof taxKey>[0]) {
  const key = taxKey(one);
  return (other: Parameters<typeof taxKey>[0]): boolean => taxKey(other) === key;
}

/** The sum of what `amountOf` says of each. */
export function total<T>(list: readonly T[], amountOf: (one: T) => number): number {
  return list.reduce((sum, one) => sum + amountOf(one), 0);
}

function linesLeft(lines: readonly DocumentLine[], credited: readonly DocumentLine[]) {
  const byLine = Map.groupBy(credited, ({ line }) => line);
  return lines.map(({ line, quantity, net }): LineLeft => {
    const notes = byLine.get(line) ?? [];
    return {
      line,
      // a void takes all of a delivery back, also what was returned from it before
      quantity: Math.max(0, quantity - total(notes, (note) => note.quantity)),
      net: net - total(notes, (note) => note.net),
    };
  });
}

import type { Money } from '@o2c/money';
import { parsePercent, percentOf, sum } from '@o2c/money';

/** A group of the VAT breakdown (BG-23): category BT-118, rate BT-119, base BT-116, tax BT-117. */
export type TaxBreakdown = { category: string; rate: string; base: Money; tax: Money };

/** A part of a document's net with its tax; allowances come with their sign turned. */
export type TaxedAmount = { amount: Money; taxCategory: string; rate: string };

/** Groups by category and rate, in order of appearance; each group's tax is rounded once. */
export function breakdown(amounts: readonly TaxedAmount[], currency: string): TaxBreakdown[] {
  return [...Map.groupBy(amounts, taxKey)].flatMap(([, [first, ...others]]) =>
    first === undefined ? [] : [group(first, others, currency)],
  );
}

/** Equal for amounts of one group: "19" and "19.00" are the same rate. */
export function taxKey({ taxCategory, rate }: Pick<TaxedAmount, 'taxCategory' | 'rate'>): string {
  return `${taxCategory} ${parsePercent(rate)}`;
}

function group(first: TaxedAmount, others: TaxedAmount[], currency: string): TaxBreakdown {
  const { taxCategory, rate } = first;
  const base = sum(
    [first, ...others].map(({ amount }) => amount),
    currency,
  );
  // BR-CO-17: BT-117 = BT-116 × BT-119 ÷ 100, in the decimals of the currency
  return { category: taxCategory, rate, base, tax: percentOf(base, rate, 'half-up') };
}

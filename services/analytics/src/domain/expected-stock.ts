import type { AnyEvent } from '@o2c/contracts';

/** When more of a sku is expected next, as inventory said last; null: nothing is. */
export type ExpectedStock = {
  readonly sku: string;
  readonly sequence: number;
  readonly at: string;
  readonly expectedOn: string | null;
};

/** What a fact says of when more of a sku is expected, if it does. */
export function expectedStockOf(fact: AnyEvent): ExpectedStock | undefined {
  if (fact.type !== 'StockExpected') return undefined;
  const { sku, expectedOn = null } = fact.data;
  return { sku, sequence: fact.sequence, at: fact.time, expectedOn };
}

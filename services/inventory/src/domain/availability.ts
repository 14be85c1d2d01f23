import type { Quantity } from '@o2c/money';

/** How much could be promised from a day on. */
export type Promisable = { readonly on: string; readonly quantity: Quantity };

/**
 * Available to promise: ATP(t) = on hand − reserved − backordered + Σ expected ≤ t, for today and
 * each day on which goods are expected. What is overdue counts as expected today; where waiting
 * orders want all there will be, nothing is left to promise, never less.
 */
export function availableToPromise(
  free: Quantity,
  backordered: Quantity,
  expected: readonly { readonly expectedOn: string; readonly quantity: Quantity }[],
  today: string,
): readonly Promisable[] {
  const coming = expected.map(({ expectedOn }) => expectedOn).filter((day) => day > today);
  return [...new Set([today, ...coming])].sort().map((on) => {
    const due = expected.filter(({ expectedOn }) => expectedOn <= on);
    const come = due.reduce((sum, { quantity }) => sum + quantity, 0);
    return { on, quantity: Math.max(0, free - backordered + come) };
  });
}

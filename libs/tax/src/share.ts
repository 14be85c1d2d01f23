import type { Money, Quantity } from '@o2c/money';
import { multiplyRatio, subtract } from '@o2c/money';

/**
 * The part of a line's gross that belongs to the first `quantity` of it, cumulative:
 * half-up(gross × quantity ÷ ordered). So 0 has nothing and `ordered` has all of it.
 * Throws MoneyError when nothing was ordered.
 */
export function share(gross: Money, quantity: Quantity, ordered: Quantity): Money {
  return multiplyRatio(gross, quantity, ordered, 'half-up');
}

/**
 * The part that belongs to the quantity from `from` to `to`, both cumulative. However a line is
 * cut into pieces, the pieces sum to its gross: that is why a piece is never computed by itself.
 */
export function shareBetween(gross: Money, from: Quantity, to: Quantity, ordered: Quantity): Money {
  return subtract(share(gross, to, ordered), share(gross, from, ordered));
}

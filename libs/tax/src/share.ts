import type { Money, Quantity } from '@o2c/money';
import { multiplyRatio } from '@o2c/money';

/**
 * The part of a line's gross that belongs to the first `quantity` of it, cumulative:
 * half-up(gross × quantity ÷ ordered). So 0 has nothing and `ordered` has all of it. A piece is the
 * difference of two of them, never computed by itself: however a line is cut, its pieces sum to it.
 * Throws MoneyError when nothing was ordered.
 */
export function share(gross: Money, quantity: Quantity, ordered: Quantity): Money {
  return multiplyRatio(gross, quantity, ordered, 'half-up');
}

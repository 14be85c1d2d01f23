import { MoneyError } from './money-error.js';
import type { Money } from './money.js';
import { money, zero } from './money.js';

/** a + b. Throws MoneyError when the currencies differ or the result leaves the safe range. */
export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

/** a − b. Throws MoneyError when the currencies differ or the result leaves the safe range. */
export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
}

/** The same amount with the other sign. */
export function negate({ minor, currency }: Money): Money {
  return money(-minor, currency);
}

/** The sum of a list, zero of `currency` when empty. Throws MoneyError on another currency. */
export function sum(list: Iterable<Money>, currency: string): Money {
  let total = zero(currency);
  for (const amount of list) total = add(total, amount);
  return total;
}

/** Negative when a < b, 0 when equal, positive when a > b. Throws MoneyError across currencies. */
export function compare(a: Money, b: Money): number {
  sameCurrency(a, b);
  return Math.sign(a.minor - b.minor);
}

/** The smaller of two amounts. Throws MoneyError when the currencies differ. */
export function min(a: Money, b: Money): Money {
  return compare(a, b) <= 0 ? a : b;
}

/** Whether the amount is 0. */
export function isZero({ minor }: Money): boolean {
  return minor === 0;
}

/** Whether the amount is below 0. */
export function isNegative({ minor }: Money): boolean {
  return minor < 0;
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency)
    throw new MoneyError([`${a.currency} and ${b.currency} do not mix`]);
}

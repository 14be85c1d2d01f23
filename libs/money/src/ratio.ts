import { readDecimal } from './decimal.js';
import { MoneyError } from './money-error.js';
import type { Money } from './money.js';
import { money } from './money.js';

/**
 * What happens to half a minor unit: `half-up` goes away from zero (0.5 → 1, −0.5 → −1), as tax
 * offices and EN 16931 want it; `half-even` goes to the even neighbour, so that errors cancel out.
 */
export type Rounding = 'half-up' | 'half-even';

/**
 * money × numerator ÷ denominator, rounded once. Numbers must be integers (RangeError else).
 * Throws MoneyError when the denominator is 0 or the result leaves the safe range.
 */
export function multiplyRatio(
  { minor, currency }: Money,
  numerator: number | bigint,
  denominator: number | bigint,
  rounding: Rounding,
): Money {
  const product = BigInt(minor) * BigInt(numerator);
  return money(Number(divide(product, BigInt(denominator), rounding)), currency);
}

/** A percentage ("19", "2.5") of an amount, rounded once. Throws MoneyError. */
export function percentOf(amount: Money, percent: string, rounding: Rounding): Money {
  return multiplyRatio(amount, parsePercent(percent), WHOLE, rounding);
}

/** 100 % in the unit of `parsePercent`. */
export const WHOLE = 100_000_000;

/** Reads a percentage as millionths of a percent: "2.5" is 2500000. Throws MoneyError. */
export function parsePercent(percent: string): number {
  const faults: string[] = [];
  const scaled = readDecimal(percent, 6, faults);
  if (faults.length > 0) throw new MoneyError(faults);
  return scaled;
}

/** dividend ÷ divisor as the nearest integer, ties by `rounding`. Throws MoneyError when ÷ 0. */
export function divide(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  if (divisor === 0n) throw new MoneyError(['nothing can be divided by zero']);
  const quotient = dividend / divisor;
  const twice = 2n * absolute(dividend % divisor);
  const half = absolute(divisor);
  const away = twice === half ? rounding === 'half-up' || quotient % 2n !== 0n : twice > half;
  if (!away) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

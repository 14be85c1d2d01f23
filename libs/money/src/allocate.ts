import { MoneyError } from './money-error.js';
import type { Money } from './money.js';
import { money } from './money.js';

/**
 * Splits an amount in proportion to integer weights so that the parts always sum to the whole:
 * each part is rounded down, and the units left over go to the largest remainders, the earlier
 * part first. Splitting −x gives the negated parts of x. A weight of 0 gets nothing; when all
 * weights sum to 0 the parts are as equal as can be. Weights may be negative (a line taken back).
 * Throws MoneyError when there is something to split and no part to take it.
 */
export function allocate(whole: Money, weights: readonly number[]): Money[] {
  if (weights.length === 0 && whole.minor !== 0)
    throw new MoneyError([`${whole.minor} minor units cannot be split into no parts`]);
  const sign = whole.minor < 0 ? -1 : 1;
  const parts = split(BigInt(Math.abs(whole.minor)), positiveTotal(weights.map(BigInt)));
  return parts.map((part) => money(sign * Number(part), whole.currency));
}

/** The same proportions with a total above 0. */
function positiveTotal(weights: readonly bigint[]): readonly bigint[] {
  const sum = total(weights);
  if (sum === 0n) return weights.map(() => 1n);
  return sum > 0n ? weights : weights.map((weight) => -weight);
}

function split(whole: bigint, weights: readonly bigint[]): bigint[] {
  const sum = total(weights);
  const shares = weights.map((weight, index) => ({ index, ...floor(whole * weight, sum) }));
  const left = Number(whole - total(shares.map(({ part }) => part)));
  const byRemainder = shares.toSorted((a, b) => Number(b.remainder - a.remainder));
  const lucky = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return shares.map(({ part, index }) => (lucky.has(index) ? part + 1n : part));
}

function floor(dividend: bigint, divisor: bigint): { part: bigint; remainder: bigint } {
  const remainder = ((dividend % divisor) + divisor) % divisor;
  return { part: (dividend - remainder) / divisor, remainder };
}

function total(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => a + b, 0n);
}

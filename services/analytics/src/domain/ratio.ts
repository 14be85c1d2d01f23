import { divide } from '@o2c/money';

/**
 * amount × factor ÷ whole, rounded half-up to two decimals: 23.15 days. Amounts are minor units,
 * so the quotient is exact before it is rounded. Null when there is no whole to compare with.
 */
export function ratio(amount: number, factor: number, whole: number): number | null {
  return whole > 0 ? rounded(BigInt(amount) * BigInt(factor) * 100n, whole, 100) : null;
}

/** part ÷ whole as a percentage with one decimal: 88.5. Null when there is no whole. */
export function percentage(part: number, whole: number): number | null {
  return whole > 0 ? rounded(BigInt(part) * 1_000n, whole, 10) : null;
}

function rounded(dividend: bigint, divisor: number, scale: number): number {
  return Number(divide(dividend, BigInt(divisor), 'half-up')) / scale;
}

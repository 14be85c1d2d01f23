import * as fc from 'fast-check';
import type { Rounding } from './index.js';
import { MoneyError, divide, money, multiplyRatio, parsePercent, percentOf } from './index.js';

const cents = (minor: number) => money(minor, 'EUR');

describe('A part of an amount', () => {
  test.each<[number, number, number, Rounding, number]>([
    [1, 1, 2, 'half-up', 1],
    [-1, 1, 2, 'half-up', -1],
    [3, 1, 2, 'half-up', 2],
    [1, 1, 2, 'half-even', 0],
    [3, 1, 2, 'half-even', 2],
    [5, 1, 2, 'half-even', 2],
    [-5, 1, 2, 'half-even', -2],
    [-3, 1, 2, 'half-even', -2],
    [1, 1, 3, 'half-up', 0],
    [2, 1, 3, 'half-up', 1],
    [5, 1, -2, 'half-up', -3],
    [100, 0, 7, 'half-up', 0],
  ])('%d cents × %d ÷ %d, %s, is %d cents', (minor, numerator, denominator, rounding, expected) => {
    expect(multiplyRatio(cents(minor), numerator, denominator, rounding)).toEqual(cents(expected));
  });

  test.each<[number, string, Rounding, number]>([
    [10000, '19', 'half-up', 1900],
    [3600, '5.5', 'half-up', 198],
    [50, '5', 'half-up', 3],
    [50, '5', 'half-even', 2],
    [-50, '5', 'half-up', -3],
    [10000, '0.000001', 'half-up', 0],
    [535066, '22', 'half-up', 117715],
  ])('of %d cents at %s %%, %s, is %d cents', (minor, percent, rounding, expected) => {
    expect(percentOf(cents(minor), percent, rounding)).toEqual(cents(expected));
  });

  test.each(['19%', '', '1e1', '1,5', '0.0000001'])('of %j percent is refused', (percent) => {
    expect(() => percentOf(cents(1), percent, 'half-up')).toThrow(MoneyError);
    expect(() => parsePercent(percent)).toThrow(MoneyError);
  });

  test('needs a divisor and a result within the exact range', () => {
    expect(() => multiplyRatio(cents(1), 1, 0, 'half-up')).toThrow(MoneyError);
    expect(() => multiplyRatio(cents(2 ** 52), 4, 1, 'half-up')).toThrow(MoneyError);
  });
});

describe('Rounding', () => {
  const dividends = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  const divisors = fc.bigInt({ min: -50n, max: 50n }).filter((divisor) => divisor !== 0n);

  test.each<Rounding>(['half-up', 'half-even'])('%s gives the nearest integer', (rounding) => {
    const nearest = (dividend: bigint, divisor: bigint) => {
      const error = dividend - divide(dividend, divisor, rounding) * divisor;
      const size = divisor < 0n ? -divisor : divisor;
      expect(2n * error <= size && -2n * error <= size).toBe(true);
    };
    fc.assert(fc.property(dividends, divisors, nearest));
  });

  test('agrees with counting on the number line', () => {
    for (let dividend = -60; dividend <= 60; dividend += 1)
      for (let divisor = 1; divisor <= 12; divisor += 1) {
        const expected = nearestByCounting(dividend, divisor);
        for (const rounding of ['half-up', 'half-even'] as const)
          expect(divide(BigInt(dividend), BigInt(divisor), rounding)).toBe(expected[rounding]);
      }
  });
});

/** Tries every integer instead of dividing. */
function nearestByCounting(dividend: number, divisor: number): Record<Rounding, bigint> {
  const distance = (n: number) => Math.abs(dividend - n * divisor);
  const candidates = Array.from({ length: 131 }, (_, i) => i - 65);
  const best = Math.min(...candidates.map(distance));
  const nearest = candidates.filter((n) => distance(n) === best);
  const awayFromZero = nearest.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? NaN;
  const even = nearest.length === 1 ? awayFromZero : nearest.find((n) => n % 2 === 0);
  return { 'half-up': BigInt(awayFromZero), 'half-even': BigInt(even ?? NaN) };
}

import * as fc from 'fast-check';
import { MoneyError, allocate, money, negate, sum } from './index.js';

const parts = (minor: number, weights: number[]) =>
  allocate(money(minor, 'EUR'), weights).map((part) => part.minor);

const amounts = fc.maxSafeInteger();
const weightLists = fc.array(fc.nat({ max: 10 ** 12 }), { minLength: 1, maxLength: 50 });

describe('Splitting an amount', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [101, [1, 1, 1], [34, 34, 33]],
    [1, [1, 2], [0, 1]],
    [100, [0, 3, 1], [0, 75, 25]],
    [5, [0, 0], [3, 2]],
    [0, [1, 2], [0, 0]],
    [0, [], []],
    [19, [100, -99], [1900, -1881]],
    [19, [-100, 99], [1900, -1881]],
    [7, [5], [7]],
  ])('of %d cents by %j gives %j', (minor, weights, expected) => {
    expect(parts(minor, weights)).toEqual(expected);
  });

  test('loses and makes no cent', () => {
    const sums = (minor: number, weights: number[]) => {
      const whole = money(minor, 'EUR');
      expect(sum(allocate(whole, weights), 'EUR')).toEqual(whole);
    };
    fc.assert(fc.property(amounts, weightLists, sums));
  });

  test('loses no cent when lines taken back have negative weights', () => {
    const weights = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });
    const sums = (minor: number, list: number[]) => {
      expect(parts(minor, list).reduce((a, b) => a + b, 0)).toBe(minor);
    };
    fc.assert(fc.property(fc.integer({ min: -1e6, max: 1e6 }), weights, sums));
  });

  test('gives each part its exact share, rounded down or up', () => {
    const fair = (minor: number, weights: number[]) => {
      const total = weights.reduce((a, b) => a + BigInt(b), 0n);
      fc.pre(total > 0n);
      parts(minor, weights).forEach((part, i) => {
        const off = BigInt(part) * total - BigInt(minor) * BigInt(weights[i] ?? 0);
        expect(off < total && -off < total).toBe(true);
      });
    };
    fc.assert(fc.property(fc.maxSafeNat(), weightLists, fair));
  });

  test('of a credit mirrors that of the invoice', () => {
    const mirrored = (minor: number, weights: number[]) => {
      const whole = money(minor, 'EUR');
      expect(allocate(negate(whole), weights)).toEqual(allocate(whole, weights).map(negate));
    };
    fc.assert(fc.property(amounts, weightLists, mirrored));
  });

  test('into no parts is refused while there is something to split', () => {
    expect(() => parts(1, [])).toThrow(MoneyError);
  });
});

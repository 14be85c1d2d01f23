import * as fc from 'fast-check';
import {
  MoneyError,
  type Money,
  type Quantity,
  isNegative,
  money,
  parseQuantity,
  subtract,
  sum,
  zero,
} from '@o2c/money';
import { share } from './index.js';

const gross = money(33499, 'EUR');
const three = parseQuantity(3);

/** What belongs to the quantity between two cumulative ones. */
const piece = (whole: Money, from: Quantity, to: Quantity, ordered: Quantity): Money =>
  subtract(share(whole, to, ordered), share(whole, from, ordered));

describe('A share of a line', () => {
  test.each([
    [0, 0],
    [1, 11166],
    [2, 22333],
    [3, 33499],
  ])('for %d of 3 pieces of 334.99 is %d cents', (pieces, minor) => {
    expect(share(gross, parseQuantity(pieces), three)).toEqual(money(minor, 'EUR'));
  });

  test('shipped in pieces takes each cent once', () => {
    const pieces = [0, 1, 2].map((n) =>
      piece(gross, parseQuantity(n), parseQuantity(n + 1), three),
    );
    expect(pieces.map(({ minor }) => minor)).toEqual([11166, 11167, 11166]);
  });

  test('sums to the line however it is cut, and no piece is below zero', () => {
    const cuts = fc.array(fc.nat({ max: 10 ** 9 }), { maxLength: 20 });
    const sums = (minor: number, inner: number[]) => {
      const whole = money(minor, 'EUR');
      const ordered = 10 ** 9;
      const ends = [...inner, ordered].toSorted((a, b) => a - b);
      const pieces = ends.map((to, i) => piece(whole, ends[i - 1] ?? 0, to, ordered));
      expect(sum(pieces, 'EUR')).toEqual(whole);
      expect(pieces.some(isNegative)).toBe(false);
    };
    fc.assert(fc.property(fc.maxSafeNat(), cuts, sums));
  });

  test('of nothing ordered does not exist', () => {
    expect(() => share(gross, 0, 0)).toThrow(MoneyError);
    expect(share(gross, 0, three)).toEqual(zero('EUR'));
  });
});

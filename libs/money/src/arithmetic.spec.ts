import * as fc from 'fast-check';
import type { Money } from './index.js';
import {
  MoneyError,
  add,
  compare,
  isNegative,
  isZero,
  min,
  money,
  negate,
  subtract,
  sum,
  zero,
} from './index.js';

const eur = (minor: number): Money => money(minor, 'EUR');
const yen = money(1, 'JPY');

describe('Amounts', () => {
  test('add, subtract and turn their sign', () => {
    expect(add(eur(150), eur(-50))).toEqual(eur(100));
    expect(subtract(eur(100), eur(250))).toEqual(eur(-150));
    expect(negate(eur(7))).toEqual(eur(-7));
    expect(Object.is(negate(eur(0)).minor, 0)).toBe(true);
  });

  test('sum to zero of the currency when there are none', () => {
    expect(sum([], 'JPY')).toEqual(zero('JPY'));
    expect(sum([eur(1), eur(2), eur(-4)], 'EUR')).toEqual(eur(-1));
  });

  test('sum to the same in every order', () => {
    const amounts = fc.array(fc.integer().map(eur));
    const sameBackwards = (list: Money[]) =>
      expect(sum(list.toReversed(), 'EUR')).toEqual(sum(list, 'EUR'));
    fc.assert(fc.property(amounts, sameBackwards));
  });

  test('compare', () => {
    expect([compare(eur(1), eur(2)), compare(eur(2), eur(2)), compare(eur(3), eur(2))]).toEqual([
      -1, 0, 1,
    ]);
    expect(min(eur(-3), eur(2))).toEqual(eur(-3));
    expect([isZero(eur(0)), isNegative(eur(-1))]).toEqual([true, true]);
    expect([isZero(eur(1)), isNegative(eur(0))]).toEqual([false, false]);
  });

  test.each([
    ['add', () => add(eur(1), yen)],
    ['subtract', () => subtract(eur(1), yen)],
    ['compare', () => compare(eur(1), yen)],
    ['min', () => min(eur(1), yen)],
    ['sum', () => sum([yen], 'EUR')],
  ])('of two currencies do not %s', (_, attempt) => {
    expect(attempt).toThrow(new MoneyError(['EUR and JPY do not mix']));
  });

  test('beyond the exact range are refused, never rounded', () => {
    expect(() => add(eur(Number.MAX_SAFE_INTEGER), eur(1))).toThrow(MoneyError);
  });
});

import * as fc from 'fast-check';
import type { MoneyJson } from './index.js';
import { MoneyError, exponent, isCurrency, money, moneyJson, parseMoney, zero } from './index.js';

const currencies = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'CLF');
const safeInteger = fc.maxSafeInteger();

function faults(json: unknown): readonly string[] {
  try {
    parseMoney(json as MoneyJson);
    return [];
  } catch (error) {
    if (error instanceof MoneyError) return error.faults;
    throw error;
  }
}

describe('An amount of money', () => {
  test.each([
    ['1234.50', 'EUR', 123450],
    ['1234.5', 'EUR', 123450],
    ['-0.05', 'EUR', -5],
    ['0', 'EUR', 0],
    ['-0.00', 'EUR', 0],
    ['007', 'EUR', 700],
    ['100', 'JPY', 100],
    ['1.234', 'KWD', 1234],
    ['-1.2', 'BHD', -1200],
    ['90071992547409.91', 'EUR', Number.MAX_SAFE_INTEGER],
  ])('%s %s is %d minor units', (amount, currency, minor) => {
    expect(parseMoney({ amount, currency })).toEqual({ minor, currency });
  });

  test.each([
    ['100.5', 'JPY', '"100.5" has more than 0 decimals'],
    ['1.005', 'EUR', '"1.005" has more than 2 decimals'],
    ['1.2345', 'KWD', '"1.2345" has more than 3 decimals'],
    ['1e3', 'EUR', '"1e3" is not a plain decimal'],
    [' 1', 'EUR', '" 1" is not a plain decimal'],
    ['1\n', 'EUR', '"1\\n" is not a plain decimal'],
    ['1,5', 'EUR', '"1,5" is not a plain decimal'],
    ['1,000.00', 'EUR', '"1,000.00" is not a plain decimal'],
    ['+1', 'EUR', '"+1" is not a plain decimal'],
    ['.5', 'EUR', '".5" is not a plain decimal'],
    ['5.', 'EUR', '"5." is not a plain decimal'],
    ['--5', 'EUR', '"--5" is not a plain decimal'],
    ['', 'EUR', '"" is not a plain decimal'],
    ['NaN', 'EUR', '"NaN" is not a plain decimal'],
    ['0x10', 'EUR', '"0x10" is not a plain decimal'],
    ['１', 'EUR', '"１" is not a plain decimal'],
    ['90071992547409.92', 'EUR', '"90071992547409.92" is out of range'],
    ['-90071992547409.92', 'EUR', '"-90071992547409.92" is out of range'],
  ])('%j %s is refused', (amount, currency, fault) => {
    expect(faults({ amount, currency })).toEqual([fault]);
  });

  test.each([[1.5], [12], [null], [undefined], [{}]])('%j is refused as no string', (amount) => {
    expect(faults({ amount, currency: 'EUR' })).toHaveLength(1);
  });

  test('with two faults is refused with both', () => {
    expect(faults({ amount: '1,5', currency: 'EUP' })).toEqual([
      '"EUP" is not an ISO 4217 currency',
      '"1,5" is not a plain decimal',
    ]);
  });

  test('is refused with a short message even if the input is long', () => {
    expect(faults({ amount: '9'.repeat(100_000), currency: 'EUR' })[0]?.length).toBeLessThan(80);
  });

  test('comes back as it was written, in every currency', () => {
    const roundTrip = (minor: number, currency: string) => {
      expect(parseMoney(moneyJson(money(minor, currency)))).toEqual({ minor, currency });
    };
    fc.assert(fc.property(safeInteger, currencies, roundTrip));
  });

  test.each([
    [123450, 'EUR', '1234.50'],
    [-5, 'EUR', '-0.05'],
    [0, 'EUR', '0.00'],
    [1234, 'JPY', '1234'],
    [0, 'JPY', '0'],
    [5, 'KWD', '0.005'],
  ])('of %d minor units of %s is written %s', (minor, currency, amount) => {
    expect(moneyJson(money(minor, currency))).toEqual({ amount, currency });
  });

  test.each([0.5, NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])('never holds %d', (minor) => {
    expect(() => money(minor, 'EUR')).toThrow(MoneyError);
  });

  test('has no negative zero', () => {
    expect(Object.is(money(-0, 'EUR').minor, 0)).toBe(true);
    expect(Object.is(parseMoney({ amount: '-0', currency: 'EUR' }).minor, 0)).toBe(true);
  });
});

describe('A currency', () => {
  test.each([
    ['EUR', 2],
    ['GBP', 2],
    ['JPY', 0],
    ['ISK', 0],
    ['KRW', 0],
    ['HUF', 2],
    ['KWD', 3],
    ['BHD', 3],
    ['TND', 3],
    ['CLF', 4],
    ['XCG', 2],
    ['ZWG', 2],
  ])('%s has %d decimals', (currency, decimals) => {
    expect(exponent(currency)).toBe(decimals);
  });

  test.each(['', 'eur', 'EURO', 'XXX', 'XAU', 'DEM', '   ', '__proto__'])(
    '%j is not one',
    (code) => {
      expect(isCurrency(code)).toBe(false);
      expect(() => exponent(code)).toThrow(MoneyError);
      expect(() => zero(code)).toThrow(MoneyError);
    },
  );
});

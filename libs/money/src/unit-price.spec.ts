import * as fc from 'fast-check';
import {
  MoneyError,
  lineNet,
  money,
  parseQuantity,
  parseUnitPrice,
  quantityJson,
  unitPriceJson,
} from './index.js';

describe('A quantity', () => {
  test.each([
    [3, 3_000_000, 3],
    ['3', 3_000_000, 3],
    ['3.000', 3_000_000, 3],
    ['2.5', 2_500_000, '2.5'],
    ['2.500000', 2_500_000, '2.5'],
    ['0.000001', 1, '0.000001'],
    ['-10.10', -10_100_000, '-10.1'],
    [100, 100_000_000, 100],
    [-0, 0, 0],
  ])('of %j comes back in its shortest form', (given, quantity, written) => {
    expect(parseQuantity(given)).toBe(quantity);
    expect(quantityJson(quantity)).toBe(written);
  });

  test.each([[1.5], ['1.0000001'], ['1e3'], [' 1'], ['1,5'], [''], [NaN], [1e10], ['9007199255']])(
    'of %j is refused',
    (given) => {
      expect(() => parseQuantity(given)).toThrow(MoneyError);
    },
  );

  test('of any size comes back', () => {
    const roundTrip = (quantity: number) =>
      expect(parseQuantity(quantityJson(quantity))).toBe(quantity);
    fc.assert(fc.property(fc.maxSafeInteger(), roundTrip));
  });
});

describe('A unit price', () => {
  test.each([
    ['1.5', 'EUR', '1.50'],
    ['1.50', 'EUR', '1.50'],
    ['0.0125', 'EUR', '0.0125'],
    ['3.100000', 'EUR', '3.10'],
    ['12', 'EUR', '12.00'],
    ['100.5', 'JPY', '100.5'],
    ['100.0', 'JPY', '100'],
    ['1', 'KWD', '1.000'],
    ['-0.000001', 'EUR', '-0.000001'],
  ])('of %s %s is written %s', (amount, currency, written) => {
    expect(unitPriceJson(parseUnitPrice({ amount, currency }))).toEqual({
      amount: written,
      currency,
    });
  });

  test('has at most six decimals and a real currency', () => {
    expect(() => parseUnitPrice({ amount: '1.0000001', currency: 'XXX' })).toThrow(
      new MoneyError(['"XXX" is not an ISO 4217 currency', '"1.0000001" has more than 6 decimals']),
    );
  });
});

describe('A line', () => {
  const net = (quantity: string, amount: string, currency: string, discount?: string) =>
    lineNet(parseQuantity(quantity), parseUnitPrice({ amount, currency }), 'half-up', discount);

  test.each([
    ['16', '348.35', 'EUR', '4', 535066],
    ['10', '3.60', 'EUR', undefined, 3600],
    ['1', '100.5', 'JPY', undefined, 101],
    ['2', '100.5', 'JPY', undefined, 201],
    ['3', '0.005', 'EUR', undefined, 2],
    ['0.333333', '3', 'EUR', undefined, 100],
    ['1', '1.0005', 'KWD', undefined, 1001],
    ['1', '-0.005', 'EUR', undefined, -1],
    ['7', '12.34', 'EUR', '100', 0],
    ['1000000', '0.000001', 'EUR', '33.333333', 67],
  ])('of %s at %s %s less %s %% is rounded once', (quantity, price, currency, discount, minor) => {
    expect(net(quantity, price, currency, discount)).toEqual(money(minor, currency));
  });

  test('rounds ties to the even cent where that is asked for', () => {
    const half = parseUnitPrice({ amount: '0.005', currency: 'EUR' });
    expect(lineNet(parseQuantity(1), half, 'half-even')).toEqual(money(0, 'EUR'));
    expect(lineNet(parseQuantity(1), half)).toEqual(money(1, 'EUR'));
  });
});

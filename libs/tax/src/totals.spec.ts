import * as fc from 'fast-check';
import type { Money } from '@o2c/money';
import { MoneyError, money, moneyJson, parseQuantity, parseUnitPrice, sum } from '@o2c/money';
import type { DocumentCharge, DocumentContent, DocumentLine, DocumentTotals } from './index.js';
import { totals } from './index.js';

type LineOf = Partial<DocumentLine> & {
  price?: string;
  currency?: string;
  count?: number | string;
};

/** A line of one piece at 100.00 EUR and 19 %, but for what a test names. */
function line({ price = '100', currency = 'EUR', count = 1, ...rest }: LineOf = {}): DocumentLine {
  const unitPrice = parseUnitPrice({ amount: price, currency });
  return {
    line: 1,
    quantity: parseQuantity(count),
    unitPrice,
    taxCategory: 'S',
    rate: '19',
    ...rest,
  };
}

const freight = (minor: number, rate = '19', taxCategory = 'S'): DocumentCharge => ({
  amount: money(minor, 'EUR'),
  taxCategory,
  rate,
});

const document = (content: Partial<DocumentContent>): DocumentTotals =>
  totals({ currency: 'EUR', lines: [line()], ...content });

const text = (amount: Money): string => moneyJson(amount).amount;
const texts = (amounts: Money[]): string[] => amounts.map(text);

describe('The totals of a document', () => {
  test.each<[string, LineOf[], string, string, string]>([
    [
      '16 at 348.35 less 4 % with 22 %: net is rounded first, then tax',
      [{ count: 16, price: '348.35', discountPercent: '4', rate: '22' }],
      ...(['5350.66', '1177.15', '6527.81'] as const),
    ],
    [
      '10 at 3.60 with 5.5 %',
      [{ count: 10, price: '3.60', rate: '5.5' }],
      '36.00',
      '1.98',
      '37.98',
    ],
    [
      'ten lines of one at 3.60 with 5.5 % cost the same as one line of ten',
      Array<LineOf>(10).fill({ price: '3.60', rate: '5.5' }),
      ...(['36.00', '1.98', '37.98'] as const),
    ],
    [
      'three lines of 0.335 are rounded line by line',
      Array<LineOf>(3).fill({ price: '0.335' }),
      ...(['1.02', '0.19', '1.21'] as const),
    ],
    ['an exempt line', [{ taxCategory: 'E', rate: '0' }], '100.00', '0.00', '100.00'],
    ['a line taken back', [{ count: -1 }], '-100.00', '-19.00', '-119.00'],
  ])('%s', (_, lines, net, tax, gross) => {
    const result = document({ lines: lines.map(line) });
    expect(texts([result.net, result.tax, result.gross])).toEqual([net, tax, gross]);
    agrees(result);
  });

  test('of two lines of 100.5 yen add up as shown', () => {
    const yen = line({ price: '100.5', currency: 'JPY', rate: '10' });
    const result = totals({ currency: 'JPY', lines: [yen, { ...yen, line: 2 }] });
    expect(texts(result.lines.map(({ net }) => net))).toEqual(['101', '101']);
    expect(texts([result.lineTotal, result.tax, result.gross])).toEqual(['202', '20', '222']);
    agrees(result);
  });

  test('of a Kuwaiti document have three decimals', () => {
    const result = totals({
      currency: 'KWD',
      lines: [line({ price: '1.2345', currency: 'KWD', rate: '5' })],
    });
    expect(texts([result.net, result.tax, result.gross])).toEqual(['1.235', '0.062', '1.297']);
  });

  test('follow EN 16931 from BT-106 to BT-115', () => {
    const result = document({
      lines: [line(), line({ line: 2, price: '50', rate: '7' })],
      allowances: [freight(1000)],
      charges: [freight(590), freight(200, '7')],
      paid: money(5000, 'EUR'),
    });
    expect(texts([result.lineTotal, result.allowanceTotal, result.chargeTotal])).toEqual([
      '150.00',
      '10.00',
      '7.90',
    ]);
    expect(
      result.taxes.map(({ category, rate, base, tax }) => [category, rate, text(base), text(tax)]),
    ).toEqual([
      ['S', '19', '95.90', '18.22'],
      ['S', '7', '52.00', '3.64'],
    ]);
    const { net, tax, gross, paid, payable } = result;
    expect(texts([net, tax, gross, paid, payable])).toEqual([
      '147.90',
      '21.86',
      '169.76',
      '50.00',
      '119.76',
    ]);
    expect(texts(result.lines.map((one) => one.gross))).toEqual(['114.12', '55.64']);
    agrees(result);
  });

  test('take 19 % and 19.00 % as one rate, and another category as another group', () => {
    const lines = [line(), line({ rate: '19.00' }), line({ taxCategory: 'AE', rate: '0' })];
    expect(document({ lines }).taxes.map(({ base }) => text(base))).toEqual(['200.00', '100.00']);
  });

  test('share freight among the lines of its rate by their net', () => {
    const lines = [line(), line({ price: '300' }), line({ price: '50', rate: '7' })];
    const result = document({ lines, charges: [freight(1000)] });
    expect(texts(result.lines.map(({ gross }) => gross))).toEqual(['121.98', '365.92', '53.50']);
    agrees(result);
  });

  test('share freight at a rate that no line has among all lines', () => {
    const lines = [line({ rate: '7' }), line({ rate: '0', taxCategory: 'Z' })];
    const result = document({ lines, charges: [freight(1000)] });
    expect(texts(result.lines.map(({ gross }) => gross))).toEqual(['112.95', '105.95']);
    expect(texts(result.lines.map(({ tax }) => tax))).toEqual(['7.95', '0.95']);
    agrees(result);
  });

  test('give a line taken back its own tax, and freight with the right sign', () => {
    const lines = [line({ price: '300' }), line({ price: '100', count: -1 })];
    const result = document({ lines, charges: [freight(1000)] });
    expect(texts(result.lines.map(({ tax }) => tax))).toEqual(['58.43', '-18.53']);
    expect(texts(result.lines.map(({ gross }) => gross))).toEqual(['365.93', '-116.03']);
    agrees(result);
  });

  test('share freight equally when all goods are free', () => {
    const lines = [line({ price: '0' }), line({ price: '0' })];
    const result = document({ lines, charges: [freight(1001)] });
    expect(texts(result.lines.map(({ gross }) => gross))).toEqual(['5.96', '5.95']);
    agrees(result);
  });

  test('need a line that carries the charges, one currency and decimal rates', () => {
    expect(() => document({ lines: [], charges: [freight(1)] })).toThrow(MoneyError);
    expect(() => document({ lines: [line({ currency: 'USD' })] })).toThrow(MoneyError);
    expect(() => document({ lines: [line({ rate: '19%' })] })).toThrow(MoneyError);
    expect(document({ lines: [] }).gross).toEqual(money(0, 'EUR'));
  });

  test('are met by the lines to the cent, whatever the document', () => {
    fc.assert(fc.property(documents(), (content) => agrees(totals(content))));
  });
});

/** The identities of EN 16931, and the lines' shares summing to them. */
function agrees(result: DocumentTotals): void {
  const total = (amounts: Money[]) => sum(amounts, result.net.currency).minor;
  const { lines, taxes } = result;
  expect(total(lines.map(({ net }) => net))).toBe(result.lineTotal.minor);
  expect(total(lines.map(({ tax }) => tax))).toBe(result.tax.minor);
  expect(total(lines.map(({ gross }) => gross))).toBe(result.gross.minor);
  expect(total(taxes.map(({ base }) => base))).toBe(result.net.minor);
  expect(total(taxes.map(({ tax }) => tax))).toBe(result.tax.minor);
  const { lineTotal, allowanceTotal, chargeTotal, net, tax, gross, paid, payable } = result;
  expect(net.minor).toBe(lineTotal.minor - allowanceTotal.minor + chargeTotal.minor);
  expect(gross.minor).toBe(net.minor + tax.minor);
  expect(payable.minor).toBe(gross.minor - paid.minor);
}

function documents(): fc.Arbitrary<DocumentContent> {
  const taxed = {
    taxCategory: fc.constantFrom('S', 'AE'),
    rate: fc.constantFrom('19', '19.00', '7', '5.5', '0'),
  };
  const priced = fc.record({
    line: fc.nat(),
    quantity: fc.integer({ min: -1e9, max: 1e10 }),
    unitPrice: fc.record({ micro: fc.nat({ max: 1e10 }), currency: fc.constant('EUR') }),
    discountPercent: fc.constantFrom(undefined, '0', '3.5', '100'),
    ...taxed,
  });
  const amount = fc.nat({ max: 1e6 }).map((minor) => money(minor, 'EUR'));
  const charges = fc.array(fc.record({ amount, ...taxed }), { maxLength: 3 });
  const lines = fc.array(priced, { minLength: 1, maxLength: 30 });
  return fc.record({
    currency: fc.constant('EUR'),
    lines,
    allowances: charges,
    charges,
    paid: amount,
  });
}

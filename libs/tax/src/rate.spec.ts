import type { RateKey, TaxRate } from './index.js';
import { rateOn } from './index.js';

const rate = (country: string, percent: string, from: string): TaxRate => ({
  country,
  category: 'S',
  rateClass: 'standard',
  rate: percent,
  from,
});
const reduced = { ...rate('DE', '7', '2007-01-01'), rateClass: 'reduced' as const };

/** Germany lowered its rate for half a year; the list is in no order on purpose. */
const rates = [
  rate('DE', '16', '2020-07-01'),
  rate('DE', '19', '2007-01-01'),
  rate('DE', '19', '2021-01-01'),
  rate('FR', '20', '2014-01-01'),
  reduced,
];
const german: RateKey = { country: 'DE', category: 'S', rateClass: 'standard' };

describe('The tax rate', () => {
  test.each([
    ['2020-06-30', '19'],
    ['2020-07-01', '16'],
    ['2020-12-31', '16'],
    ['2021-01-01', '19'],
    ['2006-12-31', undefined],
  ])('in Germany on %s is %s', (date, expected) => {
    expect(rateOn(rates, german, date)).toBe(expected);
  });

  test('is that of the country, category and class', () => {
    const on = '2026-01-01';
    expect(rateOn(rates, { ...german, country: 'FR' }, on)).toBe('20');
    expect(rateOn(rates, { ...german, rateClass: 'reduced' }, on)).toBe('7');
    expect(rateOn(rates, { ...german, country: 'AT' }, on)).toBeUndefined();
    expect(rateOn(rates, { ...german, category: 'L' }, on)).toBeUndefined();
  });

  test.each(['Z', 'E', 'AE', 'G', 'K', 'O'])('of category %s is 0 without any', (category) => {
    expect(rateOn([], { ...german, category }, '2026-01-01')).toBe('0');
  });
});

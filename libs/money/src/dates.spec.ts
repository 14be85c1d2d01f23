import * as fc from 'fast-check';
import { addDays, daysBetween, endOfMonth, isDate } from './index.js';

describe('A date', () => {
  test.each([
    ['2026-02-28', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-1-01', false],
    ['0001-01-01', true],
    ['0000-01-01', false],
    ['2026-01-01T00:00:00Z', false],
    [' 2026-01-01', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isDate(text)).toBe(expected);
  });

  test.each([
    ['2026-01-31', 1, '2026-02-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-05-05', 0, '2026-05-05'],
  ])('%s and %d days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
    expect(daysBetween(date, expected)).toBe(days);
  });

  test.each([
    ['2026-01-31', '2026-01-31'],
    ['2026-02-01', '2026-02-28'],
    ['2024-02-29', '2024-02-29'],
    ['2026-12-01', '2026-12-31'],
    ['2026-04-30', '2026-04-30'],
  ])('%s is in the month that ends %s', (date, expected) => {
    expect(endOfMonth(date)).toBe(expected);
  });

  test('moved by days is that many days away', () => {
    const days = fc.integer({ min: -300_000, max: 300_000 });
    const away = (n: number) => {
      expect(daysBetween('2026-06-15', addDays('2026-06-15', n))).toBe(n);
    };
    fc.assert(fc.property(days, away));
  });

  test('that does not exist is refused', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => daysBetween('2026-01-01', 'today')).toThrow(RangeError);
    expect(() => endOfMonth('2026-02-30')).toThrow(RangeError);
  });
});

import * as fc from 'fast-check';
import {
  averageDaysDelinquent,
  dsoAverage,
  dsoBestPossible,
  dsoCountback,
  dsoPeriodEnd,
  monthsBack,
  type DsoInput,
} from './dso.js';

const nothing: DsoInput = {
  receivablesBegin: 0,
  receivablesEnd: 0,
  notPastDue: 0,
  creditSales: 0,
  days: 30,
};
/** 15,000 owed, 4,000 of it not due yet, 10,000 sold in 30 days: the textbook's example. */
const textbook: DsoInput = {
  ...nothing,
  receivablesBegin: 5_000_00,
  receivablesEnd: 15_000_00,
  notPastDue: 4_000_00,
  creditSales: 10_000_00,
};

describe('How many days of sales customers owe', () => {
  it('is 45 where 15,000 are owed and 10,000 were sold in 30 days', () => {
    expect(dsoPeriodEnd(textbook)).toBe(45);
  });

  it('would be 12 if everybody paid when due: customers are 33 days late', () => {
    expect(dsoBestPossible(textbook)).toBe(12);
    expect(averageDaysDelinquent(textbook)).toBe(33);
  });

  it('is less by the mean of begin and end while sales grow', () => {
    expect(dsoAverage(textbook)).toBe(30);
    expect(dsoAverage({ ...textbook, receivablesBegin: 15_000_00 })).toBe(45);
  });

  it('is not said where nothing was sold', () => {
    expect([dsoPeriodEnd(nothing), dsoAverage(nothing), dsoBestPossible(nothing)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  // Receivables, sales of 90 days, DSO: two years of invoices of a real company.
  it.each([
    ['2012-06-30', 5504_09, 18192_14, 27.23],
    ['2012-12-31', 5725_06, 19196_81, 26.84],
    ['2013-03-31', 5903_74, 19281_65, 27.56],
    ['2013-06-30', 5119_85, 19903_70, 23.15],
    ['2013-09-30', 5029_22, 19187_39, 23.59],
    ['2013-12-02', 4930_10, 18630_22, 23.82],
  ])('is the known figure on %s', (_, receivablesEnd, creditSales, dso) => {
    expect(dsoPeriodEnd({ ...nothing, receivablesEnd, creditSales, days: 90 })).toBe(dso);
  });
});

describe('Counting back', () => {
  const months = [
    { month: '2026-03', days: 31, sales: 10_000_00 },
    { month: '2026-02', days: 28, sales: 8_000_00 },
    { month: '2026-01', days: 31, sales: 0 },
    { month: '2025-12', days: 31, sales: 20_000_00 },
  ];

  const cases: readonly [number, number | null, string][] = [
    [0, 0, 'nothing is owed'],
    [-500_00, 0, 'customers have credit'],
    [5_000_00, 15.5, 'half of March is owed'],
    [10_000_00, 31, 'March is owed'],
    [14_000_00, 45, 'March and half of February are owed'],
    [18_000_00, 59, 'February is owed to its last cent'],
    [28_000_00, 105.5, 'a month without sales counts with all its days'],
    [38_000_00, 121, 'all that was sold is owed'],
    [38_000_01, null, 'more is owed than was ever sold'],
  ];
  it.each(cases)('of %d cents ends after %d days: %s', (receivables, days) => {
    expect(dsoCountback(receivables, months)).toBe(days);
  });

  it('never takes longer when less is owed', () => {
    fc.assert(
      fc.property(fc.nat(38_000_00), fc.nat(38_000_00), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(dsoCountback(less, months)).toBeLessThanOrEqual(dsoCountback(more, months) ?? 0);
      }),
    );
  });

  it('takes the month of the last day as far as it had come, and leaves out no month', () => {
    const days = [
      { on: '2025-12-30', sales: 5 },
      { on: '2026-02-01', sales: 7 },
      { on: '2026-02-10', sales: 1 },
      { on: '2026-02-11', sales: 100 },
    ];
    expect(monthsBack(days, '2026-02-10')).toEqual([
      { month: '2026-02', days: 10, sales: 8 },
      { month: '2026-01', days: 31, sales: 0 },
      { month: '2025-12', days: 31, sales: 5 },
    ]);
    expect(monthsBack([], '2026-02-10')).toEqual([]);
  });
});

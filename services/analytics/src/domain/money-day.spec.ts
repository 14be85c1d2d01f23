import { FLOWS, type Flow } from './daily-amount.js';
import { amountsOf, cashDays, type MoneyDay, periodOf } from './money-day.js';

/** A day on which nothing moved. */
function emptyDay(on: string): MoneyDay {
  const flows = FLOWS.map((flow) => [flow, 0] as const);
  return { on, ...(Object.fromEntries(flows) as { [F in Flow]: number }) };
}

describe('The amounts of a period', () => {
  const days = [
    { ...emptyDay('2026-01-31'), invoiced: 1_000 },
    { ...emptyDay('2026-02-01'), invoiced: 500, applied: 300, received: 400 },
    { ...emptyDay('2026-02-14'), loaded: 200, credited: 50, writtenOff: 10, refunded: 100 },
    { ...emptyDay('2026-02-28'), unapplied: 300, reversed: 300 },
    { ...emptyDay('2026-03-01'), invoiced: 9_999, received: 9_999 },
  ];
  const february = { from: '2026-02-01', to: '2026-02-28' };

  it('are what was owed before and after it, and what was sold and collected in it', () => {
    expect(amountsOf(days, february)).toEqual({
      days: 28,
      receivablesBegin: 1_000,
      receivablesEnd: 1_000 + 500 - 300 + 200 - 50 - 10 + 300,
      creditSales: 500 + 200 - 50,
      applied: 0,
      received: 400,
      months: [
        { month: '2026-02', days: 28, sales: 650 },
        { month: '2026-01', days: 31, sales: 1_000 },
      ],
    });
  });

  it('list the days on which cash moved', () => {
    expect(cashDays(days, february).map(({ on }) => on)).toEqual([
      '2026-02-01',
      '2026-02-14',
      '2026-02-28',
    ]);
  });

  it.each([
    [undefined, undefined, { from: '2025-12-03', to: '2026-03-02' }],
    ['2026-01-01', undefined, { from: '2026-01-01', to: '2026-03-02' }],
    [undefined, '2013-06-30', { from: '2013-04-02', to: '2013-06-30' }],
    ['2026-05-01', undefined, { from: '2026-05-01', to: '2026-05-01' }],
  ])('belong to the 90 days up to today unless it is said: %s to %s', (from, to, period) => {
    expect(periodOf(from, to, '2026-03-02')).toEqual(period);
  });
});

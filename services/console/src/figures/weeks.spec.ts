import { weeksOf } from './weeks.js';

describe('Cash per week', () => {
  const on = (day: string, received: string, reversed = '0.00') => ({
    on: day,
    received: { amount: received, currency: 'EUR' },
    reversed: { amount: reversed, currency: 'EUR' },
    refunded: { amount: '0.00', currency: 'EUR' },
  });

  it('has a column for every week that the period touches, also for those without any', () => {
    const period = { from: '2026-11-02', to: '2026-11-23' };
    const days = [on('2026-11-02', '10.00'), on('2026-11-08', '5.00'), on('2026-11-22', '1.00')];
    expect(weeksOf(days, 'EUR', period).map(({ value }) => value)).toEqual([1_500, 0, 100, 0]);
  });

  it('is below nothing where the bank took back more than came in', () => {
    const period = { from: '2026-11-02', to: '2026-11-08' };
    const [week] = weeksOf([on('2026-11-05', '10.00', '12.50')], 'EUR', period);
    expect(week).toMatchObject({ value: -250, tone: 'bad' });
  });
});

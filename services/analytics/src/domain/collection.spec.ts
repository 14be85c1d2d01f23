import { cashApplicationRate, collectionEffectiveness, holdRate } from './collection.js';

describe('How well money is collected', () => {
  // Begin, sales, end, end not past due: the same data give 55.9 or 79.6 by definition alone.
  it.each([
    [400_000, 1_200_000, 350_000, 280_000, 94.7, 'sales of the period'],
    [6_200, 10_890, 6_340, 3_590, 79.6, 'sales of the period'],
    [6_200, 10_890 / 3, 6_340, 3_590, 55.9, 'sales divided by its three months'],
  ])('%d owed, %d sold, %d owed, %d of it not due: %d %% (%s)', (begin, sales, end, due, cei) => {
    const input = {
      receivablesBegin: begin,
      creditSales: sales,
      receivablesEnd: end,
      notPastDue: due,
    };
    expect(collectionEffectiveness(input)).toBe(cei);
  });

  it('is 88.5 % of receipts that settle something, 11.5 % wait', () => {
    expect(cashApplicationRate(186_2, 210_4)).toBe(88.5);
    expect(cashApplicationRate(210_4 - 186_2, 210_4)).toBe(11.5);
  });

  it('is not said where nothing came in, or nothing was ordered', () => {
    expect(cashApplicationRate(0, 0)).toBeNull();
    expect(holdRate(0, 0)).toBeNull();
    expect(holdRate(3, 40)).toBe(7.5);
  });
});

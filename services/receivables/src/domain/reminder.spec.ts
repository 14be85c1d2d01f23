import { type DueItem, levelOf, lettersOf } from './reminder.js';

const due = (document: string, daysOverdue: number, more: Partial<DueItem> = {}): DueItem => ({
  id: document,
  customer: 'ACME',
  currency: 'EUR',
  document,
  dueDate: '2026-01-01',
  daysOverdue,
  amount: 100,
  ...more,
});

describe('A reminder', () => {
  it.each([
    [0, 0],
    [6, 0],
    [7, 1],
    [20, 1],
    [21, 2],
    [34, 2],
    [35, 3],
    [400, 3],
  ])('of an item %i days overdue has level %i', (days, level) => {
    expect(levelOf(days)).toBe(level);
  });

  it('is one letter per customer and currency, at the highest level of its items', () => {
    const letters = lettersOf([
      due('A', 8),
      due('B', 40),
      due('C', 25, { currency: 'USD' }),
      due('D', 7, { customer: 'Other' }),
    ]);
    expect(letters).toMatchObject([
      {
        customer: 'ACME',
        level: 3,
        total: 200,
        items: [
          { document: 'B', level: 3 },
          { document: 'A', level: 1 },
        ],
      },
      { customer: 'ACME', currency: 'USD', level: 2, total: 100 },
      { customer: 'Other', level: 1 },
    ]);
  });

  it('is not written when nothing is due', () => {
    expect(lettersOf([])).toEqual([]);
  });
});

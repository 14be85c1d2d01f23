import { dueDate, isTerms } from './index.js';

describe('Payment terms', () => {
  test.each([
    ['net30', '2026-01-31', '2026-03-02'],
    ['net30', '2024-01-31', '2024-03-01'],
    ['net0', '2026-05-05', '2026-05-05'],
    ['net14', '2026-12-24', '2027-01-07'],
    ['eom+15', '2026-01-01', '2026-02-15'],
    ['eom+15', '2026-01-31', '2026-02-15'],
    ['eom+15', '2026-11-20', '2026-12-15'],
    ['eom+0', '2024-02-10', '2024-02-29'],
    ['eom+30', '2026-01-10', '2026-03-02'],
    ['day15', '2026-01-14', '2026-01-15'],
    ['day15', '2026-01-15', '2026-01-15'],
    ['day15', '2026-01-16', '2026-02-15'],
    ['day15', '2026-12-16', '2027-01-15'],
    ['day31', '2026-02-10', '2026-02-28'],
    ['day30', '2026-01-31', '2026-02-28'],
    ['day31', '2026-04-30', '2026-04-30'],
    ['day1', '2026-01-02', '2026-02-01'],
  ])('%s make a document of %s due on %s', (terms, documentDate, due) => {
    expect(isTerms(terms)).toBe(true);
    expect(dueDate(terms, documentDate)).toBe(due);
  });

  test.each([
    '',
    'net',
    'net-5',
    'net1000',
    'Net30',
    'eom',
    'eom15',
    'eom+',
    'day0',
    'day32',
    'day015',
    'prepaid',
    'cod',
    '2/10 net30',
  ])('%j are none', (terms) => {
    expect(isTerms(terms)).toBe(false);
    expect(() => dueDate(terms, '2026-01-01')).toThrow(RangeError);
  });

  test.each(['net30', 'eom+15', 'day15'])('%s need a real document date', (terms) => {
    expect(() => dueDate(terms, '2026-02-30')).toThrow(RangeError);
  });
});

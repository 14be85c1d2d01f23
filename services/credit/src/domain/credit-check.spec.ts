import type { Credit, CreditCommand } from './credit-account.js';
import { account, credit, decided, limited, order, said, waiting } from './sample-credit.js';
import { unseen } from './reservation.js';

/** What is the case, what is asked, and what credit says. */
type Case = readonly [
  title: string,
  state: Credit,
  command: CreditCommand,
  says: readonly string[],
];

const OVERDUE = { amount: 5_000, days: 10 };
const owing = (on: string, amount: number, terms = {}) =>
  account({ overdue: OVERDUE, ...terms }, { due: [{ on, amount }] });

describe('A new order', () => {
  const everything = owing('2026-02-01', 6_000, {
    limit: 0,
    blocked: 'fraud',
    reviewOn: '2026-01-01',
  });
  const cases: readonly Case[] = [
    ['passes where no limit is set', credit(account()), order(500), ['CreditApproved order 5.00']],
    [
      'passes when it fits to the cent',
      credit(limited(10_000, 9_000)),
      order(1_000),
      ['CreditApproved order 10.00'],
    ],
    [
      'is held for a cent over the limit, and told so',
      credit(limited(10_000, 9_000)),
      order(1_001),
      ['CreditHeld order credit.limit 0.01'],
    ],
    [
      'passes when it is free of charge',
      credit(limited(0, 5)),
      order(0),
      ['CreditApproved order 0.00'],
    ],
    [
      'is held while the customer is blocked',
      credit(account({}, { customerBlocked: 'insolvent' })),
      order(100),
      ['CreditHeld order credit.blocked'],
    ],
    [
      'is held while the account is blocked',
      credit(account({ blocked: 'fraud' })),
      order(100),
      ['CreditHeld order credit.blocked'],
    ],
    [
      'is held in a currency in which the customer has no credit',
      credit(account({}, { isForeign: true })),
      order(100),
      ['CreditHeld order credit.currency'],
    ],
    [
      'is held while too much is overdue for too long',
      credit(owing('2026-02-01', 6_000)),
      order(100),
      ['CreditHeld order credit.overdue 10.00'],
    ],
    [
      'passes while much is overdue for a few days',
      credit(owing('2026-02-20', 6_000)),
      order(100),
      ['CreditApproved order 1.00'],
    ],
    [
      'passes while little is overdue for long',
      credit(owing('2025-02-01', 5_000)),
      order(100),
      ['CreditApproved order 1.00'],
    ],
    [
      'passes when nothing was overdue on its own date',
      credit(owing('2026-02-01', 6_000)),
      order(100, { orderedOn: '2026-02-01' }),
      ['CreditApproved order 1.00'],
    ],
    [
      'passes on the last day before a review',
      credit(account({ reviewOn: '2026-03-02' })),
      order(100),
      ['CreditApproved order 1.00'],
    ],
    [
      'is held when the review is late',
      credit(account({ reviewOn: '2026-03-01' })),
      order(100),
      ['CreditHeld order credit.review_expired'],
    ],
    [
      'is told every reason at once',
      credit(everything),
      order(100),
      [
        'CreditHeld order credit.blocked, credit.limit 1.00, credit.overdue 10.00, ' +
          'credit.review_expired',
      ],
    ],
    [
      'of the past is not checked',
      credit(everything),
      order(100, { history: true }),
      ['CreditApproved order 1.00'],
    ],
    [
      'that comes as cancelled needs no answer',
      credit(limited(0)),
      order(9, { cancelled: true }),
      [],
    ],
    [
      'passes where a larger one waits',
      credit(limited(1_000), unseen('order'), waiting(5_000, 'large')),
      order(1_000),
      ['CreditApproved order 10.00'],
    ],
  ];
  test.each(cases)('%s', (_, state, command, says) => {
    expect(said(state, command)).toEqual(['order-noted', ...says]);
  });

  test('names limit, exposure and what is available', () => {
    const [, approved] = decided(credit(limited(10_000, 9_000)), order(400));
    expect(approved?.data).toMatchObject({
      ...{ order: 'order', seller: 'seller', customer: 'customer', decision: 'decision' },
      amount: { amount: '4.00', currency: 'EUR' },
      limit: { amount: '100.00', currency: 'EUR' },
      exposure: { amount: '94.00', currency: 'EUR' },
      available: { amount: '6.00', currency: 'EUR' },
      expiresAt: '2026-05-01T09:30:00.000Z',
    });
  });
});

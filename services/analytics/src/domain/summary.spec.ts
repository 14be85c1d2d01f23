import { catalogue, type DataOf, EVENT_TYPES, type EventType, type Fact } from '@o2c/contracts';
import { summaryOf } from './summary.js';

const example = (type: EventType, changes: object = {}) =>
  ({ type, data: { ...catalogue[type].example, ...changes } }) as Fact;
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const HOLDS = [
  ...['order.duplicate', 'credit.limit', 'credit.overdue', 'credit.review_expired'],
  ...['credit.blocked', 'credit.approval_expired', 'credit.currency'],
];

describe('What happened to an order', () => {
  it.each(EVENT_TYPES)('is told in one plain sentence: %s', (type) => {
    const sentence = summaryOf(example(type));
    expect(sentence).toMatch(/^[A-Z0-9].*\.$|^web shop .*\.$|^controller .*\.$/);
    expect(sentence).not.toMatch(/undefined|null|object|NaN|\n/);
  });

  const sentences: readonly [EventType, object, string][] = [
    ['OrderPlaced', {}, 'web shop placed SO-2026-000123, 1 line over 119.00 EUR.'],
    [
      'OrderPlaced',
      { holds: [{ hold: '1', code: 'order.duplicate', reasons: [{ message: 'Came before' }] }] },
      'web shop placed SO-2026-000123, 1 line over 119.00 EUR; held: Came before.',
    ],
    [
      'CreditHeld',
      {},
      'Credit held 119.00 EUR: The order exceeds the available credit by 69.00 EUR.',
    ],
    [
      'CreditHeld',
      { restated: true },
      'Credit still holds 119.00 EUR: The order exceeds the available credit by 69.00 EUR.',
    ],
    ['CreditApproved', {}, 'Credit approved 119.00 EUR; 9881.00 EUR is still available.'],
    ['CreditApproved', { manual: true, available: null }, 'A controller approved 119.00 EUR.'],
    [
      'CustomerRegistered',
      {},
      'Customer ACME GmbH was registered, with a credit limit of 10000.00 EUR.',
    ],
    ['CustomerRegistered', { initialCredit: undefined }, 'Customer ACME GmbH was registered.'],
    ['CreditLimitChanged', { limit: null }, 'There is no credit limit from now on.'],
    ['StockBackordered', {}, '40 of A-100 backordered, next expected on 2026-12-03.'],
    [
      'StockReserved',
      { lines: [1, 2, 3, 4, 5].map((line) => ({ line, sku: `A-${line}`, quantity: line })) },
      '1 of A-1, 2 of A-2, 3 of A-3, 2 more reserved.',
    ],
    [
      'Shipped',
      { shorts: [{ line: 1, sku: 'A-100', quantity: 2, reason: 'not found' }] },
      'SH-2026-000045 left main with DHL: 10 of A-100; short by 2 of A-100.',
    ],
    ['Invoiced', {}, 'INV-2026-000099 over 119.00 EUR was issued, due on 2026-04-01.'],
    [
      'PaymentApplied',
      { open: eur('10.00') },
      '119.00 EUR was paid on INV-2026-000099; 10.00 EUR is left open.',
    ],
    [
      'HoldReleased',
      { comment: 'by phone' },
      'controller released the hold for the credit limit: payment announced; by phone.',
    ],
    [
      'HoldRejected',
      { code: 'order.duplicate', reason: 'Ordered twice', comment: undefined },
      'controller rejected the order, held for a repeated purchase order: Ordered twice.',
    ],
    ['OrderCancelled', { reason: 'cancelled' }, 'SO-2026-000123 was cancelled.'],
    ['OrderCancelled', { reason: 'Not needed' }, 'SO-2026-000123 was cancelled: Not needed.'],
    ['OrderCancelled', { reason: 'constructor' }, 'SO-2026-000123 was cancelled: constructor.'],
    [
      'OrderCancelled',
      { reason: 'credit.rejected' },
      'SO-2026-000123 was cancelled as credit for it was refused.',
    ],
    [
      'OrderChanged',
      { reason: 'changed' },
      'SO-2026-000123, 1 line over 119.00 EUR, is what was ordered now.',
    ],
    [
      'ReservationReleased',
      { reason: 'short', backorders: [] },
      '10 of A-100 no longer promised as it was not found.',
    ],
    [
      'StockAdjusted',
      { reason: 'short: broken' },
      'Stock of A-100 at main was adjusted by -2: picked short, broken.',
    ],
    ['StockAdjusted', { reason: 'expired' }, 'Stock of A-100 at main was adjusted by -2: expired.'],
    ['ShipmentVoided', { reason: 'cancelled' }, 'SH-2026-000045 was voided after a cancellation.'],
    ['OpenItemClosed', {}, 'INV-2026-000099 is settled.'],
  ];
  it.each(sentences)('reads well: %s %j', (type, changes, sentence) => {
    expect(summaryOf(example(type, changes))).toBe(sentence);
  });

  const codes: readonly [EventType, string, readonly string[]][] = [
    ['HoldReleased', 'code', HOLDS],
    ['HoldRejected', 'code', HOLDS],
    ['OrderChanged', 'reason', ['cancelled', 'changed', 'decreased']],
    ['OrderCancelled', 'reason', ['cancelled', 'decreased', 'credit.rejected']],
    ['CancelRequested', 'cause', ['cancelled', 'decreased', 'expired']],
    ['ReservationReleased', 'reason', ['cancelled', 'decreased', 'expired', 'short']],
    ['ShipmentVoided', 'reason', ['cancelled']],
    ['PaymentUnapplied', 'reason', ['unapplied']],
    ['WrittenOff', 'reason', ['small_balance']],
  ];
  it.each(codes)('is told without a code: %s, %s', (type, field, values) => {
    for (const value of values) {
      const sentence = summaryOf(example(type, { [field]: value }));
      expect(sentence).not.toMatch(/[a-z]_[a-z]|[a-z]\.[a-z]|: \w+\.$/);
    }
  });

  it('is still told when its type has left the catalogue', () => {
    const data = {} as DataOf<'Delivered'>;
    expect(summaryOf({ type: 'GoodsPraised' as 'Delivered', data })).toBe('GoodsPraised.');
  });
});

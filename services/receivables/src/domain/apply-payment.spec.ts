import {
  apply,
  bounced,
  closed,
  creditNote,
  found,
  item,
  line,
  type Line,
  outcome,
  paid,
  paidItem,
  payment,
  refund,
  reverse,
  toCash,
  toInvoice,
  unapply,
  unknownPayer,
} from './example-rows.js';

const rules: readonly Line[] = [
  ['an unknown payment cannot be applied', [item()], apply(line('1.00')), 'payment.unknown'],
  [
    'a bounced payment cannot be applied',
    [item(), bounced],
    apply(line('1.00')),
    'payment.already_reversed',
  ],
  [
    'a clerk’s application counts from today',
    [item(), payment()],
    apply(line('60.00')),
    [`${toInvoice} 6000 2026-03-10`, 'PaymentApplied'],
  ],
  [
    'an application of history counts from the payment',
    [item(), payment({ history: true })],
    apply(line('60.00')),
    [`${toInvoice} 6000 2026-03-05`, 'PaymentApplied'],
  ],
  [
    'applying a payment of an unknown payer says who paid',
    [item(), unknownPayer],
    apply(line('100.00')),
    [
      ...['unidentified_cash>unapplied_cash 10000 2026-03-10', 'PaymentIdentified'],
      ...[`${toInvoice} 10000 2026-03-10`, 'PaymentApplied', 'OpenItemClosed'],
    ],
  ],
  [
    'a clerk may say who paid and apply nothing',
    [unknownPayer],
    { ...apply(), customer: 'ACME', found: { ...found, items: [], customer: 'ACME' } },
    ['unidentified_cash>unapplied_cash 10000 2026-03-10', 'PaymentIdentified'],
  ],
  [
    'whoever comes second finds too little cash',
    [item(), payment({ unapplied: 500 })],
    apply(line('6.00')),
    'payment.not_enough',
  ],
  [
    'whoever comes second finds too little open',
    [item({ open: 500 }), payment()],
    apply(line('6.00')),
    'open_item.not_enough',
  ],
  ['nothing chosen is a fault', [item(), payment()], apply(), 'content.invalid'],
  [
    'an item not heard of yet may be on its way',
    [payment()],
    apply(line('1.00', 'I9')),
    'reference.unknown',
  ],
  [
    'a credit note takes no payment',
    [{ ...creditNote, id: 'I1' }, payment()],
    apply(line('1.00')),
    'content.invalid',
  ],
  [
    'an item of another customer takes no payment',
    [item({ customer: 'Other' }), payment()],
    apply(line('1.00')),
    'content.invalid',
  ],
  [
    'an application is taken back today, whatever its own date',
    [paidItem, paid],
    unapply(),
    [`${toCash} 6000 2026-03-10`, 'PaymentUnapplied'],
  ],
  [
    'taking back opens a closed item again',
    [closed, paid],
    unapply({ applications: ['A1'] }),
    [`${toCash} 6000 2026-03-10`, 'PaymentUnapplied', 'OpenItemReopened'],
  ],
  [
    'what is not applied cannot be taken back',
    [item(), payment()],
    unapply(),
    'payment.not_applied',
  ],
  [
    'an unknown application cannot be taken back',
    [paidItem, paid],
    unapply({ applications: ['A1', 'A9'] }),
    'payment.not_applied',
  ],
  ['an application to an item that was not looked up is looked up', [paid], unapply(), 'again'],
  [
    'a bounced payment gives everything back',
    [paidItem, paid],
    reverse,
    [
      ...[`${toCash} 6000 2026-03-10`, 'PaymentUnapplied'],
      ...['unapplied_cash>bank 10000 2026-03-10', 'PaymentReversed'],
    ],
  ],
  ['a bounced payment bounces once', [bounced], reverse, 'payment.already_reversed'],
  [
    'a refunded payment has nothing to give back',
    [payment({ unapplied: 0, refunded: 10_000 })],
    reverse,
    'payment.not_enough',
  ],
  [
    'a payment of an unknown payer bounces too',
    [unknownPayer],
    reverse,
    ['unidentified_cash>bank 10000 2026-03-10', 'PaymentReversed'],
  ],
  [
    'all unapplied cash is refunded',
    [paid],
    refund(),
    ['unapplied_cash>refunds 4000 2026-03-10', 'PaymentRefunded'],
  ],
  [
    'part of it is refunded',
    [paid],
    refund('10.00'),
    ['unapplied_cash>refunds 1000 2026-03-10', 'PaymentRefunded'],
  ],
  ['applied cash is not refunded', [paid], refund('41.00'), 'payment.not_enough'],
  [
    'a payment without unapplied cash has no refund',
    [payment({ unapplied: 0, applied: 10_000 })],
    refund(),
    'payment.not_enough',
  ],
  [
    'a refund in another currency is refused',
    [paid],
    { ...refund(), amount: { amount: '1.00', currency: 'USD' } },
    'content.invalid',
  ],
];

describe('What clerks do with payments', () => {
  it.each(rules)('%s', (_, rows, command, expected) => {
    expect(outcome(rows, command)).toEqual(expected);
  });
});

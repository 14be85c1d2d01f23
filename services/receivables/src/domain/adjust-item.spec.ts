import {
  applyCredit,
  closed,
  creditNote,
  dispute,
  eur,
  item,
  line,
  type Line,
  outcome,
  paidItem,
  payment,
  remind,
  settle,
  toInvoice,
  writeOff,
} from './example-rows.js';

const rules: readonly Line[] = [
  [
    'an unknown credit note settles nothing',
    [item()],
    applyCredit(line('1.00')),
    'open_item.unknown',
  ],
  [
    'an open credit note settles an invoice, from today',
    [item(), creditNote],
    applyCredit(line('30.00')),
    [
      'clearing>receivables 3000 2026-03-10',
      'receivables>clearing 3000 2026-03-10',
      'CreditApplied',
    ],
  ],
  [
    'a credit note settles no more than is left of it',
    [item(), creditNote],
    applyCredit(line('41.00')),
    'open_item.not_enough',
  ],
  [
    'a credit note settles no more than is open',
    [item({ open: 500 }), creditNote],
    applyCredit(line('6.00')),
    'open_item.not_enough',
  ],
  [
    'an invoice is no credit note',
    [item(), item({ id: 'C1' })],
    applyCredit(line('1.00')),
    'content.invalid',
  ],
  ['an unknown item cannot be disputed', [], dispute('1.00'), 'open_item.unknown'],
  ['an item is disputed in part', [item()], dispute('20.00'), ['ItemDisputed']],
  [
    'a dispute that is there already changes nothing',
    [item({ disputed: 2_000 })],
    dispute('20.00'),
    [],
  ],
  ['no more is disputed than is open', [item({ open: 0 })], dispute('20.00'), []],
  ['a negative dispute is refused', [item()], dispute('-1.00'), 'content.invalid'],
  ['a stale dispute is refused', [item()], dispute('1.00', { version: 7 }), 'precondition.failed'],
  [
    'what is open is written off',
    [paidItem],
    writeOff(),
    ['write_off>receivables 4000 2026-03-10', 'WrittenOff', 'OpenItemClosed'],
  ],
  [
    'of a credit note, what the customer will not claim',
    [creditNote],
    writeOff({ item: 'C1' }),
    ['receivables>write_off 4000 2026-03-10', 'WrittenOff', 'OpenItemClosed'],
  ],
  ['a closed item is not written off', [closed], writeOff(), 'open_item.closed'],
  [
    'no more is written off than is open',
    [paidItem],
    writeOff({ amount: eur('41.00') }),
    'open_item.not_enough',
  ],
  [
    'a large write-off needs more rights',
    [item({ amount: 20_000, open: 20_000 })],
    writeOff({ unlimited: false }),
    'write_off.forbidden',
  ],
  [
    'the limit holds for an item, not for each piece',
    [item({ amount: 20_000, writtenOff: 9_000 })],
    writeOff({ unlimited: false, amount: eur('10.01') }),
    'write_off.forbidden',
  ],
  ['an item is reminded of', [item()], remind(), ['ReminderSent']],
  ['each level once', [item({ reminded: 1 })], remind(), []],
  ['a higher level still comes', [item({ reminded: 1 })], remind(2), ['ReminderSent']],
  ['never of what is disputed', [item({ disputed: 10_000 })], remind(), []],
  ['never of history', [item({ history: true })], remind(), []],
  ['never of what is paid', [closed], remind(), []],
  ['never of what is not there', [], remind(), []],
  [
    'a payment and its document that missed each other meet later',
    [item(), payment({ awaited: ['INV-1'] })],
    settle,
    [`${toInvoice} 10000 2026-03-05`, 'PaymentApplied', 'OpenItemClosed'],
  ],
  ['once they have met there is nothing to do', [closed, payment({ unapplied: 0 })], settle, []],
];

describe('What is done to items', () => {
  it.each(rules)('%s', (_, rows, command, expected) => {
    expect(outcome(rows, command)).toEqual(expected);
  });
});

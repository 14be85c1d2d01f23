import {
  closed,
  credit,
  creditNote,
  document,
  eur,
  item,
  type Line,
  load,
  open,
  outcome,
  parties,
  payment,
  toInvoice,
  unknownPayer,
} from './example-rows.js';

const rules: readonly Line[] = [
  ['an invoice opens an item', [], open(), ['item-opened', 'receivables>sales 10000 2026-03-01']],
  ['an invoice that is open already changes nothing', [item()], open(), []],
  [
    'an invoice of nothing is closed at once',
    [],
    open({ item: document({ amount: 0 }) }),
    ['item-opened', 'OpenItemClosed'],
  ],
  [
    'an invoice takes the payment that waited for it, and learns its payer',
    [unknownPayer],
    open(),
    [
      ...['item-opened', 'receivables>sales 10000 2026-03-01'],
      ...['unidentified_cash>unapplied_cash 10000 2026-03-05', 'PaymentIdentified'],
      ...[`${toInvoice} 10000 2026-03-05`, 'PaymentApplied', 'OpenItemClosed'],
    ],
  ],
  [
    'a payment that came before the document counts from the document’s date',
    [payment({ awaited: ['RF18INV1'], valueDate: '2026-02-01', unapplied: 500, amount: 500 })],
    open(),
    [
      ...['item-opened', 'receivables>sales 10000 2026-03-01'],
      ...[`${toInvoice} 500 2026-03-01`, 'PaymentApplied'],
    ],
  ],
  [
    'a payment in another currency is left to a clerk',
    [payment({ awaited: ['INV-1'], currency: 'USD' })],
    open(),
    ['item-opened', 'receivables>sales 10000 2026-03-01'],
  ],
  ['a credit note waits for its invoice', [], credit, 'waits for Invoiced I1'],
  ['a credit note that is open already changes nothing', [item(), creditNote], credit, []],
  [
    'a credit note settles its invoice in part',
    [item()],
    credit,
    [
      ...['item-opened', 'credit_notes>receivables 4000 2026-03-01'],
      ...['clearing>receivables 4000 2026-03-01', 'receivables>clearing 4000 2026-03-01'],
      ...['CreditApplied', 'OpenItemClosed'],
    ],
  ],
  [
    'a credit note of a paid invoice stays open',
    [closed],
    credit,
    ['item-opened', 'credit_notes>receivables 4000 2026-03-01'],
  ],
  [
    'a loaded document opens an item once',
    [],
    load(),
    ['claimed', 'item-opened', 'receivables>opening_balance 5000 2026-01-01', 'OpenItemLoaded'],
  ],
  [
    'a loaded credit note is negative, with or without its minus',
    [],
    load({ kind: 'credit_note' }),
    ['claimed', 'item-opened', 'opening_balance>receivables 5000 2026-01-01', 'OpenItemLoaded'],
  ],
  [
    'a number that was loaded before is refused',
    [{ is: 'claim', key: 'document:S:invoice:EXT-1', holder: 'L0' }],
    load(),
    'document.exists',
  ],
  [
    'a number that billing gave is refused',
    [],
    load({ found: { ...parties, payments: [], existing: 'I1' } }),
    'document.exists',
  ],
  [
    'a document of an unknown customer waits a moment',
    [],
    load({ found: { ...parties, customer: undefined, payments: [] } }),
    'reference.unknown',
  ],
  ['an invoice below 0 is refused', [], load({ amount: eur('-5.00') }), 'content.invalid'],
  [
    'a loaded document takes the payment that waited for it',
    [payment({ awaited: ['EXT-1'] })],
    load({ found: { ...parties, payments: [{ id: 'P1', application: 'X1' }] } }),
    [
      ...['claimed', 'item-opened', 'receivables>opening_balance 5000 2026-01-01'],
      ...['OpenItemLoaded', `${toInvoice} 5000 2026-03-05`, 'PaymentApplied', 'OpenItemClosed'],
    ],
  ],
];

describe('A document', () => {
  it.each(rules)('%s', (_, rows, command, expected) => {
    expect(outcome(rows, command)).toEqual(expected);
  });
});

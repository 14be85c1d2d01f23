import {
  closed,
  eur,
  found,
  item,
  line,
  type Line,
  outcome,
  parties,
  payment,
  receive,
  toInvoice,
} from './example-rows.js';

const rules: readonly Line[] = [
  [
    'a payment naming an invoice settles it',
    [item()],
    receive(),
    [
      ...['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
      ...[`${toInvoice} 10000 2026-03-05`, 'PaymentApplied', 'OpenItemClosed'],
    ],
  ],
  [
    'a short payment leaves the rest open',
    [item()],
    receive({ amount: eur('90.00') }),
    [
      ...['payment-booked', 'bank>unapplied_cash 9000 2026-03-05', 'PaymentReceived'],
      ...[`${toInvoice} 9000 2026-03-05`, 'PaymentApplied'],
    ],
  ],
  [
    'a payment of too much leaves the excess unapplied',
    [item()],
    receive({ amount: eur('125.00') }),
    [
      ...['payment-booked', 'bank>unapplied_cash 12500 2026-03-05', 'PaymentReceived'],
      ...[`${toInvoice} 10000 2026-03-05`, 'PaymentApplied', 'OpenItemClosed'],
    ],
  ],
  [
    'a payment of an invoice that is paid already stays unapplied',
    [closed],
    receive(),
    ['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
  ],
  [
    'a payment without a payer belongs to the customer of the item it names',
    [item()],
    receive({ customer: undefined, found: { ...found, ...parties, customer: undefined } }),
    [
      ...['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
      ...[`${toInvoice} 10000 2026-03-05`, 'PaymentApplied', 'OpenItemClosed'],
    ],
  ],
  [
    'a payment that nothing explains stays unidentified',
    [],
    receive({ customer: undefined, found: { ...parties, customer: undefined, items: [] } }),
    ['payment-booked', 'bank>unidentified_cash 10000 2026-03-05', 'PaymentReceived'],
  ],
  [
    'a payment that names items of two customers is left to a clerk',
    [item(), item({ id: 'I2', customer: 'Other', document: 'INV-2', reference: null })],
    receive({
      customer: undefined,
      reference: 'INV-1 INV-2',
      found: {
        ...parties,
        customer: undefined,
        items: [...found.items, { id: 'I2', application: 'X2' }],
      },
    }),
    ['payment-booked', 'bank>unidentified_cash 10000 2026-03-05', 'PaymentReceived'],
  ],
  [
    'a payment never settles an item of another customer',
    [item({ customer: 'Other' })],
    receive(),
    ['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
  ],
  [
    'a creditor reference wins over document numbers beside it',
    [item(), item({ id: 'I2', document: 'INV-2', reference: 'RF90INV2' })],
    receive({
      reference: 'INV-1 RF90 INV2',
      found: { ...parties, items: [...found.items, { id: 'I2', application: 'X2' }] },
    }),
    [
      ...['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
      ...[`${toInvoice} 10000 2026-03-05`, 'PaymentApplied', 'OpenItemClosed'],
    ],
  ],
  [
    'two documents of one number are left to a clerk',
    [item(), item({ id: 'I2', origin: 'loaded', reference: null })],
    receive({ found: { ...parties, items: [...found.items, { id: 'I2', application: 'X2' }] } }),
    ['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
  ],
  [
    'two items of one creditor reference are left to a clerk',
    [item(), item({ id: 'I2', document: 'INV-12', origin: 'loaded' })],
    receive({
      reference: 'RF18 INV1',
      found: { ...parties, items: [...found.items, { id: 'I2', application: 'X2' }] },
    }),
    ['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
  ],
  [
    'an item of another seller is never settled, whatever its number',
    [item({ seller: 'Other' })],
    receive(),
    ['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
  ],
  [
    'a clerk’s choice beats the reference',
    [item(), item({ id: 'I2', document: 'INV-2', documentDate: '2026-03-09', reference: null })],
    receive({
      apply: [line('30.00', 'I2')],
      found: { ...parties, items: [{ id: 'I2', application: 'X2' }] },
    }),
    [
      ...['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
      ...[`${toInvoice} 3000 2026-03-09`, 'PaymentApplied'],
    ],
  ],
  [
    'a clerk’s choice of nothing keeps a payment on account',
    [item()],
    receive({ apply: [] }),
    ['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
  ],
  [
    'more chosen than is open leaves the excess unapplied',
    [item({ open: 2_000 })],
    receive({ apply: [line('50.00')] }),
    [
      ...['payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
      ...[`${toInvoice} 2000 2026-03-05`, 'PaymentApplied', 'OpenItemClosed'],
    ],
  ],
  [
    'more chosen than was paid is refused',
    [item()],
    receive({ apply: [line('60.00'), line('60.00')] }),
    'content.invalid',
  ],
  [
    'a payment of nothing is refused',
    [item()],
    receive({ amount: eur('0.00') }),
    'content.invalid',
  ],
  [
    'a payment whose value date lies a year ahead is booked',
    [],
    receive({ valueDate: '2027-03-11', found: { ...parties, items: [] } }),
    ['payment-booked', 'bank>unapplied_cash 10000 2027-03-11', 'PaymentReceived'],
  ],
  [
    'a payment whose value date lies further ahead is refused',
    [item()],
    receive({ valueDate: '2027-03-12' }),
    'content.invalid',
  ],
  [
    'a payment of the past whose value date lies far ahead is refused',
    [item()],
    receive({ valueDate: '2062-03-05', history: true }),
    'content.invalid',
  ],
  [
    'a payment to one of several sellers has to name it',
    [],
    receive({ found: { severalSellers: true, today: '2026-03-10', customer: 'ACME', items: [] } }),
    'seller.required',
  ],
  ['a payment that is booked already changes nothing', [item(), payment()], receive(), []],
  [
    'a bank line that was booked before is nothing to do',
    [payment(), { is: 'claim', key: 'bank:S:77', holder: 'P1' }],
    receive({ id: 'P2', bankReference: '77', found: { ...parties, items: [], existing: 'P1' } }),
    [],
  ],
  [
    'a bank line that another request has just booked is looked up anew',
    [{ is: 'claim', key: 'bank:S:77', holder: 'P1' }],
    receive({ id: 'P2', bankReference: '77', found: { ...parties, items: [] } }),
    'again',
  ],
  [
    'a bank line is claimed with its payment',
    [{ is: 'claim', key: 'bank:S:77', holder: null }],
    receive({ bankReference: '77', found: { ...parties, items: [] } }),
    ['claimed', 'payment-booked', 'bank>unapplied_cash 10000 2026-03-05', 'PaymentReceived'],
  ],
  [
    'a payment caps what was disputed',
    [item({ disputed: 3_000 })],
    receive({ amount: eur('80.00') }),
    [
      ...['payment-booked', 'bank>unapplied_cash 8000 2026-03-05', 'PaymentReceived'],
      ...[`${toInvoice} 8000 2026-03-05`, 'PaymentApplied', 'ItemDisputed'],
    ],
  ],
];

describe('A payment that comes in', () => {
  it.each(rules)('%s', (_, rows, command, expected) => {
    expect(outcome(rows, command)).toEqual(expected);
  });
});

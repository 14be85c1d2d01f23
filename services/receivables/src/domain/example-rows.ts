import { DomainError } from '@o2c/contracts';
import { newItem, type NewItem, type OpenItem } from './open-item.js';
import type { Payment } from './payment.js';
import { type Command, decide } from './receivables.js';
import { claimRow, itemRow, paymentRow, type Row } from './rows.js';

/** Rows and commands of one small story, from which rule tests make theirs. */
export const eur = (amount: string) => ({ amount, currency: 'EUR' });
export const seller = { id: 'S', currency: 'EUR' };
export const parties = { seller, severalSellers: false, customer: 'ACME', today: '2026-03-10' };

export const document = (more: Partial<NewItem> = {}): NewItem => ({
  id: 'I1',
  seller: 'S',
  customer: 'ACME',
  document: 'INV-1',
  kind: 'invoice',
  origin: 'billing',
  order: 'O1',
  invoice: 'I1',
  documentDate: '2026-03-01',
  dueDate: '2026-03-31',
  currency: 'EUR',
  amount: 10_000,
  disputed: 0,
  reference: 'RF18INV1',
  history: false,
  ...more,
});
export const item = (more: Partial<OpenItem> = {}): OpenItem => {
  const made = { ...newItem(document()), open: 10_000, version: 1, ...more };
  return made;
};
export const closed = item({ open: 0 });
export const creditNote = item({
  ...{ id: 'C1', document: 'CN-1', kind: 'credit_note', amount: -4_000, open: -4_000 },
  ...{ invoice: null, reference: null },
});
export const payment = (more: Partial<Payment> = {}): Payment => ({
  is: 'payment',
  id: 'P1',
  seller: 'S',
  customer: 'ACME',
  payer: null,
  reference: null,
  bankReference: null,
  method: 'transfer',
  valueDate: '2026-03-05',
  receivedOn: '2026-03-05',
  currency: 'EUR',
  amount: 10_000,
  unapplied: 10_000,
  applied: 0,
  refunded: 0,
  reversed: 0,
  history: false,
  awaited: [],
  applications: [],
  version: 1,
  ...more,
});
export const unknownPayer = payment({ customer: null, awaited: ['INV-1'] });
export const paid = payment({
  unapplied: 4_000,
  applied: 6_000,
  applications: [{ id: 'A1', item: 'I1', document: 'INV-1', amount: 6_000, on: '2026-03-05' }],
});
export const paidItem = item({ open: 4_000 });
export const bounced = payment({ unapplied: 0, reversed: 10_000 });

export const found = { items: [{ id: 'I1', application: 'X1' }], today: '2026-03-10' };
export const line = (amount: string, openItem = 'I1') => ({ openItem, amount: eur(amount) });

export const receive = (more: object = {}) =>
  ({
    type: 'ReceivePayment',
    id: 'P1',
    customer: 'ACME',
    amount: eur('100.00'),
    method: 'transfer',
    valueDate: '2026-03-05',
    reference: 'INV-1',
    history: false,
    found: { ...parties, items: found.items },
    ...more,
  }) as const satisfies Command;
export const load = (more: object = {}) =>
  ({
    type: 'LoadItem',
    id: 'L1',
    customer: 'ACME',
    document: 'EXT-1',
    kind: 'invoice',
    documentDate: '2026-01-01',
    dueDate: '2026-01-31',
    amount: eur('50.00'),
    history: false,
    found: { ...parties, payments: [] },
    ...more,
  }) as const satisfies Command;
export const open = (more: object = {}) =>
  ({
    type: 'OpenInvoice',
    item: document(),
    found: { payments: [{ id: 'P1', application: 'X1' }] },
    ...more,
  }) as const satisfies Command;
export const credit = {
  type: 'OpenCreditNote',
  item: document({ id: 'C1', document: 'CN-1', kind: 'credit_note', amount: -4_000 }),
  credits: 'I1',
  application: 'X2',
} as const satisfies Command;
export const apply = (...items: ReturnType<typeof line>[]) =>
  ({ type: 'ApplyPayment', payment: 'P1', items, found }) as const satisfies Command;
export const unapply = (more: object = {}) =>
  ({
    type: 'UnapplyPayment',
    payment: 'P1',
    reason: 'wrong item',
    found: { items: ['I1'], today: '2026-03-10' },
    ...more,
  }) as const satisfies Command;
export const reverse = {
  type: 'ReversePayment',
  payment: 'P1',
  reason: 'no funds',
  found: { items: ['I1'], today: '2026-03-10' },
} as const satisfies Command;
export const refund = (amount?: string) =>
  ({
    type: 'RefundPayment',
    payment: 'P1',
    refund: 'R1',
    amount: amount === undefined ? undefined : eur(amount),
    reason: 'overpaid',
    found: { today: '2026-03-10' },
  }) as const satisfies Command;
export const applyCredit = (...items: ReturnType<typeof line>[]) =>
  ({ type: 'ApplyCredit', credit: 'C1', items, found }) as const satisfies Command;
export const dispute = (amount: string, more: object = {}) =>
  ({
    type: 'DisputeItem',
    item: 'I1',
    disputed: eur(amount),
    ...more,
  }) as const satisfies Command;
export const writeOff = (more: object = {}) =>
  ({
    type: 'WriteOffItem',
    item: 'I1',
    reason: 'bad debt',
    unlimited: true,
    found: { today: '2026-03-10' },
    ...more,
  }) as const satisfies Command;
export const remind = (level = 1) =>
  ({ type: 'RemindItem', item: 'I1', run: 'N1', level, daysOverdue: 8 }) as const satisfies Command;
export const settle = {
  type: 'SettleWaiting',
  payment: 'P1',
  items: [{ id: 'I1', application: 'X1' }],
} as const satisfies Command;

export const rowsOf = (rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [idOf(row), row]));

const idOf = (row: Row): string => {
  switch (row.is) {
    case 'item':
      return itemRow(row.id);
    case 'payment':
      return paymentRow(row.id);
    case 'claim':
      return claimRow(row.key);
  }
};

/** What a decision comes to: its facts by name (`debit>credit amount` for entries), or its code. */
export const outcome = (rows: readonly Row[], command: Command): unknown => {
  try {
    const decision = decide(rowsOf(rows), command);
    if ('again' in decision) return 'again';
    if ('waitFor' in decision) return `waits for ${decision.waitFor} ${decision.subject}`;
    return decision.map((fact) => {
      if (fact.type !== 'posted') return fact.type;
      return `${fact.data.debit}>${fact.data.credit} ${fact.data.amount} ${fact.data.on}`;
    });
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

/** A rule: what a command comes to on some rows. */
export type Line = readonly [
  title: string,
  rows: readonly Row[],
  command: Command,
  expected: unknown,
];

export const toInvoice = 'unapplied_cash>receivables';
export const toCash = 'receivables>unapplied_cash';

import type { Journal } from './journal.js';
import type { Entry } from './ledger.js';
import { disputable, inCurrency, itemFields, later, type OpenItem } from './open-item.js';
import { type Application, cashAccount, type Payment } from './payment.js';

/** Part of a payment for an item; `amount` in minor units, at most what both have left. */
export type Allocation = {
  readonly payment: string;
  readonly item: string;
  readonly application: string;
  readonly amount: number;
  readonly on: string;
};

/** Settles part of an item with unapplied cash of its customer. */
export function applyCash(journal: Journal, allocation: Allocation): void {
  const { payment, application, amount, on } = allocation;
  const before = journal.item(allocation.item);
  journal.post({
    kind: 'applied',
    ...ofItem(before),
    debit: 'unapplied_cash',
    credit: 'receivables',
    amount,
    on,
    payment,
    application,
  });
  const open = inCurrency(before, before.open - amount);
  journal.record({
    type: 'PaymentApplied',
    data: {
      payment,
      application,
      ...itemFields(before),
      amount: inCurrency(before, amount),
      open,
      on,
    },
  });
  announce(journal, before, on);
}

/**
 * Takes an application back, by an entry of its own: what was true at an earlier date stays so.
 * It is dated `today`, or as the application where that lies ahead.
 */
export function takeBack(
  journal: Journal,
  payment: Payment,
  application: Application,
  { today, reason }: { readonly today: string; readonly reason: string },
): void {
  const before = journal.item(application.item);
  const on = later(today, application.on);
  const { id, amount } = application;
  journal.post({
    kind: 'unapplied',
    ...ofItem(before),
    debit: 'receivables',
    credit: 'unapplied_cash',
    amount,
    on,
    payment: payment.id,
    application: id,
    reason,
  });
  journal.record({
    type: 'PaymentUnapplied',
    data: {
      payment: payment.id,
      application: id,
      ...itemFields(before),
      amount: inCurrency(before, amount),
      open: inCurrency(before, before.open + amount),
      on,
      reason,
    },
  });
  announce(journal, before, on);
}

/** Settles part of an invoice with part of a credit note, both open items of one customer. */
export function applyCredit(
  journal: Journal,
  move: {
    readonly invoice: string;
    readonly credit: string;
    readonly application: string;
    readonly amount: number;
    readonly on: string;
  },
): void {
  const { application, amount, on } = move;
  const from = journal.item(move.credit);
  const to = journal.item(move.invoice);
  const entry = { kind: 'credited', amount, on, application } as const;
  journal.post({ ...entry, ...ofItem(to), debit: 'clearing', credit: 'receivables' });
  journal.post({ ...entry, ...ofItem(from), debit: 'receivables', credit: 'clearing' });
  journal.record({
    type: 'CreditApplied',
    data: {
      application,
      ...itemFields(to),
      creditItem: from.id,
      creditDocument: from.document,
      amount: inCurrency(to, amount),
      open: inCurrency(to, to.open - amount),
      on,
    },
  });
  announce(journal, to, on);
  announce(journal, from, on);
}

/** The payer is known from now on: what is left of the payment is the customer's. */
export function identify(journal: Journal, id: string, customer: string, on: string): void {
  const payment = journal.payment(id);
  if (payment.customer !== null || payment.unapplied === 0) return;
  journal.post({
    ...ofPayment({ ...payment, customer }),
    kind: 'identified',
    debit: 'unidentified_cash',
    credit: 'unapplied_cash',
    amount: payment.unapplied,
    on,
  });
  const amount = inCurrency(payment, payment.unapplied);
  journal.record({
    type: 'PaymentIdentified',
    data: { payment: id, seller: payment.seller, customer, amount, on },
  });
}

/** Money comes in, or leaves unapplied cash, on the side of the bank or of refunds. */
export function moveCash(
  journal: Journal,
  payment: Payment,
  move: Pick<Entry, 'kind' | 'amount' | 'on' | 'application' | 'reason'> & {
    readonly against: 'bank' | 'refunds';
  },
): void {
  const { against, ...entry } = move;
  const debit = cashAccount(payment);
  journal.post({ ...ofPayment(payment), ...entry, debit, credit: against });
}

/** Says what became of an item: less is disputed, it is closed, or it is open again. */
export function announce(journal: Journal, before: OpenItem, on: string): void {
  const after = journal.item(before.id);
  if (disputable(before.disputed, after.open) !== before.disputed) {
    const disputed = inCurrency(after, after.disputed);
    journal.record({ type: 'ItemDisputed', data: { ...itemFields(after), disputed } });
  }
  if (before.open !== 0 && after.open === 0) {
    journal.record({ type: 'OpenItemClosed', data: { ...itemFields(after), on } });
  }
  if (before.open === 0 && after.open !== 0) {
    const open = inCurrency(after, after.open);
    journal.record({ type: 'OpenItemReopened', data: { ...itemFields(after), on, open } });
  }
}

/** The fields of an entry about an item. */
export function ofItem({ id, seller, customer, document, currency }: OpenItem) {
  return { seller, customer, document, currency, item: id };
}

/** The fields of an entry about a payment alone. */
export function ofPayment({ id, seller, customer, reference, currency }: Payment) {
  return { seller, customer, document: reference ?? '', currency, payment: id };
}

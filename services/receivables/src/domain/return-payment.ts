import { DomainError, type FieldError } from '@o2c/contracts';
import type { MoneyJson } from '@o2c/money';
import { livePayment, notEnoughCash, stateOf } from './apply-payment.js';
import { fault, positiveIn, refuseAll } from './faults.js';
import { Journal } from './journal.js';
import { inCurrency, later } from './open-item.js';
import { type Decision, itemIn, type Rows } from './rows.js';
import { moveCash, takeBack } from './settle.js';

/** The bank took the money back: a cheque or direct debit bounced. */
export type ReversePayment = {
  readonly type: 'ReversePayment';
  readonly payment: string;
  readonly reason: string;
  readonly found: { readonly items: readonly string[]; readonly today: string };
};

/** Unapplied cash is paid back. */
export type RefundPayment = {
  readonly type: 'RefundPayment';
  readonly payment: string;
  readonly refund: string;
  /** Default: all that is unapplied. */
  readonly amount?: MoneyJson | undefined;
  readonly reason: string;
  readonly found: { readonly today: string };
};

/** Takes every application back, then the money. What was refunded before stays refunded. */
export function reversePayment(rows: Rows, command: ReversePayment): Decision {
  const { reason, found } = command;
  const payment = livePayment(rows, command.payment);
  if (payment.applications.some(({ item }) => !itemIn(rows, item))) return { again: true };
  const journal = new Journal(rows);
  for (const application of payment.applications) {
    takeBack(journal, payment, application, { today: found.today, reason });
  }
  const amount = journal.payment(payment.id).unapplied;
  if (amount === 0) throw nothingLeft(rows, command.payment);
  const on = later(found.today, payment.valueDate);
  moveCash(journal, payment, { kind: 'reversed', against: 'bank', amount, on, reason });
  journal.record({
    type: 'PaymentReversed',
    data: {
      payment: payment.id,
      seller: payment.seller,
      ...(payment.customer !== null && { customer: payment.customer }),
      amount: inCurrency(payment, amount),
      reason,
      on,
    },
  });
  return journal.facts;
}

/** Pays unapplied cash back, all of it or part. */
export function refundPayment(rows: Rows, command: RefundPayment): Decision {
  const { refund, reason, found } = command;
  const payment = livePayment(rows, command.payment);
  const faults: FieldError[] = [];
  const json = command.amount ?? inCurrency(payment, payment.unapplied);
  const amount = command.amount ? positiveIn(command.amount, '/amount', faults) : undefined;
  if (json.currency !== payment.currency) {
    const message = `The payment is in ${payment.currency}`;
    faults.push(fault('currency.mismatch', '/amount', message));
  }
  refuseAll(faults);
  const minor = amount?.minor ?? payment.unapplied;
  if (minor === 0 || minor > payment.unapplied) throw notEnoughCash(payment, Math.max(minor, 1));
  const journal = new Journal(rows);
  const on = later(found.today, payment.valueDate);
  const move = { kind: 'refunded', against: 'refunds', amount: minor, on, reason } as const;
  moveCash(journal, payment, { ...move, application: refund });
  journal.record({
    type: 'PaymentRefunded',
    data: {
      payment: payment.id,
      refund,
      seller: payment.seller,
      ...(payment.customer !== null && { customer: payment.customer }),
      amount: inCurrency(payment, minor),
      reason,
      on,
    },
  });
  return journal.facts;
}

function nothingLeft(rows: Rows, id: string): DomainError {
  const message = 'The whole payment was refunded: there is nothing to reverse';
  const payment = stateOf(livePayment(rows, id));
  return new DomainError('payment.not_enough', message, [], { payment });
}

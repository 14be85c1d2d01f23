import { DomainError, type FieldError } from '@o2c/contracts';
import { fault, refuseAll } from './faults.js';
import { Journal } from './journal.js';
import { inCurrency, later, type OpenItem } from './open-item.js';
import type { Application, Payment } from './payment.js';
import { type ApplyLine, type FoundItem, lineAmount } from './receive-payment.js';
import { type Decision, itemIn, paymentIn, type Rows } from './rows.js';
import { applyCash, identify, takeBack } from './settle.js';

/** A clerk settles items with a payment's unapplied cash, or says whose it is. */
export type ApplyPayment = {
  readonly type: 'ApplyPayment';
  readonly payment: string;
  readonly items: readonly ApplyLine[];
  /** Number or id of the payer, where the payment does not say it. */
  readonly customer?: string | undefined;
  /** Date of the application; default: today, for a history payment as if applied at once. */
  readonly on?: string | undefined;
  readonly found: {
    readonly items: readonly FoundItem[];
    readonly customer?: string | undefined;
    readonly today: string;
  };
};

/** A clerk takes applications back: some, those to one item, or all. */
export type UnapplyPayment = {
  readonly type: 'UnapplyPayment';
  readonly payment: string;
  readonly applications?: readonly string[] | undefined;
  readonly openItem?: string | undefined;
  readonly reason: string;
  readonly found: { readonly items: readonly string[]; readonly today: string };
};

/**
 * Applies what the clerk chose, all or nothing. Whoever comes second is told what is left: 409
 * `payment.not_enough` or `open_item.not_enough` with the new state.
 */
export function applyPayment(rows: Rows, command: ApplyPayment): Decision {
  const payment = livePayment(rows, command.payment);
  const items = command.found.items.flatMap((one) => itemIn(rows, one.id) ?? []);
  const amounts = checked(command, payment, items);
  const journal = new Journal(rows);
  const payer = payment.customer ?? command.found.customer ?? items[0]?.customer;
  if (payer !== undefined) identify(journal, payment.id, payer, dateOf(command, payment));
  for (const [index, { openItem }] of command.items.entries()) {
    const amount = amounts[index] ?? 0;
    const item = journal.item(openItem);
    if (amount > journal.payment(payment.id).unapplied) throw notEnoughCash(payment, amount);
    if (amount > item.open) throw notEnoughOpen(item, amount);
    const found = command.found.items.find((one) => one.id === openItem);
    const on = dateOf(command, payment, item);
    const application = found?.application ?? '';
    applyCash(journal, { payment: payment.id, item: openItem, application, amount, on });
  }
  return journal.facts;
}

/** Takes the named applications back, or all; each by entries dated today. */
export function unapplyPayment(rows: Rows, command: UnapplyPayment): Decision {
  const payment = livePayment(rows, command.payment);
  const chosen = payment.applications.filter((one) => isChosen(command, one));
  const named = command.applications ?? [];
  if (chosen.length === 0 || named.some((id) => !chosen.some((one) => one.id === id))) {
    throw new DomainError('payment.not_applied', 'That is not applied (any more)', [], {
      payment: stateOf(payment),
    });
  }
  if (chosen.some(({ item }) => !itemIn(rows, item))) return { again: true };
  const journal = new Journal(rows);
  for (const application of chosen) {
    takeBack(journal, payment, application, { today: command.found.today, reason: command.reason });
  }
  return journal.facts;
}

/** The payment, if it exists and has not bounced. */
export function livePayment(rows: Rows, id: string): Payment {
  const payment = paymentIn(rows, id);
  if (!payment) throw new DomainError('payment.unknown', `Payment ${id} is not known`);
  if (payment.reversed === 0) return payment;
  const message = 'The payment was reversed: nothing of it is left';
  throw new DomainError('payment.already_reversed', message, [], { payment: stateOf(payment) });
}

/** What a loser of a race needs to know of the payment. */
export function stateOf(payment: Payment) {
  const { id, unapplied, version } = payment;
  return { id, unapplied: inCurrency(payment, unapplied), version };
}

export function notEnoughCash(payment: Payment, wanted: number): DomainError {
  const { amount, currency } = inCurrency(payment, wanted);
  const message = `Less than ${amount} ${currency} of the payment is unapplied`;
  return new DomainError('payment.not_enough', message, [], { payment: stateOf(payment) });
}

export function notEnoughOpen(item: OpenItem, wanted: number): DomainError {
  const { amount, currency } = inCurrency(item, wanted);
  const message = `Less than ${amount} ${currency} of ${item.document} is open`;
  const { id, document, version } = item;
  const openItem = { id, document, open: inCurrency(item, item.open), version };
  return new DomainError('open_item.not_enough', message, [], { openItem });
}

function isChosen({ applications, openItem }: UnapplyPayment, one: Application): boolean {
  if (applications) return applications.includes(one.id);
  return openItem === undefined || one.item === openItem;
}

/** Never before the money or the document counts. */
function dateOf({ on, found }: ApplyPayment, payment: Payment, item?: OpenItem): string {
  const earliest = later(payment.valueDate, item?.documentDate ?? payment.valueDate);
  return later(earliest, on ?? (payment.history ? earliest : found.today));
}

function checked(
  { items: lines, customer, on, found }: ApplyPayment,
  payment: Payment,
  items: readonly OpenItem[],
): readonly number[] {
  const faults: FieldError[] = [];
  if (customer !== undefined && found.customer === undefined) {
    faults.push(fault('customer.unknown', '/customer', `Customer ${customer} is not known here`));
  }
  if (found.customer !== undefined && (payment.customer ?? found.customer) !== found.customer) {
    faults.push(fault('payment.other_customer', '/customer', 'Another customer paid this'));
  }
  if (lines.length === 0 && customer === undefined) {
    faults.push(fault('items.required', '/items', 'Name at least one item'));
  }
  if (on !== undefined && on > found.today) {
    faults.push(fault('date.in_future', '/on', `${on} has not come yet`));
  }
  const payer = {
    seller: payment.seller,
    customer: payment.customer ?? found.customer ?? items[0]?.customer,
    currency: payment.currency,
  };
  const amounts = lines.map((line, index) =>
    lineAmount(line, `/items/${index}`, items, payer, faults),
  );
  refuseAll(faults);
  return amounts;
}

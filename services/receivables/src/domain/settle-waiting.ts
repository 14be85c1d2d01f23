import { Journal } from './journal.js';
import { byDueDate } from './match.js';
import { later, namesOf, type OpenItem } from './open-item.js';
import type { Payment } from './payment.js';
import { type Decision, itemIn, paymentIn, type Rows } from './rows.js';
import { applyCash, identify } from './settle.js';

/** A payment that waits for a document of this name, with an id for its application. */
export type FoundPayment = { readonly id: string; readonly application: string };

/** A payment and the item that it names were booked at the same moment, unseen by each other. */
export type SettleWaiting = {
  readonly type: 'SettleWaiting';
  readonly payment: string;
  readonly items: readonly FoundPayment[];
};

/** Applies a payment to the items that it waited for, oldest due first. */
export function settleWaiting(rows: Rows, { payment, items }: SettleWaiting): Decision {
  const journal = new Journal(rows);
  const known = items.flatMap(({ id, application }) => {
    const item = itemIn(rows, id);
    return item ? [{ item, application }] : [];
  });
  for (const { item, application } of known.sort((a, b) => byDueDate(a.item, b.item))) {
    settleAwaiting(journal, item.id, [{ id: payment, application }]);
  }
  return journal.facts;
}

/** Applies payments that came before the document they name, oldest value date first. */
export function settleAwaiting(
  journal: Journal,
  itemId: string,
  found: readonly FoundPayment[],
): void {
  for (const { payment, application } of byAge(journal, found)) {
    const item = journal.item(itemId);
    const amount = Math.min(item.open, payment.unapplied);
    if (amount <= 0 || !isAwaitedBy(item, payment)) continue;
    const on = later(payment.valueDate, item.documentDate);
    identify(journal, payment.id, item.customer, on);
    applyCash(journal, { payment: payment.id, item: item.id, application, amount, on });
  }
}

function byAge(journal: Journal, found: readonly FoundPayment[]) {
  const age = ({ valueDate, id }: Payment): string => valueDate + id;
  return found
    .flatMap(({ id, application }) => {
      const payment = paymentIn(journal, id);
      return payment ? [{ payment, application }] : [];
    })
    .sort((a, b) => (age(a.payment) < age(b.payment) ? -1 : 1));
}

function isAwaitedBy(item: OpenItem, payment: Payment): boolean {
  return (
    item.kind === 'invoice' &&
    payment.seller === item.seller &&
    payment.currency === item.currency &&
    (payment.customer ?? item.customer) === item.customer &&
    namesOf(item).some((name) => payment.awaited.includes(name))
  );
}

import type { CreditReason } from '@o2c/contracts';
import { daysBetween, money, moneyJson } from '@o2c/money';
import type { CreditAccount } from './credit-account.js';
import { total } from './exposure.js';
import { olderThan, roomFor } from './queue.js';
import { claimOf, type Reservation } from './reservation.js';

/** How long an approval lasts when nothing of the order is shipped. */
export const APPROVAL_DAYS = 60;

const CONTROLLER = 'credit controller';
const RELEASE = `release by a ${CONTROLLER}`;

/**
 * Every reason why the order may not pass by itself; none when it may. All rules are applied as of
 * the order's date. History, and an order that needs no credit, pass.
 */
export function reasonsAgainst(account: CreditAccount, order: Reservation): CreditReason[] {
  if (order.history || order.open === 0) return [];
  return [
    ...approvalExpired(order),
    ...blocked(account),
    ...otherCurrency(account),
    ...overLimit(account, order),
    ...overdue(account, order),
    ...reviewExpired(account, order),
  ];
}

/** Room alone does not bring an expired approval back: somebody has to look at the order. */
export function approvalExpired({ status, number }: Reservation): CreditReason[] {
  if (status !== 'expired') return [];
  const message = `Nothing of ${number} was shipped within ${APPROVAL_DAYS} days of its approval`;
  const action = `Release by a ${CONTROLLER}, or a cancellation`;
  return [{ code: 'credit.approval_expired', message, owner: CONTROLLER, action }];
}

/** What the account is in for without the order's own reservation. */
export function exposureWithout(account: CreditAccount, order: Reservation): number {
  return total(account.exposure) - claimOf(order).openOrders;
}

function blocked({ terms, customerBlocked }: CreditAccount): CreditReason[] {
  const reason = terms.blocked ?? customerBlocked;
  if (reason === null) return [];
  const owner = terms.blocked === null ? 'customer administrator' : CONTROLLER;
  const message = `The customer is blocked: ${reason}`;
  const action = `The end of the block by a ${owner}, or ${RELEASE}`;
  return [{ code: 'credit.blocked', message, owner, action }];
}

/** Credit is given in the customer's own currency; an order in another is for a person. */
function otherCurrency({ currency, isForeign }: CreditAccount): CreditReason[] {
  if (!isForeign) return [];
  const message = `The customer has no credit in ${currency}`;
  return [
    { code: 'credit.currency', message, owner: CONTROLLER, action: `Release by a ${CONTROLLER}` },
  ];
}

function overLimit(account: CreditAccount, order: Reservation): CreditReason[] {
  const { limit } = account.terms;
  if (limit === null) return [];
  const over = exposureWithout(account, order) + order.open - limit;
  if (over <= 0) return [];
  const reason = { code: 'credit.limit', owner: CONTROLLER } as const;
  const older = olderThan(account.queue, order);
  const exceeds = 'The order exceeds the available credit';
  if (!older) {
    // A sum that many others decide about would soon be wrong, and is told when they have gone.
    const message = `${exceeds}, and many older orders wait before it`;
    return [{ ...reason, message, action: `Approval of those that wait longer, or ${RELEASE}` }];
  }
  const size = sizeOf(order);
  const waiting = roomFor(size, older.filter(waitsForRoom).map(sizeOf)) - size;
  const by = inWords(over, account);
  const sum = inWords(over + waiting, account);
  const message = `${exceeds} by ${by}${waiting > 0 ? ', and older orders wait before it' : ''}`;
  const action = `A payment of ${sum} or a limit raised by it, or ${RELEASE}`;
  const needed = moneyJson(money(over + waiting, account.currency));
  return [{ ...reason, message, needed, action }];
}

/** What would be used more if the order were approved; what of it is released counts already. */
function sizeOf({ open, released }: Reservation): number {
  return open - released;
}

/** Nothing else stands in its way. */
function waitsForRoom({ reasons }: Reservation): boolean {
  return reasons.every(({ code }) => code === 'credit.limit');
}

function inWords(minor: number, { currency }: CreditAccount): string {
  return `${moneyJson(money(minor, currency)).amount} ${currency}`;
}

/** More than the amount overdue and the oldest of it older than the days: both, or it may pass. */
function overdue({ terms, due, currency }: CreditAccount, order: Reservation): CreditReason[] {
  if (terms.overdue === null) return [];
  const late = due.filter((day) => day.amount > 0 && day.on < order.orderedOn);
  const amount = late.reduce((sum, day) => sum + day.amount, 0);
  const days = Math.max(0, ...late.map((day) => daysBetween(day.on, order.orderedOn)));
  if (amount <= terms.overdue.amount || days <= terms.overdue.days) return [];
  const all = moneyJson(money(amount, currency));
  const needed = moneyJson(money(amount - terms.overdue.amount, currency));
  const message = `${all.amount} ${all.currency} is overdue, the oldest by ${days} days`;
  const payment = `A payment of ${needed.amount} ${needed.currency} on overdue invoices`;
  const action = `${payment}, or ${RELEASE}`;
  return [{ code: 'credit.overdue', message, needed, owner: CONTROLLER, action }];
}

function reviewExpired({ terms }: CreditAccount, order: Reservation): CreditReason[] {
  if (terms.reviewOn === null || order.orderedOn <= terms.reviewOn) return [];
  const message = `The account was to be reviewed by ${terms.reviewOn}`;
  const action = `A review of the account by a ${CONTROLLER}, or ${RELEASE}`;
  return [{ code: 'credit.review_expired', message, owner: CONTROLLER, action }];
}

import type { CreditReason, FactOf } from '@o2c/contracts';
import { addDays, money, moneyJson } from '@o2c/money';
import type { CreditAccount } from './credit-account.js';
import { APPROVAL_DAYS, exposureWithout } from './credit-check.js';
import { claimOf, type Reservation } from './reservation.js';

/** When a decision is made (recorded time), and the id that it gets. */
export type Asked = { readonly at: string; readonly decision: string };

/** The three things that credit can say about an order. */
export type CreditDecision = FactOf<'CreditApproved' | 'CreditHeld' | 'CreditRejected'>;

/** The order's amount is reserved, by the rules or by a person; an approval may keep its expiry. */
export function approval(
  account: CreditAccount,
  order: Reservation,
  asked: Asked,
  { manual, expiresAt = expiry(order, asked) }: { manual: boolean; expiresAt?: string | null },
): FactOf<'CreditApproved'> {
  const data = figures(account, order, asked, exposureWithout(account, order) + order.open);
  return {
    type: 'CreditApproved',
    data: { ...data, reasons: [], manual, ...(expiresAt !== null && { expiresAt }) },
  };
}

/**
 * Nothing is reserved for the order, beyond what of it is released, until the reasons are gone or
 * a person decides.
 */
export function hold(
  account: CreditAccount,
  order: Reservation,
  asked: Asked,
  reasons: CreditReason[],
): FactOf<'CreditHeld'> {
  const held = decidedHold(order, reasons);
  const data = figures(account, order, asked, exposureWithout(account, order) + claimed(held));
  const { hold = asked.decision, heldSince = asked.at } = standingHold(order);
  return { type: 'CreditHeld', data: { ...data, reasons, manual: false, hold, heldSince } };
}

/** A person refused credit for the order. */
export function rejection(
  account: CreditAccount,
  order: Reservation,
  asked: Asked,
): FactOf<'CreditRejected'> {
  const data = figures(account, order, asked, exposureWithout(account, order));
  return { type: 'CreditRejected', data: { ...data, reasons: [...order.reasons], manual: true } };
}

/** The order after a decision about it. */
export function decided(order: Reservation, { type, data }: CreditDecision): Reservation {
  const { reasons, manual, decision, decidedAt, expiresAt = null } = data;
  const isOver = { hold: null, heldSince: null };
  switch (type) {
    case 'CreditApproved':
      return { ...order, status: 'approved', reasons, manual, ...isOver, expiresAt };
    case 'CreditHeld': {
      const { hold = decision, heldSince = decidedAt } = data;
      return { ...decidedHold(order, reasons), manual, hold, heldSince };
    }
    case 'CreditRejected':
      return { ...order, status: 'rejected', reasons, manual, ...isOver, expiresAt: null };
  }
}

/**
 * What is new of a decision about an order that waits: nothing of a hold for the same reasons, or,
 * when it is to be told anew, for the same reasons in the same words. A hold that has no id yet is
 * not told anew: it would get one, and a new place.
 */
export function newsOf(
  decision: CreditDecision,
  { hold, reasons: before }: Reservation,
  isToldAnew: boolean,
): CreditDecision | undefined {
  const { reasons } = decision.data;
  if (inCodes(reasons) !== inCodes(before)) return decision;
  if (!isToldAnew || hold === null || inWords(reasons) === inWords(before)) return undefined;
  return { ...decision, data: { ...decision.data, restated: true } };
}

function inCodes(reasons: readonly CreditReason[]): string {
  return reasons.map(({ code }) => code).join();
}

function inWords(reasons: readonly CreditReason[]): string {
  return reasons.map(({ message, action }) => `${message} ${action}`).join();
}

/** What is released keeps the day on which its approval expires. */
function decidedHold(order: Reservation, reasons: readonly CreditReason[]): Reservation {
  const status = reasons.some(isExpiry) ? 'expired' : 'held';
  const keeps = status === 'held' && order.released > 0;
  return { ...order, status, reasons, expiresAt: keeps ? order.expiresAt : null };
}

function claimed(order: Reservation): number {
  return claimOf(order).openOrders;
}

/** A hold stands until credit approves, whatever its reasons are meanwhile. */
function standingHold({ hold, heldSince }: Reservation) {
  return hold === null || heldSince === null ? {} : { hold, heldSince };
}

function isExpiry({ code }: CreditReason): boolean {
  return code === 'credit.approval_expired';
}

/** null when it never expires: of an order from before the product was used, or on its way. */
function expiry({ history, consumed }: Reservation, { at }: Asked): string | null {
  return history || consumed ? null : `${addDays(at.slice(0, 10), APPROVAL_DAYS)}${at.slice(10)}`;
}

function figures(account: CreditAccount, order: Reservation, asked: Asked, exposure: number) {
  const { seller, customer, currency, terms } = account;
  const amount = (minor: number) => moneyJson(money(minor, currency));
  return {
    order: order.order,
    ...(order.version > 0 && { version: order.version }),
    decision: asked.decision,
    ...{ seller, customer },
    amount: amount(order.open),
    limit: terms.limit === null ? null : amount(terms.limit),
    exposure: amount(exposure),
    available: terms.limit === null ? null : amount(terms.limit - exposure),
    decidedAt: asked.at,
  };
}

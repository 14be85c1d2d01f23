import { DomainError, NotHeardYet, waitFor, type FactOf, type WaitFor } from '@o2c/contracts';
import { withMovement, withReservation, type Movement } from './booking.js';
import { approvalExpired, reasonsAgainst } from './credit-check.js';
import type { CreditDocument, DueDay } from './credit-document.js';
import { approval, decided, hold, newsOf, rejection } from './decision.js';
import type { Asked, CreditDecision } from './decision.js';
import { total, type Exposure } from './exposure.js';
import { endOf, type Queue, type QueuePlace } from './queue.js';
import { noted, type OrderNote, type Reservation } from './reservation.js';
import { changed, termsJson, termsOf, type Terms, type TermsRequest } from './terms.js';

/** Which account: what one customer owes one seller in one currency. */
export type AccountKey = {
  readonly seller: string;
  readonly customer: string;
  readonly currency: string;
};

/** The same as a caller names it, by ids or numbers; a seller is named where there are several. */
export type AccountName = { readonly seller?: string | undefined; readonly customer: string };

/** What a customer owes a seller, or will owe, and how far that may go; amounts in minor units. */
export type CreditAccount = AccountKey & {
  /** It is not in the customer's own currency, in which credit is given. */
  readonly isForeign: boolean;
  readonly terms: Terms;
  /** Why the customer is blocked for every seller. */
  readonly customerBlocked: string | null;
  readonly exposure: Exposure;
  /** What falls due when; complete only where the overdue rule is or may be switched on. */
  readonly due: readonly DueDay[];
  /** The orders that wait for room. */
  readonly queue: Queue;
  /** Counts changes of the terms, not of the exposure, which changes with every order. */
  readonly version: number;
};

/** What a decision sees: the account, and of its orders and documents those that are named. */
export type Credit = {
  readonly account: CreditAccount;
  /** Unseen where nothing was heard of it yet, or none is named. */
  readonly order: Reservation;
  readonly documents: ReadonlyMap<string, CreditDocument>;
};

/** Everything that credit is asked. */
export type CreditCommand = About &
  Readonly<
    | { type: 'ReserveCredit'; note: OrderNote }
    | { type: 'ReleaseHold' | 'RejectHold' | 'ExpireApproval' }
    | { type: 'CountMovement'; movement: Movement }
    | { type: 'ChangeTerms'; named: AccountName; version: number; terms: TermsRequest }
    | { type: 'OfferRoom'; after?: QueuePlace | undefined }
    | { type: 'RestateHolds' }
  >;

/** What a command is about; the account is null until it is found, by its name or by the order. */
type About = Asked & { readonly account: AccountKey | null; readonly order?: string | undefined };

/** Everything that credit says; what is written in lower case is heard in this service only. */
export type CreditFact =
  | CreditDecision
  | FactOf<'CreditLimitChanged'>
  | { readonly type: 'order-noted'; readonly data: AccountKey & OrderNote }
  | { readonly type: 'movement-counted'; readonly data: AccountKey & Movement }
  | { readonly type: 'room-left'; readonly data: AccountKey & { after?: QueuePlace | undefined } }
  | { readonly type: 'holds-told'; readonly data: AccountKey & Pick<Queue, 'toldAt'> };

/**
 * Answers a command, then offers the room that it freed to the orders that wait, in the same
 * breath: nobody who comes later can take it before them.
 */
export function decide(credit: Credit | undefined, command: CreditCommand): CreditFact[] | WaitFor {
  if (!credit) return tooEarly(command);
  const facts = answer(credit, command);
  if (credit.account.queue.length === 0) return facts;
  const after = facts.reduce(evolve, credit);
  const isFreed = command.type === 'OfferRoom' || hasMoreRoom(after.account, credit.account);
  return isFreed ? [...facts, ...offerRoom(after, command)] : facts;
}

function answer(credit: Credit, command: CreditCommand): CreditFact[] {
  switch (command.type) {
    case 'ReserveCredit':
      return reserve(credit, command.note, command);
    case 'ReleaseHold':
      return releaseHold(credit, command);
    case 'RejectHold':
      return rejectHold(credit, command);
    case 'ExpireApproval':
      return expireApproval(credit, command);
    case 'CountMovement':
      return countMovement(credit, command.movement);
    case 'ChangeTerms':
      return changeTerms(credit, command.version, command.terms);
    case 'OfferRoom':
      return [];
    case 'RestateHolds':
      return restateHolds(credit, command);
  }
}

/** The account, and the order or documents that the fact is about, after it. */
export function evolve(credit: Credit, fact: CreditFact): Credit {
  const after = evolved(credit, fact);
  const { queue } = after.account;
  if (fact.type === 'holds-told' || queue.length === 0 || queue.isMoved) return after;
  return withQueue(after, { isMoved: true });
}

function evolved(credit: Credit, fact: CreditFact): Credit {
  switch (fact.type) {
    case 'order-noted':
      return withReservation(credit, noted(credit.order, fact.data));
    case 'CreditApproved':
    case 'CreditHeld':
    case 'CreditRejected':
      return withReservation(credit, decided(credit.order, fact));
    case 'movement-counted':
      return withMovement(credit, fact.data);
    case 'CreditLimitChanged':
      return { ...credit, account: withTerms(credit.account, termsOf(fact.data)) };
    case 'room-left':
      return credit;
    case 'holds-told':
      return withQueue(credit, { isMoved: false, toldAt: fact.data.toldAt });
  }
}

/**
 * An order is now so: it is checked, unless it is over or asks for no more than before. Of an order
 * that has been released only what was added since can be held.
 */
function reserve(credit: Credit, note: OrderNote, asked: Asked): CreditFact[] {
  const fact: CreditFact = { type: 'order-noted', data: { ...note, ...keyOf(credit.account) } };
  const { account, order } = evolve(credit, fact);
  if (note.cancelled || order.status === 'rejected') return [fact];
  const isNoMore =
    (order.status === 'approved' && order.open <= credit.order.open) ||
    (order.status === 'held' && order.open <= order.released && order.released > 0);
  return [fact, isNoMore ? approval(account, order, asked, order) : check(account, order, asked)];
}

/** Approved where nothing speaks against it, else held with every reason. */
function check(account: CreditAccount, order: Reservation, asked: Asked): CreditDecision {
  const reasons = reasonsAgainst(account, order);
  if (reasons.length > 0) return hold(account, order, asked, reasons);
  return approval(account, order, asked, { manual: false });
}

/** A controller lets the order pass, over the limit if need be. */
function releaseHold({ account, order }: Credit, asked: Asked): CreditFact[] {
  const stands = order.status === 'held' || order.status === 'expired';
  return stands ? [approval(account, order, asked, { manual: true })] : [];
}

/** A controller refuses the order, also when it was approved in the meantime. */
function rejectHold({ account, order }: Credit, asked: Asked): CreditFact[] {
  return order.status === 'rejected' ? [] : [rejection(account, order, asked)];
}

/** Nothing was shipped for so long that the credit is needed elsewhere. */
function expireApproval({ account, order }: Credit, asked: Asked): CreditFact[] {
  const isDue = order.expiresAt !== null && order.expiresAt <= asked.at;
  if (!isDue) return [];
  return [hold(account, order, asked, approvalExpired({ ...order, status: 'expired' }))];
}

/** What has happened is counted, whatever the limit; only its currency has to be the order's. */
function countMovement({ account }: Credit, movement: Movement): CreditFact[] {
  const { currency = account.currency } = movement;
  if (currency === account.currency)
    return [{ type: 'movement-counted', data: { ...movement, ...keyOf(account) } }];
  const message = `The order is in ${account.currency}, not ${currency}`;
  throw new DomainError('content.invalid', message);
}

/** A controller changes limit, rules or block. Throws when the terms have changed meanwhile. */
function changeTerms({ account }: Credit, version: number, request: TermsRequest): CreditFact[] {
  if (version !== account.version) {
    const message = `The account is now at version ${account.version}`;
    throw new DomainError('precondition.failed', message, [], { version: account.version });
  }
  const terms = changed(account.terms, request, account.currency);
  const data = { ...keyOf(account), ...termsJson(terms, account.currency) };
  return [{ type: 'CreditLimitChanged', data }];
}

/** Who stays held hears of it again only when the reasons are others; the rest is asked next. */
function offerRoom(credit: Credit, asked: Asked): CreditFact[] {
  const { facts, account } = askThoseWhoWait(credit, asked);
  const { queue } = credit.account;
  if (!queue.more || isUsedUp(account)) return facts;
  return [...facts, { type: 'room-left', data: { ...keyOf(account), after: endOf(queue) } }];
}

/**
 * What is needed is not what it was when others took room, paid or left the queue: who is told
 * something else now hears of it, those at the front; the others do not know a sum.
 */
function restateHolds(credit: Credit, asked: Asked): CreditFact[] {
  const { queue } = credit.account;
  if (!queue.isMoved) return [];
  const { facts, account } = askThoseWhoWait(credit, asked, true);
  const toldAt = facts.length > 0 ? asked.at : queue.toldAt;
  return [...facts, { type: 'holds-told', data: { ...keyOf(account), toldAt } }];
}

/** Oldest first, so that nobody is overtaken; one that does not fit stands in nobody's way. */
function askThoseWhoWait(credit: Credit, asked: Asked, isToldAnew = false) {
  const facts: CreditFact[] = [];
  let { account } = credit;
  for (const order of account.queue.first) {
    const decision = newsOf(check(account, order, asked), order, isToldAnew);
    if (!decision) continue;
    facts.push(decision);
    account = evolve({ ...credit, account, order }, decision).account;
  }
  return { facts, account };
}

/** The limit, the rules or what they look at have changed, or less is used. */
function hasMoreRoom(after: CreditAccount, before: CreditAccount): boolean {
  const isUsedLess = total(after.exposure) < total(before.exposure);
  const isPaid = after.terms.overdue !== null && after.due !== before.due;
  return isUsedLess || after.terms !== before.terms || isPaid;
}

function isUsedUp({ terms, exposure }: CreditAccount): boolean {
  return terms.limit !== null && total(exposure) >= terms.limit;
}

function withQueue(credit: Credit, changed: Partial<Queue>): Credit {
  const { account } = credit;
  return { ...credit, account: { ...account, queue: { ...account.queue, ...changed } } };
}

function withTerms(account: CreditAccount, terms: Terms): CreditAccount {
  return { ...account, terms, version: account.version + 1 };
}

function keyOf({ seller, customer, currency }: AccountKey): AccountKey {
  return { seller, customer, currency };
}

/** Nothing is decided about a customer or an order that is not known yet. */
function tooEarly(command: CreditCommand): WaitFor {
  const { account, order = '' } = command;
  if (account !== null) return waitFor('CustomerRegistered', account.customer);
  if (command.type === 'ChangeTerms') throw notHeardOf(command.named);
  return waitFor('OrderPlaced', order);
}

function notHeardOf({ customer }: AccountName): NotHeardYet {
  const message = `Customer ${customer} is not known here`;
  return new NotHeardYet(message, [{ code: 'customer.unknown', path: '/customer', message }]);
}

import type { CreditReason } from '@o2c/contracts';
import { withReservation } from './booking.js';
import {
  type Credit,
  type CreditAccount,
  type CreditCommand,
  type CreditFact,
  decide,
  evolve,
} from './credit-account.js';
import type { DocumentChange } from './credit-document.js';
import { NO_EXPOSURE } from './exposure.js';
import { NOBODY } from './queue.js';
import { type LineMove, noted, type OrderNote, type Reservation, unseen } from './reservation.js';
import { NO_TERMS, type Terms } from './terms.js';

/** Whose credit the samples are about. */
export const KEY = { seller: 'seller', customer: 'customer', currency: 'EUR' };

/** One piece, in millionths. */
export const PIECE = 1_000_000;

/** An account of which nobody has used anything; amounts in cents. */
export function account(terms: Partial<Terms> = {}, parts: Partial<CreditAccount> = {}) {
  const blank = { isForeign: false, customerBlocked: null, due: [], queue: NOBODY, version: 0 };
  const empty: CreditAccount = {
    ...{ ...KEY, ...blank, exposure: NO_EXPOSURE },
    terms: { ...NO_TERMS, ...terms },
  };
  return { ...empty, ...parts };
}

/** An account with a limit of which open items use some. */
export function limited(limit: number, used = 0): CreditAccount {
  return account({ limit }, { exposure: { ...NO_EXPOSURE, openItems: used } });
}

/** An order of ten pieces, ordered on 2 March 2026. */
export function note(gross: number, parts: Partial<OrderNote> = {}): OrderNote {
  return {
    ...{ order: 'order', number: 'SO-1', currency: 'EUR', orderedOn: '2026-03-02' },
    ...{ history: false, version: 1, cancelled: false },
    lines: [{ line: 1, gross, ordered: 10 * PIECE, cancelled: 0, released: 0 }],
    ...parts,
  };
}

/** A reservation for such an order. */
export function reservation(gross: number, parts: Partial<Reservation> = {}): Reservation {
  return { ...noted(unseen(parts.order ?? 'order'), note(gross)), ...parts };
}

/** An order over the limit that waits since a day of February. */
export function waiting(gross: number, order = 'order', day = '01'): Reservation {
  const heldSince = `2026-02-${day}T08:00:00.000Z`;
  const reasons: CreditReason[] = [{ code: 'credit.limit', message: '', owner: '' }];
  return reservation(gross, {
    order,
    status: 'held',
    hold: `hold of ${order}`,
    heldSince,
    reasons,
  });
}

/** What a decision sees: the account with these orders in it, and the first of them. */
export function credit(of: CreditAccount, ...orders: readonly Reservation[]): Credit {
  const empty: Credit = { account: of, order: unseen('order'), documents: new Map() };
  const all = orders.reduce(
    (credit, order) => withReservation({ ...credit, order: unseen(order.order) }, order),
    empty,
  );
  return { ...all, order: orders[0] ?? empty.order };
}

type Asking<C> = C extends CreditCommand ? Omit<C, 'account' | 'order' | 'at' | 'decision'> : never;

/** A command about the sample order, given on 2 March 2026. */
export function asked(command: Asking<CreditCommand>): CreditCommand {
  const about = { account: KEY, order: 'order', decision: 'decision' };
  return { ...about, at: '2026-03-02T09:30:00.000Z', ...command };
}

/** The sample order is placed, or is now so. */
export function order(gross: number, parts: Partial<OrderNote> = {}): CreditCommand {
  return asked({ type: 'ReserveCredit', note: note(gross, parts) });
}

/** Nothing more of it is wanted. */
export function cancelled(gross: number): CreditCommand {
  const lines = [{ line: 1, gross, ordered: 10 * PIECE, cancelled: 10 * PIECE, released: 0 }];
  return order(gross, { cancelled: true, lines });
}

/** Goods of it, or documents, moved. */
export function moved(lines: readonly LineMove[], ...documents: readonly DocumentChange[]) {
  const currency = documents.length > 0 ? 'EUR' : undefined;
  return asked({ type: 'CountMovement', movement: { order: 'order', currency, lines, documents } });
}

/** Everything that credit says to a command. Throws when it has to wait. */
export function decided(state: Credit, command: CreditCommand): readonly CreditFact[] {
  const decision = decide(state, command);
  if ('waitFor' in decision) throw new Error(`waits for ${decision.waitFor}`);
  return decision;
}

/** The same in a few words. */
export function said(state: Credit, command: CreditCommand): string[] {
  return decided(state, command).map(inWords);
}

/** What a decision sees after a command. */
export function after(state: Credit, command: CreditCommand): Credit {
  return decided(state, command).reduce(evolve, state);
}

/** A fact in a few words: what was said about which order, and the amount or the reasons. */
function inWords(fact: CreditFact): string {
  switch (fact.type) {
    case 'CreditApproved':
    case 'CreditRejected':
      return `${fact.type} ${fact.data.order} ${fact.data.amount.amount}`;
    case 'CreditHeld':
      return `${fact.type} ${fact.data.order} ${fact.data.reasons.map(reasonInWords).join(', ')}`;
    case 'order-noted':
    case 'movement-counted':
    case 'room-left':
    case 'holds-told':
    case 'CreditLimitChanged':
      return fact.type;
  }
}

function reasonInWords({ code, needed }: CreditReason): string {
  return needed ? `${code} ${needed.amount}` : code;
}

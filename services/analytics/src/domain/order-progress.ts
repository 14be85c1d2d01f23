import type { AnyEvent, DataOf, EventOf, EventType } from '@o2c/contracts';
import { parseMoney, parseQuantity } from '@o2c/money';
import { happenedAt } from './document-time.js';

/**
 * What one fact adds to what is known of its order. What facts add up to does not depend on
 * their order: of instants the earliest and the latest count, quantities (millionths) are added,
 * of snapshots that with the highest sequence stands.
 */
export type OrderProgress = {
  readonly order: string;
  /** When it happened: see `happenedAt`; ISO 8601 in UTC, like all instants here. */
  readonly at: string;
} & Effect;

type Effect = {
  readonly snapshot?: OrderState;
  readonly credit?: CreditState;
  readonly placedAt?: string;
  readonly heldAt?: string;
  readonly approvedAt?: string;
  readonly releasedAt?: string;
  readonly shippedAt?: string;
  readonly invoicedAt?: string;
  readonly cancelledAt?: string;
  readonly rejectedAt?: string;
  /** A hold of orders' own that a person released. An order has at most one. */
  readonly releasedHold?: string;
  /** A person's latest decision about a hold of credit's; the order goes on when credit says so. */
  readonly decidedHold?: { readonly sequence: number; readonly hold: string };
  readonly shipped?: number;
  readonly invoiced?: number;
};

/** The order as one snapshot of it says; money minor, quantities in millionths over all lines. */
export type OrderState = {
  readonly sequence: number;
  readonly number: string;
  readonly seller: string;
  readonly customer: string;
  readonly currency: string;
  readonly orderedOn: string;
  readonly history: boolean;
  readonly gross: number;
  readonly ordered: number;
  readonly cancelled: number;
  readonly ended: boolean;
  readonly requestedOn: string | null;
  /** JSON list of the skus of its lines. */
  readonly skus: string;
  /** A hold of orders' own: a possible duplicate. Credit speaks for itself. */
  readonly standingHold: string | null;
  readonly hold: HoldReason | null;
};

/** The first reason of a hold, and the role that can lift it. */
export type HoldReason = {
  readonly code: string;
  readonly title: string;
  readonly owner: string;
};

/** Credit's decision about the order. */
export type CreditState = {
  readonly sequence: number;
  readonly decision: 'approved' | 'held' | 'rejected';
  readonly hold?: CreditHold;
};

/** What credit waits for: the order's amount in minor units. */
export type CreditHold = HoldReason & {
  readonly hold: string;
  readonly since: string;
  readonly amount: number;
};

/** What a fact adds to its order; nothing when it names none. */
export function progressOf(fact: AnyEvent): OrderProgress | undefined {
  const { data } = fact;
  if (!('order' in data) || data.order === undefined) return undefined;
  const effect = EFFECTS[fact.type] as ((fact: AnyEvent) => Effect) | undefined;
  const at = happenedAt(fact);
  return { order: data.order, at, ...effect?.({ ...fact, time: at }) };
}

const EFFECTS: { readonly [T in EventType]?: (fact: EventOf<T>) => Effect } = {
  OrderPlaced: (fact) => ({
    snapshot: stateIn(fact, false),
    placedAt: fact.time,
    ...(standingHold(fact.data) !== null && { heldAt: fact.time }),
  }),
  OrderChanged: (fact) => ({ snapshot: stateIn(fact, false) }),
  OrderCancelled: (fact) => ({ snapshot: stateIn(fact, true), cancelledAt: fact.time }),
  HoldReleased: ({ data: { code, hold }, sequence }) =>
    isCredit({ code }) ? { decidedHold: { sequence, hold } } : { releasedHold: hold },
  HoldRejected: ({ time }) => ({ rejectedAt: time }),
  OrderReleased: ({ time }) => ({ releasedAt: time }),
  CreditApproved: ({ time, sequence }) => ({
    approvedAt: time,
    credit: { sequence, decision: 'approved' },
  }),
  CreditHeld: (fact) => ({
    heldAt: fact.time,
    credit: { sequence: fact.sequence, decision: 'held', hold: creditHoldIn(fact) },
  }),
  CreditRejected: ({ sequence }) => ({ credit: { sequence, decision: 'rejected' } }),
  Shipped: ({ time, data }) => ({ shippedAt: time, shipped: quantityOf(data.lines) }),
  // A plan that never left the house had shipped nothing.
  ShipmentVoided: ({ data }) => (data.wasShipped ? { shipped: -quantityOf(data.lines) } : {}),
  Invoiced: ({ time, data }) => ({ invoicedAt: time, invoiced: quantityOf(data.lines) }),
  // Only a void opens the quantities again; other credits leave them invoiced.
  CreditNoted: ({ data }) => (data.cause === 'void' ? { invoiced: -quantityOf(data.lines) } : {}),
};

function stateIn(
  { data, sequence }: EventOf<'OrderPlaced' | 'OrderChanged' | 'OrderCancelled'>,
  ended: boolean,
): OrderState {
  const { number, seller, customer, currency, orderedOn, requestedOn, history, lines } = data;
  return {
    ...{ sequence, number, seller, customer, currency, orderedOn, history, ended },
    gross: parseMoney(data.gross).minor,
    ordered: quantityOf(lines.map(({ ordered: quantity }) => ({ quantity }))),
    cancelled: quantityOf(lines.map(({ cancelled: quantity }) => ({ quantity }))),
    requestedOn: requestedOn ?? null,
    skus: JSON.stringify([...new Set(lines.map(({ sku }) => sku))]),
    ...{ standingHold: standingHold(data), hold: ownHold(data) },
  };
}

function standingHold({ holds = [] }: DataOf<'OrderPlaced'>): string | null {
  return holds.find((hold) => !isCredit(hold))?.hold ?? null;
}

function ownHold({ holds = [] }: DataOf<'OrderPlaced'>): HoldReason | null {
  const standing = holds.find((hold) => !isCredit(hold));
  return standing ? reasonIn(standing.code, standing.reasons, 'order desk') : null;
}

function creditHoldIn({ id, time, data }: EventOf<'CreditHeld'>): CreditHold {
  const { hold = id, heldSince: since = time, amount, reasons } = data;
  const reason = reasonIn('credit.limit', reasons, 'credit controller');
  return { hold, since, amount: parseMoney(amount).minor, ...reason };
}

function reasonIn(
  code: string,
  reasons: readonly { readonly code: string; readonly message: string; readonly owner: string }[],
  role: string,
): HoldReason {
  const title = reasons.map(({ message }) => message).join('; ');
  return { code: reasons[0]?.code ?? code, title, owner: reasons[0]?.owner ?? role };
}

function isCredit({ code }: { readonly code: string }): boolean {
  return code.startsWith('credit.');
}

function quantityOf(lines: readonly { readonly quantity: number | string }[]): number {
  return lines.reduce((sum, { quantity }) => sum + parseQuantity(quantity), 0);
}

import type { CreditReason } from '@o2c/contracts';
import { money, type Quantity } from '@o2c/money';
import { share } from '@o2c/tax';

/** The credit that an order takes up: reserved, then consumed, released or expired. */
export type Reservation = {
  readonly order: string;
  readonly number: string;
  readonly currency: string;
  /** The order's date at the seller's: rules are applied as of it. */
  readonly orderedOn: string;
  /** From before the product was used: never checked, never expires. */
  readonly history: boolean;
  /** Of the order's latest snapshot, which a decision is about; 0 before any. */
  readonly version: number;
  /** `held` waits for room or a person, `expired` for a person only. */
  readonly status: 'undecided' | 'approved' | 'held' | 'expired' | 'rejected';
  readonly reasons: readonly CreditReason[];
  /** A person approved it. */
  readonly manual: boolean;
  /** Id of its hold, the same until it is approved; null while it is not held. */
  readonly hold: string | null;
  readonly heldSince: string | null;
  readonly expiresAt: string | null;
  /** Goods of it have moved, so that its approval no longer expires. */
  readonly consumed: boolean;
  /** Value still to be shipped; it counts once approved. Minor units. */
  readonly open: number;
  /** The part of it that is released: it still counts while what was added since is held. */
  readonly released: number;
  /** Value shipped and not invoiced; it counts whatever was decided. Minor units. */
  readonly delivered: number;
  /** None are known of an order that only waits: what it asks for does not change. */
  readonly lines: ReadonlyMap<number, Line>;
};

/** What became of an order line, in millionths; `gross` is for all that was ordered. */
export type Line = {
  readonly line: number;
  readonly gross: number;
  readonly ordered: Quantity;
  readonly cancelled: Quantity;
  /** Released, and not taken back. */
  readonly released: Quantity;
  /** These two are sums of facts that come in any order, so they may be negative for a moment. */
  readonly shipped: Quantity;
  readonly invoiced: Quantity;
};

/** An order as its latest snapshot says. */
export type OrderNote = {
  readonly order: string;
  readonly number: string;
  readonly currency: string;
  readonly orderedOn: string;
  readonly history: boolean;
  readonly version: number;
  /** Nothing more of it is wanted. */
  readonly cancelled: boolean;
  readonly lines: readonly Pick<Line, 'line' | 'gross' | 'ordered' | 'cancelled' | 'released'>[];
};

/** Quantities of an order's line that were shipped or invoiced; negative when taken back. */
export type LineMove = {
  readonly line: number;
  readonly shipped?: Quantity;
  readonly invoiced?: Quantity;
};

/** An order of which nothing was heard yet. */
export function unseen(order: string): Reservation {
  const nothingHeld = { reasons: [], manual: false, hold: null, heldSince: null, expiresAt: null };
  const nothingMoved = { consumed: false, open: 0, released: 0, delivered: 0, lines: new Map() };
  const noOrder = { number: '', currency: '', orderedOn: '', history: false, version: 0 };
  return { order, ...noOrder, status: 'undecided', ...nothingHeld, ...nothingMoved };
}

/** The order is now so. What was shipped and invoiced stays; a cancelled order waits no more. */
export function noted(before: Reservation, note: OrderNote): Reservation {
  const { number, currency, orderedOn, history, version } = note;
  const after = { ...before, number, currency, orderedOn, history, version };
  return withLines(note.cancelled ? withdrawn(after) : after, note.lines, (line, now) => {
    return { ...line, ...now };
  });
}

/** Goods of it were shipped, invoiced or taken back. */
export function moved(before: Reservation, moves: readonly LineMove[]): Reservation {
  const isConsumed = before.consumed || moves.some(({ shipped = 0 }) => shipped !== 0);
  const expiresAt = isConsumed ? null : before.expiresAt;
  const after = { ...before, consumed: isConsumed, expiresAt };
  return withLines(after, moves, (line, { shipped = 0, invoiced = 0 }) => {
    return { ...line, shipped: line.shipped + shipped, invoiced: line.invoiced + invoiced };
  });
}

/** What an order adds to the exposure of its account. */
export function claimOf({ status, open, released, delivered }: Reservation) {
  const held = status === 'held' ? released : 0;
  return { openOrders: status === 'approved' ? open : held, deliveredNotInvoiced: delivered };
}

function withdrawn(order: Reservation): Reservation {
  const waits = order.status === 'held' || order.status === 'expired';
  if (!waits) return order;
  return { ...order, status: 'undecided', reasons: [], hold: null, heldSince: null };
}

/** The totals follow the lines that changed; the others need not be known. */
function withLines<T extends { readonly line: number }>(
  order: Reservation,
  changes: readonly T[],
  changed: (line: Line, change: T) => Line,
): Reservation {
  const lines = new Map(order.lines);
  let { open, released, delivered } = order;
  for (const change of changes) {
    const before = lines.get(change.line) ?? { line: change.line, ...NOTHING };
    const after = changed(before, change);
    open += openValue(after, order) - openValue(before, order);
    released += releasedValue(after, order) - releasedValue(before, order);
    delivered += deliveredValue(after, order) - deliveredValue(before, order);
    lines.set(change.line, after);
  }
  return { ...order, lines, open, released, delivered };
}

const NOTHING = { gross: 0, ordered: 0, cancelled: 0, released: 0, shipped: 0, invoiced: 0 };

function openValue(line: Line, order: Reservation): number {
  return between(line, line.shipped, line.ordered - line.cancelled, order);
}

function releasedValue(line: Line, order: Reservation): number {
  const { ordered, cancelled, released, shipped } = line;
  return between(line, shipped, Math.min(released, ordered - cancelled), order);
}

function deliveredValue(line: Line, order: Reservation): number {
  return value(line, line.shipped, order) - value(line, line.invoiced, order);
}

/** What lies between two cumulative quantities: however a line is shipped, no cent is lost. */
function between(line: Line, from: Quantity, to: Quantity, order: Reservation): number {
  return to > from ? value(line, to, order) - value(line, from, order) : 0;
}

/** The part of the line's gross that belongs to a quantity; mostly none or all of it. */
function value({ gross, ordered }: Line, quantity: Quantity, { currency }: Reservation): number {
  if (quantity === 0 || ordered === 0) return 0;
  if (quantity === ordered) return gross;
  return share(money(gross, currency), quantity, ordered).minor;
}

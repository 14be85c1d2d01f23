import type { Reservation } from './reservation.js';

/** The orders that wait for room in an account. */
export type Queue = {
  readonly length: number;
  /** The oldest of them, oldest first; those that are not loaded stand behind these. */
  readonly first: readonly Reservation[];
  /** Whether some are not loaded. */
  readonly more: boolean;
  /** Whether `first` begins at the front, and not behind a place. */
  readonly isFront: boolean;
  /** Whether something happened in the account since they were told what is needed. */
  readonly isMoved: boolean;
  /** When one of them was last told anew what is needed. */
  readonly toldAt: string | null;
};

/** Where an order stands: since when, and its id where several came at once. */
export type QueuePlace = { readonly heldSince: string; readonly order: string };

/** How many of those who wait are offered room at once, and know what is needed. */
export const FRONT = 100;

export const NOBODY: Queue = {
  ...{ length: 0, first: [], more: false, isFront: true },
  ...{ isMoved: false, toldAt: null },
};

/** The queue after an order changed: while it waits it keeps its place, a new one comes last. */
export function requeued(queue: Queue, before: Reservation, after: Reservation): Queue {
  const { length, first, more } = queue;
  const isThis = ({ order }: Reservation) => order === after.order;
  const waited = before.status === 'held';
  const waits = after.status === 'held';
  if (waited && waits)
    return { ...queue, first: first.map((order) => (isThis(order) ? after : order)) };
  if (waited)
    return { ...queue, length: length - 1, first: first.filter((order) => !isThis(order)) };
  if (waits) return { ...queue, length: length + 1, first: more ? first : [...first, after] };
  return queue;
}

/** Those who wait before the order, oldest first; undefined where not all of them are known. */
export function olderThan(queue: Queue, { order }: Reservation): Queue['first'] | undefined {
  const { first, more, isFront } = queue;
  const place = first.findIndex((one) => one.order === order);
  const older = place < 0 ? first : first.slice(0, place);
  const isKnown = isFront && older.length < FRONT && (place >= 0 || !more);
  return isKnown ? older : undefined;
}

/**
 * The least room in which something of this size is approved behind older ones, oldest first: each
 * takes what it needs where it finds as much, and stands in nobody's way where it does not. Told
 * from the last to the first, whoever would find as much as it needs has to be given it as well.
 */
export function roomFor(size: number, older: readonly number[]): number {
  return older.reduceRight((room, one) => (room < one ? room : room + one), size);
}

/** The place behind which those stand that are not loaded; none where nobody is. */
export function endOf({ first }: Queue): QueuePlace | undefined {
  const last = first.at(-1);
  return last && { heldSince: last.heldSince ?? '', order: last.order };
}

/** Whether one place is nearer to the front than the other; no place is the front itself. */
export function isBefore(one: QueuePlace | undefined, other: QueuePlace | undefined): boolean {
  if (!one || !other) return other !== undefined;
  if (one.heldSince !== other.heldSince) return one.heldSince < other.heldSince;
  return one.order < other.order;
}

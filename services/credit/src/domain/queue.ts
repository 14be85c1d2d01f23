import type { Reservation } from './reservation.js';

/** The orders that wait for room in an account. */
export type Queue = {
  readonly length: number;
  /** The oldest of them, oldest first; those that are not loaded stand behind these. */
  readonly first: readonly Reservation[];
  /** Whether some are not loaded. */
  readonly more: boolean;
};

/** Where an order stands: since when, and its id where several came at once. */
export type QueuePlace = { readonly heldSince: string; readonly order: string };

export const NOBODY: Queue = { length: 0, first: [], more: false };

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

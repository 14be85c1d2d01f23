import { MAX_VALUE_BYTES, refuse, type DataOf, type FactOf } from '@o2c/contracts';
import { quantityJson } from '@o2c/money';
import {
  isCancelled,
  isHeld,
  isOpen,
  wanted,
  withLines,
  type Hold,
  type Line,
  type Order,
  type Request,
} from './order.js';
import type { OrderFact } from './order-command.js';
import { orderSnapshot, releaseSnapshot } from './snapshot.js';

/**
 * How every decision ends: holds that stop nothing any more are lifted, what may be delivered is
 * released, and the order is noted as it then is, before what is said about it. Throws DomainError
 * `order.invalid` when more is agreed than one message can say.
 */
export function conclude(
  order: Order,
  say: (order: Order) => readonly OrderFact[] = () => [],
  agreed = false,
): readonly OrderFact[] {
  const lifted = isOpen(order) ? order : withoutHolds(order);
  const releasing = mayBeReleased(lifted);
  const released = releasing ? withLines(lifted, releaseLine) : lifted;
  if (agreed) refuseTooLong(released);
  return [
    { type: 'order-noted', data: { order: released, agreed } },
    ...say(released),
    ...(releasing ? [releaseOf(released)] : []),
  ];
}

/** Bytes of a release, the longest of the facts about an order. */
const MOST_BYTES = MAX_VALUE_BYTES - 10_000;
/** Fewer lines never come to that, however long their names. */
const FEW_LINES = 300;

/**
 * Its release says most of an order, and must not turn out too large when it is placed already.
 * Throws DomainError `order.invalid`.
 */
function refuseTooLong(order: Order): void {
  if (order.lines.length <= FEW_LINES) return;
  const whole = withLines(order, (line) => ({ ...line, released: wanted(line) }));
  const bytes = Buffer.byteLength(JSON.stringify(releaseSnapshot(whole)));
  if (bytes <= MOST_BYTES) return;
  const message = `Its lines say ${bytes} bytes in all, and ${MOST_BYTES} are the most`;
  refuse([{ code: 'lines.too_many', path: '/lines', message }], 'order.invalid');
}

/** `OrderCancelled` when nothing of the order is wanted any more, else `OrderChanged`. */
export function lessWanted(
  order: Order,
  reason: string,
): FactOf<'OrderChanged' | 'OrderCancelled'> {
  const type = order.rejected || isCancelled(order) ? 'OrderCancelled' : 'OrderChanged';
  return { type, data: orderSnapshot(order, reason) };
}

/** Asks shipping for quantities back, of the release that the order is at; nothing for none. */
export function askBack(order: Order, request: Request): readonly FactOf<'CancelRequested'>[] {
  if (request.lines.length === 0) return [];
  const { id, cause } = request;
  const released = new Map(order.lines.map((line) => [line.line, line.released]));
  const lines = request.lines.map(({ line, quantity }) => ({
    line,
    quantity: quantityJson(quantity),
    released: quantityJson(released.get(line) ?? 0),
  }));
  const data: DataOf<'CancelRequested'> = { order: order.id, request: id, cause, lines };
  return [{ type: 'CancelRequested', data }];
}

/** The order with one more request that shipping has to answer. */
export function withRequest(order: Order, request: Request): Order {
  if (request.lines.length === 0) return order;
  return { ...order, requests: [...order.requests, request] };
}

/** No hold is left, credit stands for all that is open, and something is there to release. */
function mayBeReleased(order: Order): boolean {
  const { rejected, credit, approved, asked, lines } = order;
  if (rejected || isHeld(order) || credit !== 'approved' || approved < asked) return false;
  return lines.some((line) => toRelease(line) > line.released);
}

/** Ever released: what is wanted, and what shipping had of it and gave back. */
function toRelease(line: Line): number {
  return Math.max(line.released, wanted(line) + line.takenBack);
}

function releaseLine(line: Line): Line {
  const released = toRelease(line);
  return released === line.released ? line : { ...line, released };
}

function releaseOf(order: Order): FactOf<'OrderReleased'> {
  return { type: 'OrderReleased', data: releaseSnapshot(order) };
}

/** Nothing is left that a hold could stop. */
function withoutHolds(order: Order): Order {
  if (!isHeld(order)) return order;
  return { ...order, holds: order.holds.map(lift) };
}

/** The hold as it is when its reason is gone; what a person decided stays. */
export function lift(hold: Hold): Hold {
  if (!hold.stands) return hold;
  return { ...hold, stands: false, status: hold.status === 'open' ? 'released' : hold.status };
}

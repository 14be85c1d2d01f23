import { DomainError, refuse } from '@o2c/contracts';
import { askBack, conclude, lessWanted, withRequest } from './conclude.js';
import { Faults } from './fault.js';
import { quantityOf } from './line-rules.js';
import {
  hasEnded,
  idle,
  inDelivery,
  openOf,
  requested,
  revised,
  sums,
  withParts,
  type Line,
  type Order,
  type Part,
  type Request,
} from './order.js';
import type { AnswerCancel, CancelOrder, OrderFact } from './order-command.js';

/**
 * What delivery does not have yet is cancelled at once; for the rest shipping is asked. Throws
 * DomainError `order.already_shipped` when nothing is left to cancel, `order.not_cancellable`, or
 * `order.invalid` for quantities that the lines do not have.
 */
export function cancelOrder(order: Order, command: CancelOrder): readonly OrderFact[] {
  if (hasEnded(order)) throw notCancellable('It has been cancelled or rejected');
  if (isExpiring(order)) throw notCancellable(EXPIRING);
  const parts = command.lines ? chosen(order, command.lines) : everything(order);
  if (parts.length > 0) return takeBack(order, parts, command);
  if (order.requests.length > 0) return [];
  throw alreadyShipped();
}

/** Whether something of it can still be cancelled, now or by shipping. */
export function isCancellable(order: Order): boolean {
  return !hasEnded(order) && !isExpiring(order) && everything(order).length > 0;
}

/** For the moment in which shipping gives the goods back, nobody can say where they are. */
export function isExpiring({ requests }: Order): boolean {
  return requests.some(({ cause }) => cause === 'expired');
}

/** What a caller is then told. */
export const EXPIRING = 'Its approval expired and shipping is giving the goods back: try again';

function takeBack(order: Order, parts: readonly Part[], command: CancelOrder) {
  const {
    order: after,
    request,
    now,
  } = without(revised(order), parts, {
    ...{ id: command.request, cause: 'cancelled' },
  });
  return conclude(after, (noted) => [
    ...(now.length > 0 ? [lessWanted(noted, command.reason)] : []),
    ...askBack(noted, request),
  ]);
}

/**
 * The order without quantities that are open and not asked for yet: those taken off at once, and
 * the request to shipping for the others.
 */
export function without(
  order: Order,
  parts: readonly Part[],
  { id, cause }: Pick<Request, 'id' | 'cause'>,
): { readonly order: Order; readonly request: Request; readonly now: readonly Part[] } {
  const now = partsOf(order, parts, (line, quantity) => Math.min(quantity, idle(line)));
  const later = partsOf(
    order,
    parts,
    (line, quantity) => quantity - Math.min(quantity, idle(line)),
  );
  const request: Request = { id, cause, lines: later };
  if (parts.length === 0) return { order, request, now };
  const status = later.length > 0 ? ('requested' as const) : ('done' as const);
  const cancelled = { ...withCancelled(order, now), cancellation: { status } };
  return { order: withRequest(cancelled, request), request, now };
}

/** The order without what was added and is not released yet. */
export function rejectIncrease(order: Order): Order {
  return withCancelled(revised(order), partsOf(order, [], idle));
}

/** Shipping gave quantities back, or had shipped them. */
export function answerCancel(order: Order, command: AnswerCancel): readonly OrderFact[] {
  const { cause, lines, refused } = command;
  const requests = order.requests.flatMap((request) => unanswered(request, command));
  const answered = answerTo({ ...order, requests }, command);
  if (refused !== undefined) return conclude(answered);
  // What an expired approval gave back waits for the next one; of a rejected order nothing waits.
  const isWanted = cause === 'expired' && !order.rejected;
  const back = withParts(answered, lines, (line, quantity) => ({
    ...line,
    takenBack: line.takenBack + quantity,
    cancelled: line.cancelled + (isWanted ? 0 : quantity),
  }));
  return conclude(back, (noted) => (isWanted ? [] : [lessWanted(noted, cause)]));
}

/** Everything open of a rejected order is cancelled; what delivery has is asked back. */
export function rejectOrder(order: Order, id: string): { order: Order; request: Request } {
  const parts = everything(order);
  const now = partsOf(order, parts, (line, quantity) => Math.min(quantity, idle(line)));
  const asked = requested(order);
  const later = partsOf(order, parts, (line) => inDelivery(line) - (asked.get(line.line) ?? 0));
  const request: Request = { id, cause: 'cancelled', lines: later };
  const rejected = { ...withCancelled(revised(order), now), rejected: true };
  return { order: withRequest(rejected, request), request };
}

/** What is left of a request: an answer of many lines comes in parts. */
function unanswered(request: Request, { request: id, lines }: AnswerCancel): Request[] {
  if (request.id !== id) return [request];
  const answered = sums(lines);
  const left = request.lines
    .map(({ line, quantity }) => ({ line, quantity: quantity - (answered.get(line) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  return left.length > 0 ? [{ ...request, lines: left }] : [];
}

/** What a caller asked for is answered; an approval that expired is no caller's business. */
function answerTo(order: Order, { cause, refused: code, request }: AnswerCancel): Order {
  if (cause === 'expired') return order;
  if (code !== undefined) return { ...revised(order), cancellation: { status: 'refused', code } };
  const isWhole = order.requests.every(({ id }) => id !== request);
  return { ...revised(order), cancellation: isWhole ? DONE : order.cancellation };
}

const DONE = { status: 'done' } as const;

/** All that is open and not asked for yet. */
function everything(order: Order): readonly Part[] {
  const asked = requested(order);
  return partsOf(order, [], (line) => openOf(line) - (asked.get(line.line) ?? 0));
}

function chosen(order: Order, lines: NonNullable<CancelOrder['lines']>): readonly Part[] {
  const faults = new Faults();
  const parts = lines.flatMap(({ line: number, quantity: given }, index) => {
    const path = `/lines/${index}`;
    const quantity = quantityOf(given, undefined, `${path}/quantity`, faults);
    const line = order.lines.find((candidate) => candidate.line === number);
    if (!line) faults.add('line.unknown', `${path}/line`, `There is no line ${number}`);
    return line && quantity !== undefined ? [{ line: number, quantity }] : [];
  });
  refuse(faults.found, 'order.invalid');
  if (parts.every((part) => isShipped(order, part.line))) throw alreadyShipped();
  const open = sums(everything(order));
  for (const [line, quantity] of sums(parts)) {
    const message = `Line ${line} has less than that to cancel`;
    faults.unless(quantity <= (open.get(line) ?? 0), 'quantity.not_open', '/lines', message);
  }
  refuse(faults.found, 'order.invalid');
  return parts;
}

function isShipped({ lines }: Order, number: number): boolean {
  return lines.some((line) => line.line === number && line.shipped > 0 && openOf(line) <= 0);
}

function withCancelled(order: Order, parts: readonly Part[]): Order {
  return withParts(order, parts, (line, quantity) => {
    return { ...line, cancelled: line.cancelled + quantity };
  });
}

/** One part per line, of those above 0. */
function partsOf(
  order: Order,
  parts: readonly Part[],
  part: (line: Line, quantity: number) => number,
): readonly Part[] {
  const given = sums(parts);
  return order.lines.flatMap((line) => {
    const quantity = part(line, given.get(line.line) ?? 0);
    return quantity > 0 ? [{ line: line.line, quantity }] : [];
  });
}

function notCancellable(message: string): DomainError {
  return new DomainError('order.not_cancellable', message);
}

function alreadyShipped(): DomainError {
  return new DomainError('order.already_shipped', 'Nothing is left to cancel: it was shipped');
}

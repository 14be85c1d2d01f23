import { DomainError, type FactOf } from '@o2c/contracts';
import { rejectIncrease, rejectOrder } from './cancel-order.js';
import { askBack, conclude, lessWanted, lift, withRequest } from './conclude.js';
import {
  hasEnded,
  inDelivery,
  isOpen,
  requested,
  revised,
  type Hold,
  type HoldReason,
  type Order,
  type Request,
} from './order.js';
import type { DecideHold, OrderFact, RecordCredit } from './order-command.js';

/**
 * A person lifts a hold or rejects the order. A possible duplicate is lifted at once; about credit
 * the last word is credit's, so that its hold stands until credit has approved. Throws DomainError
 * `hold.own_order` for whoever placed the order, `hold.unknown`, `hold.already_decided`.
 */
export function decideHold(order: Order, command: DecideHold): readonly OrderFact[] {
  const hold = order.holds.find(({ id }) => id === command.hold);
  if (!hold) throw new DomainError('hold.unknown', `There is no hold ${command.hold}`);
  if (order.placedByKey === command.by.key) {
    throw new DomainError('hold.own_order', 'Somebody else has to decide about this order');
  }
  if (hold.status !== 'open') {
    throw new DomainError('hold.already_decided', `The hold was ${hold.status} before`);
  }
  const decided = withHold(order, decidedHold(hold, command));
  if (command.decision === 'released') {
    return conclude(revised(decided), () => [decisionOf('HoldReleased', order, hold, command)]);
  }
  if (order.credit === 'in_part' && isCredit(hold)) return refuseIncrease(decided, hold, command);
  const { order: rejected, request } = rejectOrder(decided, command.request);
  return conclude(rejected, (noted) => [
    decisionOf('HoldRejected', order, hold, command),
    lessWanted(noted, command.reason),
    ...askBack(noted, request),
  ]);
}

/** What was added is taken back; what was released before goes on. */
function refuseIncrease(order: Order, hold: Hold, command: DecideHold): readonly OrderFact[] {
  return conclude({ ...rejectIncrease(order), credit: 'approved' }, (noted) => [
    decisionOf('HoldRejected', order, hold, command, true),
    lessWanted(noted, command.reason),
  ]);
}

/** Credit approved, held or rejected the order; said about an ended order it changes nothing. */
export function recordCredit(order: Order, command: RecordCredit): readonly OrderFact[] {
  if (hasEnded(order)) return [];
  switch (command.decision) {
    case 'approved':
      return approve(order, command);
    case 'held':
      return hold(order, command);
    case 'rejected':
      return isOpen(order) ? reject(order, command) : [];
  }
}

/** An approval of less than was asked for since changes nothing: the next decision is coming. */
function approve(order: Order, { version: approved }: RecordCredit): readonly OrderFact[] {
  if (approved < order.asked) return [];
  if (order.credit === 'approved' && order.approved === approved) return [];
  const holds = order.holds.map((one) => (isCredit(one) ? lift(one) : one));
  return conclude({ ...order, credit: 'approved', approved, holds });
}

function reject(order: Order, { id }: RecordCredit): readonly OrderFact[] {
  const holds = order.holds.map(refuseCredit);
  const { order: rejected, request } = rejectOrder({ ...order, credit: 'rejected', holds }, id);
  return conclude(rejected, (noted) => [
    lessWanted(noted, 'credit.rejected'),
    ...askBack(noted, request),
  ]);
}

/**
 * Held, or held again because an approval expired: shipping gives back what it still has. Of an
 * order that is on its way otherwise only what was added waits.
 */
function hold(order: Order, command: RecordCredit): readonly OrderFact[] {
  if (!isOpen(order)) return conclude({ ...order, credit: 'held', approved: 0 });
  const { id, reasons } = command;
  const held = withCreditHold(order, command);
  if (isOnItsWay(order) && !reasons.some(isExpiry)) return conclude({ ...held, credit: 'in_part' });
  const request: Request = { id, cause: 'expired', lines: stillInDelivery(order) };
  const asked = withRequest({ ...held, credit: 'held', approved: 0 }, request);
  return conclude(asked, (noted) => askBack(noted, request));
}

function isOnItsWay({ credit, lines }: Order): boolean {
  const approved = credit === 'approved' || credit === 'in_part';
  return approved && lines.some(({ released, takenBack }) => released > takenBack);
}

function isExpiry({ code }: HoldReason): boolean {
  return code === 'credit.approval_expired';
}

/** Credit names its hold; what a person decided about that one stays. Another is over. */
function withCreditHold(order: Order, command: RecordCredit): Order {
  const { at, reasons, heldSince: since = at } = command;
  const open = order.holds.find((one) => isCredit(one) && one.status === 'open');
  const id = command.hold ?? open?.id ?? command.id;
  const decided = order.holds.find((hold) => hold.id === id && hold.decidedBy !== undefined);
  const code = reasons[0]?.code ?? 'credit.limit';
  const stands: Hold = {
    id,
    since: open?.id === id ? open.since : since,
    code,
    reasons,
    status: 'open',
    stands: true,
  };
  const lifted = open && open.id !== id ? withHold(order, lift(open)) : order;
  return withHold(lifted, { ...stands, ...decided, code, reasons, stands: true });
}

function stillInDelivery(order: Order) {
  const asked = requested(order);
  return order.lines
    .map((line) => ({ line: line.line, quantity: inDelivery(line) - (asked.get(line.line) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}

/** The order with a hold added, or put in place of the one with its id. */
function withHold(order: Order, hold: Hold): Order {
  const isThere = order.holds.some(({ id }) => id === hold.id);
  const holds = isThere
    ? order.holds.map((one) => (one.id === hold.id ? hold : one))
    : [...order.holds, hold];
  return { ...order, holds };
}

function decidedHold(hold: Hold, { decision, by, reason, comment }: DecideHold): Hold {
  const stands = decision === 'released' && isCredit(hold);
  return { ...hold, status: decision, stands, decidedBy: by.name, reason, comment };
}

function refuseCredit(hold: Hold): Hold {
  if (!hold.stands || !isCredit(hold)) return hold;
  return { ...hold, stands: false, status: 'rejected' };
}

function isCredit({ code }: Hold): boolean {
  return code.startsWith('credit.');
}

function decisionOf<T extends 'HoldReleased' | 'HoldRejected'>(
  type: T,
  order: Order,
  hold: Hold,
  { by, reason, comment }: DecideHold,
  increaseOnly = false,
): FactOf<T> {
  const data = {
    ...{ order: order.id, hold: hold.id, code: hold.code, by: by.name, reason },
    ...(comment !== undefined && { comment }),
    ...(increaseOnly && { increaseOnly }),
  };
  return { type, data } as FactOf<T>;
}

import { DomainError } from '@o2c/contracts';
import { statusOf, type Order } from './order.js';
import type { OrderCommand } from './order-command.js';
import {
  after,
  answer,
  cancel,
  change,
  credit,
  decideHold,
  id,
  move,
  placing,
  settle,
} from './sample-orders.js';

const RELEASED = [placing(), credit.approve()];
const SHIPPED = [...RELEASED, move.reserve(10), move.ship(10)];
const EXPIRED = [...RELEASED, credit.hold('credit.approval_expired')];
const increase = change({ version: 1, lines: [{ line: 1, quantity: 15 }] });

/** How an order came to be where it is. */
export const STATES: Readonly<Record<string, readonly OrderCommand[]>> = {
  'never heard of': [],
  'just placed': [placing()],
  'held for credit': [placing(), credit.hold()],
  'held as a possible duplicate': [
    placing({ purchaseOrder: 'PO' }, { order: id(9), hold: id(8) }),
    placing({ purchaseOrder: 'PO' }),
  ],
  released: RELEASED,
  'increase held': [...RELEASED, increase, credit.hold()],
  'with stock': [placing(), credit.approve(), move.reserve(10)],
  'cancellation asked for': [placing(), credit.approve(), cancel()],
  'approval expired': EXPIRED,
  'taken back': [...EXPIRED, answer(10, { cause: 'expired', request: id(22) })],
  'shipped in part': [placing(), credit.approve(), move.reserve(10), move.ship(4)],
  shipped: SHIPPED,
  invoiced: [...SHIPPED, move.invoice(10)],
  closed: [...SHIPPED, move.invoice(10), settle()],
  cancelled: [placing(), cancel()],
  rejected: [placing(), credit.hold(), decideHold('rejected', id(21))],
};

/**
 * What a command leads to: the facts and the status after them, `-` for nothing to do, or the code
 * of the refusal.
 */
export function outcome(history: readonly OrderCommand[], command: OrderCommand): string {
  const before = after(...history);
  const aimed = aimedAt(before.order, command);
  try {
    const { order, facts } = after(...history, aimed);
    if (facts.length === 0) return '-';
    const said = facts.map(({ type }) => type).filter((type) => type !== 'order-noted');
    return [...said, `→ ${order && statusOf(order)}`].join(' ');
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/** At the order's version, and at its latest hold. */
function aimedAt(order: Order | undefined, command: OrderCommand): OrderCommand {
  if (command.type === 'ChangeOrder') return { ...command, version: order?.version ?? 0 };
  if (command.type !== 'DecideHold') return command;
  return { ...command, hold: order?.holds.at(-1)?.id ?? id(99) };
}

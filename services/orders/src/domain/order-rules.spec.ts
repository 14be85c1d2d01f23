import type { OrderCommand } from './order-command.js';
import { answer, cancel, change, credit, decideHold, id, move, settle } from './sample-orders.js';
import { outcome, STATES } from './sample-states.js';

/** What can happen to it. The version of a change is the one that the order is at. */
const COMMANDS: Readonly<Record<string, OrderCommand>> = {
  'change priority': change({ priority: 5 }),
  'want less': change({ lines: [{ line: 1, quantity: 6 }] }),
  'want more': change({ lines: [{ line: 1, quantity: 16 }] }),
  'cancel all': cancel(),
  'cancel two': cancel(2),
  'release the hold': decideHold('released', id(21)),
  'reject it': decideHold('rejected', id(21)),
  'credit approves': credit.approve(9),
  'credit holds': credit.hold(),
  'credit rejects': credit.reject(),
  'stock reserved': move.reserve(1),
  'goods shipped': move.ship(1),
  'shipment voided': move.voidShipment(1),
  invoiced: move.invoice(1, 'INV-9'),
  'taken back': answer(1),
  'too late to take back': answer(1, { refused: true }),
  paid: settle(),
  'payment bounced': settle(false),
};

/**
 * What each leads to: the facts and the status after them, or the code of the refusal, in which
 * states; `-` is nothing to do.
 */
const TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'change priority': {
    'order.unknown': 'never heard of',
    'OrderChanged → placed': 'just placed',
    'OrderChanged → held': 'held for credit, held as a possible duplicate',
    'order.not_changeable':
      'increase held, released, with stock, cancellation asked for, approval expired, ' +
      'taken back, shipped in part, shipped, invoiced, closed, cancelled, rejected',
  },
  'want less': {
    'order.unknown': 'never heard of',
    'OrderChanged → placed': 'just placed',
    'OrderChanged → held': 'held for credit, held as a possible duplicate, taken back',
    'CancelRequested → released': 'released, with stock',
    '-': 'cancellation asked for',
    'order.not_changeable': 'approval expired, cancelled, rejected',
    'CancelRequested → partially_shipped': 'shipped in part',
    'order.already_shipped': 'shipped, invoiced, closed',
    'OrderChanged CancelRequested → held': 'increase held',
  },
  'want more': {
    'order.unknown': 'never heard of',
    'OrderChanged → placed': 'just placed',
    'OrderChanged → held':
      'held for credit, held as a possible duplicate, increase held, taken back',
    'OrderChanged → released': 'released, with stock',
    'OrderChanged → partially_shipped': 'shipped in part, shipped',
    'OrderChanged → partially_invoiced': 'invoiced',
    'order.not_changeable': 'cancellation asked for, approval expired, closed, cancelled, rejected',
  },
  'cancel all': {
    'order.unknown': 'never heard of',
    'OrderCancelled → cancelled':
      'just placed, held for credit, held as a possible duplicate, taken back',
    'CancelRequested → released': 'released, with stock',
    '-': 'cancellation asked for',
    'order.not_cancellable': 'approval expired, cancelled, rejected',
    'CancelRequested → partially_shipped': 'shipped in part',
    'order.already_shipped': 'shipped, invoiced, closed',
    'OrderChanged CancelRequested → held': 'increase held',
  },
  'cancel two': {
    'order.unknown': 'never heard of',
    'OrderChanged → placed': 'just placed',
    'OrderChanged → held':
      'increase held, held for credit, held as a possible duplicate, taken back',
    'CancelRequested → released': 'released, with stock',
    'order.invalid': 'cancellation asked for',
    'order.not_cancellable': 'approval expired, cancelled, rejected',
    'CancelRequested → partially_shipped': 'shipped in part',
    'order.already_shipped': 'shipped, invoiced, closed',
  },
  'release the hold': {
    'order.unknown': 'never heard of',
    'hold.unknown':
      'just placed, released, with stock, cancellation asked for, shipped in part, ' +
      'shipped, invoiced, closed, cancelled',
    'HoldReleased → held': 'increase held, held for credit, approval expired, taken back',
    'HoldReleased → placed': 'held as a possible duplicate',
    'hold.already_decided': 'rejected',
  },
  'reject it': {
    'order.unknown': 'never heard of',
    'hold.unknown':
      'just placed, released, with stock, cancellation asked for, shipped in part, ' +
      'shipped, invoiced, closed, cancelled',
    'HoldRejected OrderCancelled → rejected':
      'held for credit, held as a possible duplicate, approval expired, taken back',
    'hold.already_decided': 'rejected',
    'HoldRejected OrderChanged → released': 'increase held',
  },
  'credit approves': {
    '-': 'never heard of, cancelled, rejected',
    'OrderReleased → released': 'increase held, just placed, held for credit, taken back',
    '→ held': 'held as a possible duplicate',
    '→ released': 'released, with stock, cancellation asked for, approval expired',
    '→ partially_shipped': 'shipped in part',
    '→ shipped': 'shipped',
    '→ invoiced': 'invoiced',
    '→ closed': 'closed',
  },
  'credit holds': {
    '-': 'never heard of, cancelled, rejected',
    '→ held':
      'increase held, released, with stock, shipped in part, just placed, held for credit, ' +
      'held as a possible duplicate, ' +
      'cancellation asked for, approval expired, taken back',
    '→ shipped': 'shipped',
    '→ invoiced': 'invoiced',
    '→ closed': 'closed',
  },
  'credit rejects': {
    '-': 'never heard of, shipped, invoiced, closed, cancelled, rejected',
    'OrderCancelled → rejected':
      'just placed, held for credit, held as a possible duplicate, ' +
      'cancellation asked for, approval expired, taken back',
    'OrderCancelled CancelRequested → rejected':
      'increase held, released, with stock, shipped in part',
  },
  'stock reserved': {
    '-': 'never heard of',
    '→ placed': 'just placed',
    '→ held':
      'increase held, held for credit, held as a possible duplicate, approval expired, taken back',
    '→ released': 'released, with stock, cancellation asked for',
    '→ partially_shipped': 'shipped in part',
    '→ shipped': 'shipped',
    '→ invoiced': 'invoiced',
    '→ closed': 'closed',
    '→ cancelled': 'cancelled',
    '→ rejected': 'rejected',
  },
  'goods shipped': {
    '-': 'never heard of',
    '→ partially_shipped':
      'just placed, released, with stock, cancellation asked for, shipped in part',
    '→ held':
      'increase held, held for credit, held as a possible duplicate, approval expired, taken back',
    '→ shipped': 'shipped',
    '→ invoiced': 'invoiced',
    '→ closed': 'closed',
    '→ cancelled': 'cancelled',
    '→ rejected': 'rejected',
  },
  'shipment voided': {
    '-': 'never heard of',
    '→ placed': 'just placed',
    '→ held':
      'increase held, held for credit, held as a possible duplicate, approval expired, taken back',
    '→ released': 'released, with stock, cancellation asked for',
    '→ partially_shipped': 'shipped in part, shipped',
    '→ invoiced': 'invoiced',
    '→ closed': 'closed',
    '→ cancelled': 'cancelled',
    '→ rejected': 'rejected',
  },
  invoiced: {
    '-': 'never heard of',
    '→ partially_invoiced':
      'just placed, released, with stock, cancellation asked for, shipped in part',
    '→ held':
      'increase held, held for credit, held as a possible duplicate, approval expired, taken back',
    '→ shipped': 'shipped',
    '→ invoiced': 'invoiced, closed',
    '→ cancelled': 'cancelled',
    '→ rejected': 'rejected',
  },
  'taken back': {
    '-': 'never heard of',
    'OrderChanged → placed': 'just placed',
    'OrderChanged → held':
      'increase held, held for credit, held as a possible duplicate, approval expired, taken back',
    'OrderChanged → released': 'released, with stock, cancellation asked for',
    'OrderChanged → partially_shipped': 'shipped in part',
    'OrderChanged → shipped': 'shipped',
    'OrderChanged → invoiced': 'invoiced',
    'OrderChanged → closed': 'closed',
    'OrderCancelled → cancelled': 'cancelled',
    'OrderCancelled → rejected': 'rejected',
  },
  'too late to take back': {
    '-': 'never heard of',
    '→ placed': 'just placed',
    '→ held':
      'increase held, held for credit, held as a possible duplicate, approval expired, taken back',
    '→ released': 'released, with stock, cancellation asked for',
    '→ partially_shipped': 'shipped in part',
    '→ shipped': 'shipped',
    '→ invoiced': 'invoiced',
    '→ closed': 'closed',
    '→ cancelled': 'cancelled',
    '→ rejected': 'rejected',
  },
  paid: {
    '-': 'never heard of, closed',
    '→ placed': 'just placed',
    '→ held':
      'increase held, held for credit, held as a possible duplicate, approval expired, taken back',
    '→ released': 'released, with stock, cancellation asked for',
    '→ partially_shipped': 'shipped in part',
    '→ shipped': 'shipped',
    '→ closed': 'invoiced',
    '→ cancelled': 'cancelled',
    '→ rejected': 'rejected',
  },
  'payment bounced': {
    '-': 'never heard of, invoiced',
    '→ placed': 'just placed',
    '→ held':
      'increase held, held for credit, held as a possible duplicate, approval expired, taken back',
    '→ released': 'released, with stock, cancellation asked for',
    '→ partially_shipped': 'shipped in part',
    '→ shipped': 'shipped',
    '→ invoiced': 'closed',
    '→ cancelled': 'cancelled',
    '→ rejected': 'rejected',
  },
};

describe('Whatever happens to an order in whatever state has one known outcome', () => {
  for (const [name, command] of Object.entries(COMMANDS)) {
    const expected = Object.entries(TABLE[name] ?? {});
    test.each(Object.entries(STATES))(`${name}, when it was %s`, (state, history) => {
      const outcomes = expected.filter(([, states]) => states.split(', ').includes(state));
      expect([outcome(history, command)]).toEqual(outcomes.map(([facts]) => facts));
    });
  }
});

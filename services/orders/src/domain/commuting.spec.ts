import fc from 'fast-check';
import { isHeld, isReleased, openOf, statusOf } from './order.js';
import type { OrderCommand } from './order-command.js';
import {
  after,
  answer,
  cancel,
  credit,
  decideHold,
  id,
  lineIn,
  move,
  placing,
  settle,
  UNIT,
} from './sample-orders.js';

/** What the others say about an order of ten that is shipped in two parts, and paid. */
const STORY: readonly OrderCommand[] = [
  move.reserve(6),
  move.backorder(4),
  move.backorder(-4),
  move.reserve(4),
  move.ship(6),
  move.voidShipment(6),
  move.reserve(6),
  move.ship(10),
  move.invoice(6, 'INV-1'),
  move.invoice(-6, 'CN-1'),
  move.invoice(10, 'INV-2'),
  settle(true, 'INV-1'),
  settle(true, 'CN-1'),
  settle(true, 'INV-2'),
];

describe('In whatever order the other services are heard', () => {
  test('an order ends up the same, closed', () => {
    const told = fc.shuffledSubarray([...STORY], { minLength: STORY.length });
    fc.assert(
      fc.property(told, (story) => {
        const { order } = after(placing(), credit.approve(), ...story);
        expect(order && statusOf(order)).toBe('closed');
        expect(lineIn(order)).toMatchObject({
          ...{ reserved: 0, backordered: 0, shipped: 10 * UNIT, invoiced: 10 * UNIT },
        });
      }),
    );
  });

  test('what shipping gives back is given back once, before or after it ships the rest', () => {
    const start = [placing(), credit.approve(), move.reserve(10), cancel(4)];
    const rest = [move.ship(6), answer(4), move.reserve(-4), move.invoice(6)];
    fc.assert(
      fc.property(fc.shuffledSubarray(rest, { minLength: rest.length }), (story) => {
        const { order } = after(...start, ...story);
        expect(lineIn(order)).toMatchObject({
          ...{ cancelled: 4 * UNIT, takenBack: 4 * UNIT, shipped: 6 * UNIT, reserved: 0 },
        });
        expect(order && statusOf(order)).toBe('invoiced');
      }),
    );
  });

  test('what shipping gives back in parts is asked back until the last of them', () => {
    const asked = [placing(), credit.approve(), cancel(4), answer(1)];
    const { order } = after(...asked);
    expect(order).toMatchObject({
      requests: [{ lines: [{ line: 1, quantity: 3 * UNIT }] }],
      cancellation: { status: 'requested' },
    });
    const { order: whole } = after(...asked, answer(3));
    expect(whole).toMatchObject({ requests: [], cancellation: { status: 'done' } });
    expect(lineIn(whole)).toMatchObject({ cancelled: 4 * UNIT, takenBack: 4 * UNIT });
  });

  test('an order is released only while nothing holds it and credit stands for it', () => {
    const anything = fc.constantFrom<OrderCommand>(
      credit.approve(),
      credit.approve(0),
      credit.hold(),
      credit.hold('credit.approval_expired'),
      move.reserve(1),
      answer(10, { cause: 'expired', request: id(22) }),
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), (story) => {
        story.forEach((command, index) => {
          const { order, facts } = after(placing(), ...story.slice(0, index + 1));
          if (!order || !facts.some(({ type }) => type === 'OrderReleased')) return;
          expect([isHeld(order), order.credit, isReleased(order)]).toEqual([
            false,
            'approved',
            true,
          ]);
          expect(order.approved).toBeGreaterThanOrEqual(order.asked);
          expect(command.type).not.toBe('MoveQuantities');
        });
      }),
    );
  });
});

describe('An order that was taken back because its approval expired', () => {
  const expired = [placing(), credit.approve(), credit.hold('credit.approval_expired')];
  const back = answer(10, { cause: 'expired', request: id(22) });

  test('is released again, for as much more as was taken back', () => {
    const { order } = after(...expired, back, credit.approve());
    expect(lineIn(order)).toMatchObject({ released: 20 * UNIT, takenBack: 10 * UNIT });
  });

  test('is released again also when credit is faster than shipping', () => {
    const { order } = after(...expired, credit.approve(), back);
    expect(lineIn(order)).toMatchObject({ released: 20 * UNIT, takenBack: 10 * UNIT });
    expect(order && statusOf(order)).toBe('released');
  });

  test('is released again for what is then still wanted', () => {
    const { order } = after(...expired, back, cancel(3), credit.approve(2));
    expect(lineIn(order)).toMatchObject({ released: 17 * UNIT, cancelled: 3 * UNIT });
  });

  test('stays as it is when goods had left; the hold ends when the last of them leaves', () => {
    const late = [...expired, answer(10, { cause: 'expired', request: id(22), refused: true })];
    expect(after(...late, move.ship(9)).order?.holds).toMatchObject([{ stands: true }]);
    const { order } = after(...late, move.ship(10));
    expect(order?.holds).toMatchObject([{ stands: false, status: 'released' }]);
    expect(order && statusOf(order)).toBe('shipped');
  });

  test('is cancelled whole when it is rejected, however late shipping answers', () => {
    const rejected = after(...expired, decideHold('rejected', id(22)), back);
    expect(lineIn(rejected.order)).toMatchObject({ cancelled: 10 * UNIT, takenBack: 10 * UNIT });
    expect(rejected.facts.map(({ type }) => type)).toContain('OrderCancelled');
    const earlier = after(...expired, back, decideHold('rejected', id(22)));
    expect(lineIn(earlier.order)).toEqual(lineIn(rejected.order));
    expect(openOf(lineIn(earlier.order))).toBe(0);
  });
});

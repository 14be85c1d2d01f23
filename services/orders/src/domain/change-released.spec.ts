import fc from 'fast-check';
import { openOf, statusOf, wanted, type Order } from './order.js';
import type { LineChange, OrderCommand, OrderFact } from './order-command.js';
import {
  after,
  answer,
  cancel,
  change,
  credit,
  decideHold,
  id,
  lineIn,
  move,
  placing,
  settle,
  UNIT,
} from './sample-orders.js';

/** Ten bolts on their way. */
const RELEASED = [placing(), credit.approve()];
const more = (quantity = 15, version = 1) => change({ version, lines: [{ line: 1, quantity }] });
const HELD = [...RELEASED, more(), credit.hold()];

const types = (facts: readonly OrderFact[]) =>
  facts.map(({ type }) => type).filter((type) => type !== 'order-noted');

function released(order: Order | undefined, line = 1): number {
  return lineIn(order, line).released / UNIT;
}

describe('An order that has been released can get more', () => {
  test('and credit is asked about it while the rest goes on', () => {
    const { order, facts } = after(...RELEASED, more());
    expect(types(facts)).toEqual(['OrderChanged']);
    expect(facts.at(-1)?.data).toMatchObject({
      version: 2,
      lines: [{ ordered: 15, released: 10 }],
      gross: { amount: '178.50' },
    });
    expect([order && statusOf(order), released(order)]).toEqual(['released', 10]);
  });

  test('which is released, whole again, once credit has approved it', () => {
    const { order, facts } = after(...RELEASED, more(), credit.approve(2));
    expect(types(facts)).toEqual(['OrderReleased']);
    expect(facts.at(-1)?.data).toMatchObject({ lines: [{ ordered: 15, released: 15 }] });
    expect(order && statusOf(order)).toBe('released');
  });

  test('but not by an approval of what was ordered before', () => {
    expect(types(after(...RELEASED, more(), credit.approve(1)).facts)).toEqual([]);
    expect(types(after(placing(), more(), credit.approve(1)).facts)).toEqual([]);
  });

  test('also as a line of its own, of any product', () => {
    const line = change({ version: 1, lines: [{ sku: 'BOOK', quantity: 2 }] });
    const { order } = after(...RELEASED, line, credit.approve(2));
    expect([released(order), released(order, 2)]).toEqual([10, 2]);
  });

  test('also after some of it was shipped and some taken back', () => {
    const { order } = after(
      ...[...RELEASED, move.ship(4), cancel(2), answer(2)],
      ...[change({ version: 3, lines: [{ line: 1, quantity: 12 }] }), credit.approve(4)],
    );
    expect(lineIn(order)).toMatchObject({ ordered: 14 * UNIT, released: 14 * UNIT });
    expect(openOf(lineIn(order))).toBe(8 * UNIT);
  });

  test('while another line gets less', () => {
    const both = [
      { sku: 'BOOK', quantity: 2 },
      { line: 1, quantity: 7 },
    ];
    const { facts } = after(...RELEASED, change({ version: 1, lines: both }));
    expect(types(facts)).toEqual(['OrderChanged', 'CancelRequested']);
  });
});

describe('When credit holds what was added', () => {
  test('nothing that was released is asked back', () => {
    const { order, facts } = after(...HELD);
    expect(types(facts)).toEqual([]);
    expect(order?.credit).toBe('in_part');
    expect([order && statusOf(order), released(order)]).toEqual(['held', 10]);
  });

  test('the goods go on, up to the invoice', () => {
    const { order } = after(...HELD, move.reserve(10), move.ship(10), move.invoice(10));
    expect(lineIn(order)).toMatchObject({ shipped: 10 * UNIT, invoiced: 10 * UNIT });
    expect(order && statusOf(order)).toBe('held');
  });

  test('an approval releases it, before or after the goods have left', () => {
    for (const story of [[], [move.ship(10)], [move.ship(10), move.invoice(10), settle()]]) {
      const { order } = after(...HELD, ...story, credit.approve(2));
      expect([released(order), order?.holds[0]?.stands]).toEqual([15, false]);
    }
  });

  test('a refusal takes back what was added, not the order', () => {
    const { order, facts } = after(...HELD, decideHold('rejected', id(21)));
    expect(types(facts)).toEqual(['HoldRejected', 'OrderChanged']);
    expect(facts.find(({ type }) => type === 'HoldRejected')?.data).toMatchObject({
      increaseOnly: true,
    });
    expect([order && statusOf(order), released(order)]).toEqual(['released', 10]);
    expect(lineIn(order)).toMatchObject({ ordered: 15 * UNIT, cancelled: 5 * UNIT });
  });

  test('an approval that crosses the refusal releases nothing more', () => {
    const { order } = after(...HELD, decideHold('rejected', id(21)), credit.approve(2));
    expect([released(order), wanted(lineIn(order)) / UNIT]).toEqual([10, 10]);
  });

  test('wanting less again takes it off at once, and shipping is not asked', () => {
    const { order, facts } = after(...HELD, more(12, 2));
    expect(types(facts)).toEqual(['OrderChanged']);
    expect(lineIn(order)).toMatchObject({ cancelled: 3 * UNIT, released: 10 * UNIT });
  });

  test('cancelling all takes off what was added and asks shipping for the rest', () => {
    const { facts } = after(...HELD, cancel());
    expect(types(facts)).toEqual(['OrderChanged', 'CancelRequested']);
    expect(facts.at(-1)?.data).toMatchObject({ lines: [{ line: 1, quantity: 10 }] });
  });

  test('an approval of the rest that expires takes all of it back', () => {
    const { facts } = after(...HELD, credit.hold('credit.approval_expired'));
    expect(types(facts)).toEqual(['CancelRequested']);
  });
});

describe('After the release stays refused', () => {
  const closed = [...RELEASED, move.ship(10), move.invoice(10), settle()];
  test.each<[string, readonly OrderCommand[], LineChange, string]>([
    ['another price', RELEASED, { line: 1, discountPercent: '5' }, 'order.price_fixed'],
    ['another product', RELEASED, { line: 1, sku: 'BOOK' }, 'order.not_changeable'],
    ['more of a closed order', closed, { line: 1, quantity: 11 }, 'order.not_changeable'],
    ['too much', RELEASED, { line: 1, quantity: 1_000_000_000 }, 'order.invalid'],
    ['no number', RELEASED, { line: 1, quantity: 'ten' }, 'order.invalid'],
    ['a line that is not there', RELEASED, { line: 7, quantity: 1 }, 'order.invalid'],
    ['less than was shipped', closed, { line: 1, quantity: 9 }, 'order.already_shipped'],
  ])('%s', (_, history, line, code) => {
    expect(() => after(...history, change({ version: 1, lines: [line] }))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test('more than can be told together with what was cancelled', () => {
    const line = change({ version: 3, lines: [{ line: 1, quantity: 999_999_999 }] });
    expect(() => after(...RELEASED, cancel(2), answer(2), line)).toThrow('With what was cancelled');
  });

  test('more of a line of which shipping is deciding what it can give back', () => {
    expect(() => after(...RELEASED, cancel(2), more(15, 2))).toThrow(
      expect.objectContaining({ code: 'order.not_changeable' }),
    );
  });
});

test('However the facts of others fall, an increase that was approved is delivered', () => {
  const story = [
    ...[credit.hold(), credit.approve(2), move.reserve(15), move.ship(6), move.ship(9)],
    ...[move.invoice(6, 'INV-1'), move.invoice(9, 'INV-2')],
    ...[settle(true, 'INV-1'), settle(true, 'INV-2')],
  ];
  // Of one producer's decisions only the newest is handed on.
  const inOrder = (facts: readonly OrderCommand[]) => {
    const held = facts.findIndex((one) => one === story[0]);
    const approved = facts.findIndex((one) => one === story[1]);
    return held < approved ? facts : facts.filter((one) => one !== story[0]);
  };
  fc.assert(
    fc.property(fc.shuffledSubarray(story, { minLength: story.length }), (facts) => {
      const { order } = after(...RELEASED, more(), ...inOrder(facts));
      expect(released(order)).toBe(15);
      expect(order && statusOf(order)).toBe('closed');
    }),
  );
});

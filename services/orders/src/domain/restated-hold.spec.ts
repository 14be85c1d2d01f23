import type { Hold } from './order.js';
import { after, credit, decideHold, eur, id, placing } from './sample-orders.js';
import { STATES } from './sample-states.js';

describe('A hold that credit tells anew', () => {
  const releasedBy = [placing(), credit.hold(), decideHold('released', id(21))];
  const histories: typeof STATES = { ...STATES, 'released by a person': releasedBy };
  test.each(['held for credit', 'increase held', 'released by a person'])(
    'says what is needed now, and nothing else of the order changes: %s',
    (state) => {
      const history = histories[state] ?? [];
      const before = after(...history).order;
      const { order, facts } = after(...history, credit.restate('12.00'));
      expect(facts.map(({ type }) => type)).toEqual(['order-noted']);
      const told = (hold: Hold): Hold => {
        return { ...hold, reasons: hold.reasons.map((one) => ({ ...one, needed: eur('12.00') })) };
      };
      expect(order).toEqual(before && { ...before, holds: before.holds.map(told) });
      expect(order?.holds).toHaveLength(1);
    },
  );
});

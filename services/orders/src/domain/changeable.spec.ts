import { isCancellable } from './cancel-order.js';
import { changeableOf } from './change-order.js';
import type { OrderCommand } from './order-command.js';
import { after, cancel, change } from './sample-orders.js';
import { outcome, STATES } from './sample-states.js';

describe('What may be done to an order is said before it is tried', () => {
  const isDone = (history: readonly OrderCommand[]) => (command: OrderCommand) =>
    outcome(history, command).includes('→');
  const changes = [
    { lines: [{ line: 1, quantity: 6 }] },
    { lines: [{ line: 1, quantity: 16 }] },
    { lines: [{ sku: 'BOOK', quantity: 1 }] },
  ].map(change);
  const states = Object.entries(STATES).filter(([, history]) => history.length > 0);

  test.each(states)('and true when it was %s', (_, history) => {
    const { order } = after(...history);
    if (!order) throw new Error('there is no order');
    const done = isDone(history);
    const may = done(change({ priority: 5 })) ? 'all' : changes.some(done) ? 'lines' : 'nothing';
    expect([changeableOf(order), isCancellable(order)]).toEqual([may, done(cancel())]);
  });
});

import type { AnyEvent, Blocker } from '@o2c/contracts';
import type { ExpectedStock } from './expected-stock.js';
import { goodsBlockers, toShip } from './goods-blockers.js';
import { holdBlockers } from './hold-blockers.js';
import { moneyBlockers } from './money-blockers.js';
import { factsOf } from './told-facts.js';

/**
 * Why an order does not go on, as its facts say on a day (of the seller's calendar): those of the
 * orders, then of goods, then of money. Empty while it is merely in progress. A function of the
 * set of facts; goods and holds stop nothing when all that is wanted has left the house. What is
 * `expected` of skus no order's fact says.
 */
export function blockersOf(
  facts: readonly AnyEvent[],
  today: string,
  expected: readonly ExpectedStock[] = [],
): readonly Blocker[] {
  const money = moneyBlockers(facts, today);
  const isRejected = factsOf(facts, 'HoldRejected').length > 0;
  const isShipped = [...toShip(facts).values()].every((open) => open <= 0);
  if (isRejected || isShipped) return money;
  return [...holdBlockers(facts), ...goodsBlockers(facts, today, expected), ...money];
}

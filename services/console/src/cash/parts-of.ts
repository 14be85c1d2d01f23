import type { OpenItem } from '@o2c/client';
import {
  add,
  isNegative,
  isZero,
  min,
  type Money,
  moneyJson,
  negate,
  parseMoney,
  subtract,
  zero,
} from '@o2c/money';
import { moneyText } from '../format.js';

/** How much of a payment goes to each item: the oldest first, each as far as the money goes. */
export function partsOf(
  unapplied: Money,
  items: readonly OpenItem[],
): readonly { id: string; part: Money }[] {
  let used = zero(unapplied.currency);
  return items
    .toSorted((a, b) => a.dueDate.localeCompare(b.dueDate))
    .flatMap(({ id, open }) => {
      const part = min(parseMoney(open), subtract(unapplied, used));
      used = add(used, part);
      return isZero(part) ? [] : [{ id, part }];
    });
}

/** What the difference between the money and what is picked means. */
export function moodOfRest(difference: Money): string {
  return isZero(difference) ? 'good' : isNegative(difference) ? 'bad' : 'wait';
}

/** The same in words. */
export function restText(difference: Money): string {
  if (isZero(difference)) return 'Comes out even';
  return isNegative(difference)
    ? `${moneyText(moneyJson(negate(difference)))} would stay open`
    : `${moneyText(moneyJson(difference))} would stay unapplied`;
}

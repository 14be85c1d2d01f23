import { percentage } from './ratio.js';

/** What collection is measured by: minor units of one seller and currency. */
export type CollectionInput = {
  readonly receivablesBegin: number;
  readonly creditSales: number;
  readonly receivablesEnd: number;
  /** The part of `receivablesEnd` that was not past due. */
  readonly notPastDue: number;
};

/**
 * Collection effectiveness index, in percent: what was collected ÷ what could have been. Where
 * sales are divided by the months of the period it is another figure; the variant is in the name.
 */
export function collectionEffectiveness(input: CollectionInput): number | null {
  const { receivablesBegin, creditSales, receivablesEnd, notPastDue } = input;
  const collectable = receivablesBegin + creditSales;
  return percentage(collectable - receivablesEnd, collectable - notPastDue);
}

/** Part of the money received that settles something, in percent of the amount. */
export function cashApplicationRate(applied: number, received: number): number | null {
  return percentage(applied, received);
}

/** Part of the orders that a hold stopped, in percent. */
export function holdRate(held: number, orders: number): number | null {
  return percentage(held, orders);
}

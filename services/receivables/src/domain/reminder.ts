/** An item that has reached a level it was not reminded at. `amount`: undisputed minor units. */
export type DueItem = {
  readonly id: string;
  readonly customer: string;
  readonly currency: string;
  readonly document: string;
  readonly dueDate: string;
  readonly daysOverdue: number;
  readonly amount: number;
};

/** A line of a letter. */
export type ReminderLine = DueItem & { readonly level: number };

/** One letter: all items of a customer that are due for a level, in one currency. */
export type Letter = {
  readonly customer: string;
  readonly currency: string;
  /** The highest level of its items. */
  readonly level: number;
  readonly items: readonly ReminderLine[];
  readonly total: number;
};

/** Days overdue from which a level is reached. */
export const LEVEL_DAYS: readonly [number, number, number] = [7, 21, 35];

/** The level that an item has reached, 0 to 3. A level that was missed is not made up for. */
export function levelOf(daysOverdue: number): number {
  return LEVEL_DAYS.filter((days) => daysOverdue >= days).length;
}

/** Due items as letters, one per customer and currency, oldest item first. */
export function lettersOf(items: readonly DueItem[]): readonly Letter[] {
  const groups = Map.groupBy(items, ({ customer, currency }) => `${customer} ${currency}`);
  return [...groups.values()].flatMap((group) => letterOf(group) ?? []);
}

function letterOf(group: readonly DueItem[]): Letter | undefined {
  const [first] = group;
  if (!first) return undefined;
  const items = group
    .map((item) => ({ ...item, level: levelOf(item.daysOverdue) }))
    .sort((a, b) => b.daysOverdue - a.daysOverdue || (a.document < b.document ? -1 : 1));
  return {
    customer: first.customer,
    currency: first.currency,
    level: Math.max(...items.map(({ level }) => level)),
    items,
    total: items.reduce((so, { amount }) => so + amount, 0),
  };
}

import { moneyJson, type MoneyJson } from '@o2c/money';
import { inWords, reworkIn, waitInWords } from './step-words.js';

/** Orders and what happened to them, counted. Times in seconds. */
export type ProcessMap = {
  readonly orders: number;
  readonly steps: readonly Step[];
  readonly transitions: readonly Transition[];
  readonly variants: readonly Variant[];
  /** Where orders usually wait longest; null while no order has gone a step. */
  readonly slowest: Slowest | null;
};

/** How often and by how many orders something was done, and what these orders are worth. */
export type Taken = {
  readonly count: number;
  readonly orders: number;
  /** Gross of the orders, an amount per currency. */
  readonly value: readonly MoneyJson[];
};

/** A type of fact. `open`: orders whose latest fact it is and that are not over. */
export type Step = { readonly type: string; readonly open: number } & Taken;

/** One step followed by another; `share` of the orders took it. */
export type Transition = Wait & Taken & { readonly share: number };

/** How long it took from one step to the next. */
export type Wait = {
  readonly from: string;
  readonly to: string;
  readonly medianSeconds: number;
  readonly p90Seconds: number;
  /** Of the period before, as long as this one; null where there is none to compare with. */
  readonly medianSecondsBefore: number | null;
};

/** A way that orders took from their first fact to their last so far. */
export type Variant = {
  readonly path: readonly string[];
  readonly count: number;
  readonly share: number;
  readonly value: readonly MoneyJson[];
  /** Steps taken more than once; a hold that stands is one, however often it is told. */
  readonly rework: readonly string[];
  /** The same in words: second invoice, re-release, part shipment. */
  readonly reworkInWords: readonly string[];
};

/** The transition that takes longest, and that in one sentence. */
export type Slowest = Pick<Transition, 'from' | 'to' | 'medianSeconds'> & {
  readonly sentence: string;
};

/** Orders that went the same way, of one currency; minor units. */
export type Way = {
  readonly path: readonly string[];
  readonly currency: string | null;
  readonly orders: number;
  readonly minor: number;
  readonly open: number;
};

/** Part of the orders that makes a transition usual: what few took says little of the process. */
const USUAL = 0.05;

/** Most variants that a map shows; the rest are told by their absence from the shares. */
const VARIANTS = 50;

/** The map of the ways that orders went. Shares have four decimals, seconds three. */
export function mapOf(ways: readonly Way[], waits: readonly Wait[]): ProcessMap {
  const orders = ways.reduce((sum, way) => sum + way.orders, 0);
  const steps = tallied(ways, ({ path }) => path);
  const pairs = tallied(ways, ({ path }) => path.slice(1).map((to, index) => [path[index], to]));
  const open = tallied(ways, ({ path }) => path.slice(-1));
  const transitions = waits.map((wait) => {
    const taken = takenIn(pairs.get(keyOf([wait.from, wait.to])));
    const { medianSeconds, p90Seconds, medianSecondsBefore: before } = wait;
    return {
      ...{ ...wait, ...taken, medianSeconds: rounded(medianSeconds, 3) },
      ...{ p90Seconds: rounded(p90Seconds, 3), share: share(taken.orders, orders) },
      medianSecondsBefore: before === null ? null : rounded(before, 3),
    };
  });
  return {
    orders,
    steps: [...steps]
      .map(([type, tally]) => ({ type, ...takenIn(tally), open: open.get(type)?.open ?? 0 }))
      .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    transitions: transitions.sort((a, b) => b.count - a.count || (nameOf(a) < nameOf(b) ? -1 : 1)),
    variants: variantsOf(ways, orders),
    slowest: slowestOf(transitions),
  };
}

/**
 * Steps that were taken more than once, in the order in which they come again. A hold stands until
 * credit approves: that it still does, after a change or for other reasons, is no work done twice.
 */
export function repeated(path: readonly string[]): readonly string[] {
  const taken = path.filter((step, index) => step !== HELD || !isHeld(path.slice(0, index)));
  return [...new Set(taken.filter((step, index) => taken.indexOf(step) < index))];
}

const HELD = 'CreditHeld';

function isHeld(path: readonly string[]): boolean {
  return path.lastIndexOf(HELD) > path.lastIndexOf('CreditApproved');
}

type Tally = { count: number; orders: number; open: number; readonly minor: Map<string, number> };
type Thing = string | readonly (string | undefined)[];

/** What is found on the ways, by its key: how often, in how many orders, of what value. */
function tallied(
  ways: readonly Way[],
  thingsOn: (way: Way) => readonly Thing[],
): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const way of ways) {
    const times = Map.groupBy(thingsOn(way).map(keyOf), (key) => key);
    for (const [key, { length }] of times) {
      const tally = tallies.get(key) ?? { count: 0, orders: 0, open: 0, minor: new Map() };
      tallies.set(key, tally);
      add(tally, way, length);
    }
  }
  return tallies;
}

function add(tally: Tally, { orders, open, currency, minor }: Way, times: number): void {
  tally.count += times * orders;
  tally.orders += orders;
  tally.open += open;
  if (currency !== null) tally.minor.set(currency, (tally.minor.get(currency) ?? 0) + minor);
}

function takenIn(tally: Tally | undefined): Taken {
  const { count = 0, orders = 0, minor = new Map<string, number>() } = tally ?? {};
  const amounts = [...minor].sort(([a], [b]) => (a < b ? -1 : 1));
  const value = amounts.map(([currency, amount]) => moneyJson({ minor: amount, currency }));
  return { count, orders, value };
}

function variantsOf(ways: readonly Way[], orders: number): readonly Variant[] {
  const variants = tallied(ways, ({ path }) => [path]);
  const paths = new Map(ways.map(({ path }) => [keyOf(path), path]));
  return [...variants]
    .sort(([a, x], [b, y]) => y.orders - x.orders || (a < b ? -1 : 1))
    .slice(0, VARIANTS)
    .map(([key, tally]) => {
      const path = paths.get(key) ?? [];
      const { orders: count, value } = takenIn(tally);
      const rework = repeated(path);
      const reworkInWords = rework.map(reworkIn);
      return { path, count, share: share(count, orders), value, rework, reworkInWords };
    });
}

/** Of usual transitions that with the highest median; of equals the one gone more often. */
function slowestOf(transitions: readonly Transition[]): Slowest | null {
  const [slowest] = transitions
    .filter((transition) => transition.share >= USUAL)
    .toSorted((a, b) => b.medianSeconds - a.medianSeconds || b.count - a.count);
  if (!slowest) return null;
  const { from, to, medianSeconds } = slowest;
  const sentence =
    `Orders wait longest between ${inWords(from)} and ${inWords(to)}: ` +
    `half of them ${waitInWords(medianSeconds)} or longer`;
  return { from, to, medianSeconds, sentence };
}

function keyOf(thing: Thing): string {
  return typeof thing === 'string' ? thing : thing.join('\0');
}

function nameOf({ from, to }: Wait): string {
  return keyOf([from, to]);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : rounded(part / whole, 4);
}

function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}

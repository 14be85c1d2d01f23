/** Orders and what happened to them, counted. Times in seconds. */
export type ProcessMap = {
  readonly orders: number;
  readonly steps: readonly Step[];
  readonly transitions: readonly Transition[];
  readonly variants: readonly Variant[];
  /** Where orders usually wait longest; null where no step is usual. */
  readonly slowest: Pick<Transition, 'from' | 'to' | 'medianSeconds'> | null;
};

/** A type of fact, how often it happened and in how many orders. */
export type Step = { readonly type: string; readonly count: number; readonly orders: number };

/** One step followed by another; `share` of the orders took it. */
export type Transition = {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly orders: number;
  readonly medianSeconds: number;
  readonly p90Seconds: number;
  readonly share: number;
};

/** A way that orders took from their first fact to their last so far. */
export type Variant = {
  readonly path: readonly string[];
  readonly count: number;
  readonly share: number;
  /** Steps taken more than once: second invoices, releases, part shipments. */
  readonly rework: readonly string[];
};

/** What is counted in the log, before shares are known. */
export type Counted = {
  readonly orders: number;
  readonly steps: readonly Step[];
  readonly transitions: readonly Omit<Transition, 'share'>[];
  readonly variants: readonly Pick<Variant, 'path' | 'count'>[];
};

/** Part of the orders that makes a transition usual: what few took says little of the process. */
const USUAL = 0.05;

/** The map of what was counted. Shares have four decimals, seconds three. */
export function mapOf({ orders, steps, transitions, variants }: Counted): ProcessMap {
  const shared = transitions.map((transition) => ({
    ...transition,
    medianSeconds: rounded(transition.medianSeconds, 3),
    p90Seconds: rounded(transition.p90Seconds, 3),
    share: share(transition.orders, orders),
  }));
  return {
    orders,
    steps,
    transitions: shared,
    variants: variants.map(({ path, count }) => ({
      ...{ path, count },
      share: share(count, orders),
      rework: repeated(path),
    })),
    slowest: slowestOf(shared),
  };
}

/** Steps that come more than once, in the order in which they come again. */
export function repeated(path: readonly string[]): readonly string[] {
  return [...new Set(path.filter((step, index) => path.indexOf(step) < index))];
}

/** Of usual transitions that with the highest median; of equals the one gone more often. */
function slowestOf(transitions: readonly Transition[]): ProcessMap['slowest'] {
  const [slowest] = transitions
    .filter((transition) => transition.share >= USUAL)
    .toSorted((a, b) => b.medianSeconds - a.medianSeconds || b.count - a.count);
  if (!slowest) return null;
  const { from, to, medianSeconds } = slowest;
  return { from, to, medianSeconds };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : rounded(part / whole, 4);
}

function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}

import type { Money, Page, ProcessMapView } from '@o2c/client';

/** A step of the map: how often, and how many orders are there now. */
export type MapStep = ProcessMapView['steps'][number] & {
  readonly open?: number;
  readonly value?: readonly Money[];
};

/** A way from step to step, and how long it took in the period before. */
export type MapTransition = ProcessMapView['transitions'][number] & {
  readonly medianSecondsBefore?: number | null;
  readonly value?: readonly Money[];
};

/** The map with what is asked of it here. */
export type MapView = Omit<ProcessMapView, 'steps' | 'transitions'> & {
  readonly steps: readonly MapStep[];
  readonly transitions: readonly MapTransition[];
};

/** An order behind a step or a way. */
export type MapOrder = {
  readonly order: string;
  readonly number: string;
  readonly customer: string;
  readonly customerName: string | null;
  readonly status: string;
  readonly value: Money | null;
  readonly seconds: number;
  readonly at: string;
};

/** Orders behind a step or a way. */
export type MapOrders = Page<MapOrder>;

/** What is picked on the map: a step, or a way between two. */
export type Picked = { readonly step: string } | { readonly from: string; readonly to: string };

/** Whether a way takes longer than in the period before, or less; a fifth counts. */
export function trendOf({ medianSeconds, medianSecondsBefore }: MapTransition): Trend {
  if (!medianSecondsBefore || medianSeconds < 1) return 'same';
  const ratio = medianSeconds / medianSecondsBefore;
  if (ratio > 2) return 'much-slower';
  if (ratio > 1.2) return 'slower';
  return ratio < 0.8 ? 'faster' : 'same';
}

/** How the waiting compares with the period before. */
export type Trend = 'faster' | 'same' | 'slower' | 'much-slower';

/** The steps worth drawing: those of one order in a hundred, and where orders are now. */
export function mainSteps({ steps, orders }: MapView, all: boolean): readonly MapStep[] {
  if (all) return steps;
  return steps.filter((step) => step.orders >= orders * 0.01 || (step.open ?? 0) > 0);
}

/** The ways worth drawing: the usual, the slowest, and the most used into and out of a step. */
export function mainWays(
  view: MapView,
  steps: readonly MapStep[],
  all: boolean,
): readonly MapTransition[] {
  const shown = new Set(steps.map(({ type }) => type));
  const between = view.transitions.filter(({ from, to }) => shown.has(from) && shown.has(to));
  if (all) return between;
  const { slowest } = view;
  const entered = new Set<string>();
  const left = new Set<string>();
  return between.filter(({ from, to, orders }) => {
    const isFirst = !left.has(from) || !entered.has(to);
    left.add(from);
    entered.add(to);
    const isSlowest = from === slowest?.from && to === slowest.to;
    return isFirst || isSlowest || orders >= view.orders * 0.03;
  });
}

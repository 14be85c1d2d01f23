import { type KeyboardEvent, useState } from 'react';
import { laneOf, placeOf } from './lanes.js';
import type { MapStep, MapTransition } from './map-view.js';

/** A way as a key; that of a step is its type. */
export function wayKey({ from, to }: Pick<MapTransition, 'from' | 'to'>): string {
  return `${from} ${to}`;
}

/** A stop of the arrow keys, and whether it is the one that the tabulator comes to. */
export type Stop = {
  readonly key: string;
  readonly isNext: boolean;
  readonly onFocus: (key: string) => void;
};

/** The way through the map by keyboard: the tabulator comes back to where it left. */
export function useStops(steps: readonly MapStep[], ways: readonly MapTransition[]) {
  const [last, setLast] = useState('');
  const stops = stopsOf(steps, ways);
  const next = stops.includes(last) ? last : stops[0];
  return {
    stopAt: (key: string): Stop => ({ key, isNext: key === next, onFocus: setLast }),
    goByKey: (event: KeyboardEvent<SVGElement>): void => goByArrow(event, stops),
  };
}

/** What can be picked, in the order of the process: each step, then the ways out of it. */
function stopsOf(steps: readonly MapStep[], ways: readonly MapTransition[]): readonly string[] {
  return steps
    .map(({ type }) => type)
    .toSorted((a, b) => laneOf(a) - laneOf(b) || placeOf(a) - placeOf(b))
    .flatMap((type) => [type, ...ways.filter(({ from }) => from === type).map(wayKey)]);
}

/** The arrows right and left go to the stop after and before, down and up from step to step. */
function goByArrow(event: KeyboardEvent<SVGElement>, stops: readonly string[]): void {
  const forth = event.key === 'ArrowRight' || event.key === 'ArrowDown';
  if (!forth && event.key !== 'ArrowLeft' && event.key !== 'ArrowUp') return;
  const own = (event.target as SVGElement).dataset.stop;
  const order = forth ? stops : stops.toReversed();
  const further = order.slice(order.indexOf(own ?? '') + 1);
  const isWanted = /Up|Down/.test(event.key) ? (stop: string) => !stop.includes(' ') : () => true;
  const next = further.find(isWanted);
  event.preventDefault();
  event.currentTarget.querySelector<SVGElement>(`[data-stop="${next}"]`)?.focus();
}

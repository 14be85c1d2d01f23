import { lanesOf, type Layout, type Line, type PlacedStep } from './layout.js';
import type { MapStep, MapTransition } from './map-view.js';

const MARGIN = 6;
/** For the name of a lane, above its first step. */
const HEAD = 24;
/** Between two steps. */
const GAP = 22;
const BOX = { width: 136, height: 42 };

/**
 * All steps below each other, in the order of the process: for a narrow screen. A way to a later
 * step goes by on the right, one back on the left, so that none runs behind a step.
 */
export function narrowLayout(
  steps: readonly MapStep[],
  ways: readonly Pick<MapTransition, 'from' | 'to'>[],
  width: number,
): Layout {
  const middle = width / 2;
  const lanes: Layout['lanes'][number][] = [];
  const places: PlacedStep[] = [];
  let y = 0;
  for (const { name, steps: types } of lanesOf(steps)) {
    lanes.push({ name, x: middle - BOX.width / 2, y: y + 16, anchor: 'start' });
    y += HEAD;
    for (const type of types) {
      places.push({ type, x: middle, y: y + BOX.height / 2 });
      y += BOX.height + GAP;
    }
  }
  const placed = new Map(places.map((place) => [place.type, place]));
  const room = middle - BOX.width / 2 - MARGIN - LEAST_BULGE;
  const far = Math.max(1, ...ways.map((way) => distance(placed.get(way.from), placed.get(way.to))));
  return {
    ...{ width, height: y, box: BOX, lanes, steps: placed },
    line: (from, to) => {
      if (isNext(from, to)) return shortLine(from, to);
      // The further it goes, the wider it swings: lines do not lie on each other.
      return lineBeside(from, to, LEAST_BULGE + room * Math.sqrt(distance(from, to) / far));
    },
  };
}

const LEAST_BULGE = 20;

function distance(from?: PlacedStep, to?: PlacedStep): number {
  return from && to ? Math.abs(to.y - from.y) : 0;
}

function isNext(from: PlacedStep, to: PlacedStep): boolean {
  const down = to.y - from.y;
  return down > 0 && down <= BOX.height + GAP + HEAD;
}

/** Not quite upright: what has no width counts as hidden. */
function shortLine({ x, y }: PlacedStep, to: PlacedStep): Line {
  const [start, end] = [y + BOX.height / 2 + 2, to.y - BOX.height / 2 - 7];
  return {
    path: `M${x} ${start}L${to.x + 0.5} ${end}`,
    middle: { x: x + BESIDE, y: (start + end) / 2 },
  };
}

/** From a short line to the middle of what is written beside it. */
const BESIDE = 30;

/** Leaves a box and comes to it at different heights, below the badge at its corner. */
const PORTS = { upper: 0, lower: 12 };

/** Out of the side of a box and back into that of another, or into its own. */
function lineBeside(from: PlacedStep, to: PlacedStep, bulge: number): Line {
  const side = to.y >= from.y ? 1 : -1;
  const [out, back] = side > 0 ? [PORTS.lower, PORTS.upper] : [PORTS.upper, PORTS.lower];
  const edge = from.x + (side * BOX.width) / 2;
  const [start, end] = [
    { x: edge + side * 2, y: from.y + out },
    { x: edge + side * 7, y: to.y + back },
  ];
  // A curve reaches three quarters of the way to its control points.
  const control = edge + (side * bulge * 4) / 3;
  const own = from === to ? 14 : 0;
  return {
    path:
      `M${start.x} ${start.y}C${control} ${start.y + own} ` +
      `${control} ${end.y - own} ${end.x} ${end.y}`,
    middle: { x: edge + side * bulge, y: (start.y + end.y) / 2 },
  };
}

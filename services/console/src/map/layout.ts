import { LANES, laneOf, placeOf } from './lanes.js';
import type { MapStep } from './map-view.js';

/** A step where it is drawn: the middle of its box. */
export type PlacedStep = { readonly type: string; readonly x: number; readonly y: number };

/** Where everything is drawn, and how large the drawing is. */
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly box: { readonly width: number; readonly height: number };
  readonly steps: ReadonlyMap<string, PlacedStep>;
  readonly lanes: readonly {
    readonly name: string;
    readonly x: number;
    readonly y: number;
    /** Where of the name x is. */
    readonly anchor: 'start' | 'middle';
  }[];
  /** How a way from step to step is drawn. */
  readonly line: (from: PlacedStep, to: PlacedStep) => Line;
};

const MARGIN = 14;
const HEAD = 26;
/** From the middle of a step to that of the one below. */
const ROW = 94;

/** A lane with more steps before its most used one goes on below the line. */
const MOST_ABOVE = 2;

/** Lanes side by side; the most used step of each lies on one line: for a wide screen. */
export function wideLayout(steps: readonly MapStep[], width: number): Layout {
  const lanes = lanesOf(steps);
  const pitch = (width - 2 * MARGIN) / lanes.length;
  const box = { width: Math.min(128, pitch - 34), height: 56 };
  const rows = lanes.map(({ steps: types, main }) => [-main, types.length - 1 - main] as const);
  const top = Math.min(...rows.map(([first]) => first));
  const bottom = Math.max(...rows.map(([, last]) => last));
  const line = HEAD + MARGIN + (0.5 - top) * ROW;
  return {
    width,
    height: line + (bottom + 0.5) * ROW,
    box,
    line: (from, to) => bentLine(from, to, box),
    lanes: lanes.map(({ name }, index) => ({
      ...{ name, x: MARGIN + (index + 0.5) * pitch, y: 18 },
      anchor: 'middle',
    })),
    steps: placed(lanes, (lane, place) => ({
      x: MARGIN + (lane + 0.5) * pitch,
      y: line + (place - (lanes[lane]?.main ?? 0)) * ROW,
    })),
  };
}

/** The steps of a lane in the order of the process, and the place of the one on the line. */
export type Lane = {
  readonly name: string;
  readonly steps: readonly string[];
  readonly main: number;
};

/** The lanes of these steps; one without a step is left out. */
export function lanesOf(steps: readonly MapStep[]): readonly Lane[] {
  return LANES.map(([name], lane) => {
    const here = steps
      .filter(({ type }) => laneOf(type) === lane)
      .toSorted((a, b) => placeOf(a.type) - placeOf(b.type));
    const most = Math.max(...here.map(({ orders }) => orders));
    const main = here.findIndex(({ orders }) => orders >= most * 0.9);
    return { name, steps: here.map(({ type }) => type), main: Math.min(main, MOST_ABOVE) };
  }).filter((lane) => lane.steps.length > 0);
}

function placed(
  lanes: readonly Lane[],
  at: (lane: number, place: number) => { x: number; y: number },
): ReadonlyMap<string, PlacedStep> {
  const steps = lanes.flatMap(({ steps }, lane) =>
    steps.map((type, place) => ({ type, ...at(lane, place) })),
  );
  return new Map(steps.map((step) => [step.type, step]));
}

/** A line from the edge of one box to that of another, bent so that there and back differ. */
function bentLine(from: PlacedStep, to: PlacedStep, box: Layout['box']): Line {
  if (from === to) return loopAt(from, box);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  const bend = long < 150 ? 8 : Math.min(90, long * 0.18);
  const middle = {
    x: (from.x + to.x) / 2 + (dy / long) * bend,
    y: (from.y + to.y) / 2 - (dx / long) * bend,
  };
  const start = edgeOf(from, middle, box, 2);
  const end = edgeOf(to, middle, box, 7);
  const point = ({ x, y }: { x: number; y: number }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  const control = {
    x: 2 * middle.x - (start.x + end.x) / 2,
    y: 2 * middle.y - (start.y + end.y) / 2,
  };
  return { path: `M${point(start)}Q${point(control)} ${point(end)}`, middle };
}

/** How high the map is with the lines that swing out below its steps. */
export function heightWith(
  { steps, line, height }: Layout,
  ways: readonly { readonly from: string; readonly to: string }[],
): number {
  const lowest = ways.map(({ from, to }) => {
    const [start, end] = [steps.get(from), steps.get(to)];
    return start && end ? line(start, end).middle.y : 0;
  });
  return Math.max(height, ...lowest.map((y) => y + 12));
}

/** How a line is drawn, and where its middle is. */
export type Line = {
  readonly path: string;
  readonly middle: { readonly x: number; readonly y: number };
};

/** A step that comes again at once. */
function loopAt({ x, y }: PlacedStep, box: Layout['box']): Line {
  const top = y - box.height / 2;
  const [left, right] = [x - 22, x + 12];
  const bow = `${left - 4} ${top - 34} ${right + 2} ${top - 34}`;
  const path = `M${left} ${top - 2}C${bow} ${right} ${top - 7}`;
  return { path, middle: { x: x - 8, y: top - 26 } };
}

function edgeOf(
  step: PlacedStep,
  towards: { x: number; y: number },
  box: Layout['box'],
  gap: number,
): { x: number; y: number } {
  const [dx, dy] = [towards.x - step.x, towards.y - step.y];
  const [halfWidth, halfHeight] = [box.width / 2 + gap, box.height / 2 + gap];
  const scale = Math.min(
    dx === 0 ? Infinity : halfWidth / Math.abs(dx),
    dy === 0 ? Infinity : halfHeight / Math.abs(dy),
  );
  return { x: step.x + dx * scale, y: step.y + dy * scale };
}

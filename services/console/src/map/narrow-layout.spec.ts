import { LANES } from './lanes.js';
import type { Layout, PlacedStep } from './layout.js';
import type { MapStep } from './map-view.js';
import { narrowLayout } from './narrow-layout.js';

type Point = readonly [x: number, y: number];

const TYPES = LANES.flatMap(([, facts]) => facts);
const some = TYPES.filter((_, index) => index % 3 !== 1);
const pairsOf = (types: readonly string[]) =>
  types.flatMap((from) => types.map((to) => ({ from, to })));
const stepsOf = (types: readonly string[]) =>
  types.map((type) => ({ type, count: 1, orders: 1 }) as unknown as MapStep);

/** Points of a path of one straight line or one curve. */
function along(path: string): readonly Point[] {
  const numbers = path.match(/-?[\d.]+/g)?.map(Number) ?? [];
  const ends = numbers.flatMap((x, index): Point[] =>
    index % 2 === 0 ? [[x, numbers[index + 1] ?? 0]] : [],
  );
  return Array.from({ length: 41 }, (_, index) => at(ends, index / 40));
}

function at(ends: readonly Point[], share: number): Point {
  const [[x, y] = [0, 0], ...rest] = ends;
  if (rest.length === 0) return [x, y];
  const nearer = rest.map(([toX, toY], index): Point => {
    const [fromX, fromY] = ends[index] ?? [0, 0];
    return [fromX + (toX - fromX) * share, fromY + (toY - fromY) * share];
  });
  return at(nearer, share);
}

function isIn({ box }: Layout, { x, y }: PlacedStep, [toX, toY]: Point): boolean {
  return Math.abs(toX - x) < box.width / 2 && Math.abs(toY - y) < box.height / 2;
}

describe('On a narrow screen', () => {
  it.each([
    ['all steps', TYPES, 336],
    ['some steps', some, 336],
    ['all steps, at its widest', TYPES, 639],
  ])('no way of the map runs behind a step, or off the map: %s', (_, types, width) => {
    const layout = narrowLayout(stepsOf(types), pairsOf(types), width);
    const steps = [...layout.steps.values()];
    const hidden = steps.flatMap((from) =>
      steps.flatMap((to) => {
        const points = along(layout.line(from, to).path);
        const isHidden = points.some((point) => steps.some((step) => isIn(layout, step, point)));
        const isOff = points.some(([x, y]) => x < 0 || x > width || y < 0 || y > layout.height);
        return isHidden || isOff ? [`${from.type} ${to.type}`] : [];
      }),
    );
    expect(hidden).toEqual([]);
  });

  it('steps stand below each other in the order of the process, none over another', () => {
    const { steps, box, height } = narrowLayout(stepsOf(TYPES.toReversed()), [], 336);
    const placed = TYPES.flatMap((type) => steps.get(type) ?? []);
    const gaps = placed.map(({ y }, index) => y - (placed[index - 1]?.y ?? -box.height));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(box.height + 14);
    expect(height).toBeGreaterThan((placed.at(-1)?.y ?? 0) + box.height / 2);
  });
});

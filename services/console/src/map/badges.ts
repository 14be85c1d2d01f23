import type { Layout } from './layout.js';

type Point = { readonly x: number; readonly y: number };

/** How many orders are at a step: a circle at the upper right corner of its box. */
export type Badge = Point & { readonly radius: number };

/** The badge of a step, the larger the more of all orders are there. */
export function badgeOf(step: Point, box: Layout['box'], load: number): Badge {
  return { x: step.x + box.width / 2 - 4, y: step.y - box.height / 2 + 3, radius: 9 + load * 9 };
}

/** What a text must not cover: half of its width and height around its middle. */
export type Taken = Point & { readonly wide: number; readonly high: number };

/** What the badges and the names of the lanes take. */
export function takenBy(badges: readonly Badge[], lanes: Layout['lanes']): readonly Taken[] {
  return [
    ...badges.map(({ x, y, radius }) => ({ x, y, wide: radius, high: radius })),
    ...lanes.map(({ name, x, y }) => ({ x, y: y - 4, wide: name.length * 3.5 + 8, high: 6 })),
  ];
}

/** The place for a short text near a point, above or below what it would cover. */
export function besideAll(taken: readonly Taken[], point: Point): Point {
  const over = taken.find(
    ({ x, y, wide, high }) => Math.abs(point.x - x) < wide + 20 && Math.abs(point.y - y) < high + 7,
  );
  if (!over) return point;
  const side = point.y < over.y ? -1 : 1;
  return { x: point.x, y: over.y + side * (over.high + 8) };
}

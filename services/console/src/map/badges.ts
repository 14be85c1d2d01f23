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

/** What the boxes of the steps, the names of the lanes and the badges take. */
export function takenBy({ steps, box, lanes }: Layout, badges: readonly Badge[]): readonly Taken[] {
  const [wide, high] = [box.width / 2, box.height / 2];
  return [
    ...[...steps.values()].map(({ x, y }) => ({ x, y, wide, high })),
    ...lanes.map(({ name, x, y, anchor }) => {
      const half = halfOf(name);
      return { x: anchor === 'start' ? x + half : x, y: y - 4, wide: half + 8, high: 6 };
    }),
    ...badges.map(({ x, y, radius }) => ({ x, y, wide: radius, high: radius })),
  ];
}

/** The place for a short text near a point, above or below what it would cover. */
export function besideAll(taken: readonly Taken[], point: Point, text: string): Point {
  return taken.reduce((place, { x, y, wide, high }) => {
    const isBeside =
      Math.abs(place.x - x) >= wide + halfOf(text) || Math.abs(place.y - y) >= high + 7;
    return isBeside ? place : { x: place.x, y: y + (place.y < y ? -1 : 1) * (high + 8) };
  }, point);
}

/** Half of the width of a text of the map, about. */
function halfOf(text: string): number {
  return text.length * 3.2;
}

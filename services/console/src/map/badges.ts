import type { Layout } from './layout.js';

type Point = { readonly x: number; readonly y: number };

/** How many orders are at a step: a circle at the upper right corner of its box. */
export type Badge = Point & { readonly radius: number };

/** The badge of a step, the larger the more of all orders are there. */
export function badgeOf(step: Point, box: Layout['box'], load: number): Badge {
  return { x: step.x + box.width / 2 - 4, y: step.y - box.height / 2 + 3, radius: 9 + load * 9 };
}

/** The place for a short text near a point, above or below the badges that would cover it. */
export function besideAll(badges: readonly Badge[], point: Point): Point {
  const over = badges.find(
    ({ x, y, radius }) => Math.abs(point.x - x) < radius + 16 && Math.abs(point.y - y) < radius + 7,
  );
  if (!over) return point;
  const side = point.y < over.y ? -1 : 1;
  return { x: point.x, y: over.y + side * (over.radius + 8) };
}

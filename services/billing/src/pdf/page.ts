import type { Paper } from '@o2c/paper';

/** A4 in points: what stays free around the text. */
export const PAGE = { left: 57, right: 538, top: 57, bottom: 765 };

/** A horizontal line over the whole width of the text. */
export function rule(paper: Paper, y: number, from: number = PAGE.left, weight = 0.5): void {
  paper.stroke(from, PAGE.right, y, weight);
}

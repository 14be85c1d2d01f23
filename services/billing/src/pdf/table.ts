import type { Paper } from '@o2c/paper';
import { PAGE, rule } from './page.js';

/** A column: its heading, its place and how it is aligned. */
export type Column = {
  readonly heading: string;
  readonly x: number;
  readonly width: number;
  readonly align?: 'left' | 'right';
  /** Its texts may take several lines; those of others are short. */
  readonly wraps?: boolean;
};

/** A cell, with a second smaller text below it where it has one. */
export type Cell = string | { readonly text: string; readonly below: string };

const GAP = 5;

/**
 * Writes rows from `y` on; a row that does not fit begins a page with the headings again. Answers
 * where the table ends.
 */
export function writeTable(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  y: number,
): number {
  let at = writeHeadings(paper, columns, y);
  for (const row of rows) {
    if (at + heightOf(paper, columns, row) > PAGE.bottom) {
      paper.newPage();
      at = writeHeadings(paper, columns, PAGE.top);
    }
    at = writeRow(paper, columns, row, at);
  }
  return at;
}

function writeHeadings(paper: Paper, columns: readonly Column[], y: number): number {
  for (const { heading, x, width, align = 'left' } of columns) {
    paper.write(heading, x, y, width, { bold: true, size: 8, align });
  }
  rule(paper, y + 13, PAGE.left, 1);
  return y + 13 + GAP;
}

function writeRow(
  paper: Paper,
  columns: readonly Column[],
  row: readonly Cell[],
  y: number,
): number {
  const heights = columns.map(({ x, width, align = 'left' }, index) => {
    const { text, below } = cellOf(row[index]);
    const height = paper.write(text, x, y, width, { align });
    if (below === '') return height;
    return height + paper.write(below, x, y + height, width, { align, size: 7.5, grey: true });
  });
  return y + Math.max(...heights) + GAP;
}

function heightOf(paper: Paper, columns: readonly Column[], row: readonly Cell[]): number {
  const wrapping = columns.flatMap(({ width, wraps }, index) => {
    return wraps ? [{ width, ...cellOf(row[index]) }] : [];
  });
  const heights = wrapping.map(({ text, below, width }) => {
    return paper.heightOf(text, width) + paper.heightOf(below, width, { size: 7.5 });
  });
  return Math.max(...heights);
}

function cellOf(cell: Cell = ''): { text: string; below: string } {
  return typeof cell === 'string' ? { text: cell, below: '' } : cell;
}

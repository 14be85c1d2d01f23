import type { Line } from '../domain/order.js';

/**
 * An order's lines lie in two columns of its row: what was agreed is written when it is agreed,
 * what became of it each time that goods or invoices move. Both are in order of line.
 */
export type Agreed = Omit<Line, keyof typeof UNMOVED>;
/** Quantities that are 0 are left out. */
export type Moved = Partial<typeof UNMOVED>;

/** The line of its two parts. */
export function lineFrom(agreed: Agreed, moved: Moved = {}): Line {
  return { ...agreed, ...UNMOVED, ...moved };
}

/** What was agreed about a line. */
export function agreedOf(line: Line): Agreed {
  return partOf(line, (name) => !(name in UNMOVED)) as Agreed;
}

/** What became of a line. */
export function movedOf(line: Line): Moved {
  return partOf(line, (name, value) => name in UNMOVED && value !== 0);
}

function partOf(line: Line, isIn: (name: string, value: unknown) => boolean): Partial<Line> {
  return Object.fromEntries(Object.entries(line).filter(([name, value]) => isIn(name, value)));
}

/** A line of which nothing was released, cancelled or moved. */
const UNMOVED = {
  ...{ cancelled: 0, released: 0, takenBack: 0 },
  ...{ reserved: 0, backordered: 0, shipped: 0, invoiced: 0 },
};

import type { Page } from '@o2c/client';
import { emptyAt, type Kept, partOf, TOP, turnAfter, turnBefore, wanted } from './paging.js';

const PAGE = 100;
const KEPT = 5;
const SIGHT = 41;

/** A list of numbers by cursor, and a reader who keeps five pages of it, as the query does. */
class Reader {
  kept: Kept<Page<number>> = { pages: [], pageParams: [] };
  reads = 0;

  constructor(public list: number[]) {
    this.readAnew();
  }

  /** Reads until nothing more is wanted, and answers the rows that are in sight then. */
  look(wish: number): readonly (number | undefined)[] {
    for (let tries = 0; tries < 5_000; tries++) {
      // As a browser does where the list is shorter than what it has scrolled to.
      const first = Math.max(Math.min(wish, this.count - SIGHT), 0);
      const sight = { first, last: Math.min(first + SIGHT, this.count) - 1 };
      const { rows, from, isTorn } = this.part;
      const last = this.kept.pages.at(-1);
      const way = isTorn ? 'torn' : wanted({ rows, from }, sight, last?.next !== null);
      if (way === 'before') this.readBefore();
      if (way === 'after') this.readAfter();
      if (way === 'elsewhere') this.kept = emptyAt(first, this.kept);
      if (way === 'elsewhere' || way === 'torn') this.readAnew();
      if (!way) return Array.from({ length: SIGHT }, (_, index) => rows[first + index - from]);
    }
    throw new Error('it never has what it wants');
  }

  get part() {
    return partOf(this.kept);
  }

  get count(): number {
    const { from, rows, beyond } = this.part;
    return from + rows.length + beyond;
  }

  private read(after: string | undefined): Page<number> {
    this.reads++;
    const begin = after === undefined ? 0 : this.list.findIndex((row) => row > Number(after));
    const rest = begin === -1 ? [] : this.list.slice(begin, begin + PAGE + 1);
    const items = rest.slice(0, PAGE);
    return { items, next: rest.length > PAGE ? String(items.at(-1)) : null };
  }

  private readAfter(): void {
    const { pages, pageParams } = this.kept;
    const next = turnAfter(this.kept);
    if (!next) throw new Error('there is nothing after it');
    const page = this.read(next.place.after);
    this.kept = {
      pages: [...pages, page].slice(-KEPT),
      pageParams: [...pageParams, next].slice(-KEPT),
    };
  }

  private readBefore(): void {
    const turn = turnBefore(this.kept);
    if (!turn) throw new Error('there is nothing before it');
    const { pages, pageParams } = this.kept;
    this.kept = {
      pages: [this.read(turn.place.after), ...pages].slice(0, KEPT),
      pageParams: [turn, ...pageParams].slice(0, KEPT),
    };
  }

  private readAnew(): void {
    const wantedPages = Math.max(this.kept.pages.length, 1);
    let turn = this.kept.pageParams[0] ?? TOP;
    const pages = [];
    const pageParams = [];
    for (let read = 0; read < wantedPages; read++) {
      const page = this.read(turn.place.after);
      pages.push(page);
      pageParams.push(turn);
      const next = turnAfter({ pages, pageParams });
      if (!next) break;
      turn = next;
    }
    this.kept = { pages, pageParams };
  }
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('Pages of a list, of which only those around what is in sight are kept', () => {
  const scrolled = (reader: Reader, to: number) => {
    for (let row = 0; row < to; row += 50) reader.look(row);
  };

  it('shows every row in its place all the way down and all the way up', () => {
    const reader = new Reader(numbers(0, 19_999));
    for (let row = 0; row < 19_950; row += 50) {
      expect(reader.look(row)).toEqual(numbers(row, row + 40));
      expect(reader.part.rows.length).toBeLessThanOrEqual(KEPT * PAGE);
    }
    expect(reader.count).toBe(20_000);
    for (let row = 19_900; row >= 0; row -= 50) {
      expect(reader.look(row)).toEqual(numbers(row, row + 40));
      expect(reader.count).toBe(20_000);
    }
  });

  it('reads each page once on the way down', () => {
    const reader = new Reader(numbers(0, 9_999));
    scrolled(reader, 9_950);
    expect(reader.reads).toBe(100);
  });

  it('reaches any row that it has seen without those in between', () => {
    const reader = new Reader(numbers(0, 19_999));
    scrolled(reader, 16_000);
    const known = reader.count;
    for (const row of [0, 12_000, 7_090, 15_990, 20]) {
      const before = reader.reads;
      expect(reader.look(row)).toEqual(numbers(row, row + 40));
      expect(reader.count).toBe(known);
      expect(reader.reads - before).toBeLessThanOrEqual(3);
    }
  });

  it('shows nothing twice and leaves nothing out when rows went or came meanwhile', () => {
    const reader = new Reader(numbers(0, 9_999));
    scrolled(reader, 5_000);
    reader.list = reader.list.flatMap((row) =>
      row < 4_500 && row % 10 === 0 ? [] : row % 100 === 1 ? [row, row + 0.5] : [row],
    );
    for (let row = 4_900; row >= 0; row -= 20) reader.look(row);
    expect(reader.look(0)).toEqual(reader.list.slice(0, 41));
    for (let row = 0; row < reader.list.length - 41; row += 20) {
      expect(reader.look(row)).toEqual(reader.list.slice(row, row + 41));
    }
    expect(reader.count).toBe(reader.list.length);
  });

  it('gets shorter with the list', () => {
    const reader = new Reader(numbers(0, 9_999));
    scrolled(reader, 9_950);
    reader.look(0);
    reader.list = numbers(0, 149);
    expect(reader.look(9_950)).toEqual(numbers(109, 149));
    expect(reader.count).toBe(150);
  });
});

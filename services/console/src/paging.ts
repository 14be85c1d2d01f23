import type { Page } from '@o2c/client';

/** Where a page of a list begins: at which row, after which cursor, and where the page before. */
export type Place = {
  readonly row: number;
  readonly after?: string | undefined;
  readonly before?: Place;
};

/** What to read, and how far the list is known to go, which is further than what is kept of it. */
export type Turn = { readonly place: Place; readonly furthest: Place };

/** Where every list begins. */
export const TOP: Turn = { place: { row: 0 }, furthest: { row: 0 } };

/** The pages of a list that are kept, one after the other, and the turns that read them. */
export type Kept<P> = { readonly pages: readonly P[]; readonly pageParams: readonly Turn[] };

/** The part of a list that can be shown. */
export type Part<T> = {
  readonly rows: readonly T[];
  /** How many rows come before these. */
  readonly from: number;
  /** How many are known to come after these. */
  readonly beyond: number;
  /** A page does not end where the next begins: only what comes after the gap is shown. */
  readonly isTorn: boolean;
};

/** The first and the last row in sight, by their place in the whole list. */
export type Sight = { readonly first: number; readonly last: number };

/** Reading on begins before the end of what is there is in sight. */
const AHEAD = 30;

/** The turn after the last page that is kept, unless the list ends with it. */
export function turnAfter(kept: Kept<Page<unknown>>): Turn | undefined {
  const [page, turn] = [kept.pages.at(-1), kept.pageParams.at(-1)];
  if (!page || !turn || page.next === null) return undefined;
  return { place: endOf(page, turn.place), furthest: furthestOf(kept) };
}

/** The turn before the first page that is kept, unless the list begins with it. */
export function turnBefore(kept: Kept<Page<unknown>>): Turn | undefined {
  const place = kept.pageParams[0]?.place.before;
  return place && { place, furthest: furthestOf(kept) };
}

/** Nothing kept but the turn to the page that holds a row, which is read when all is read anew. */
export function emptyAt<P extends Page<unknown>>(row: number, kept: Kept<P>): Kept<P> {
  const furthest = furthestOf(kept);
  let place = furthest;
  while ((place.row > row || place.after === undefined) && place.before) place = place.before;
  const pages = kept.pages.slice(0, 1).map((page) => ({ ...page, items: [], next: '' }));
  return { pages, pageParams: [{ place, furthest }] };
}

/** What the kept pages show. */
export function partOf<T>(kept: Kept<Page<T>>): Part<T> {
  const { pages, pageParams } = kept;
  const gap = pages
    .slice(0, -1)
    .findLastIndex(({ next }, index) => next !== pageParams[index + 1]?.place.after);
  const rows = pages.slice(gap + 1).flatMap(({ items }) => items);
  const from = pageParams[gap + 1]?.place.row ?? 0;
  const beyond = Math.max(furthestOf(kept).row - from - rows.length, 0);
  return { rows, from, beyond, isTorn: gap !== -1 };
}

/** What is to be read so that the rows in sight, and some around them, are there. */
export function wanted(
  { rows, from }: Pick<Part<unknown>, 'rows' | 'from'>,
  { first, last }: Sight,
  hasMore: boolean,
): 'before' | 'after' | 'elsewhere' | undefined {
  const to = from + rows.length;
  if (last < from || first >= to) return 'elsewhere';
  if (from > 0 && first < from + AHEAD) return 'before';
  return hasMore && last > to - AHEAD ? 'after' : undefined;
}

function endOf({ items, next }: Page<unknown>, place: Place): Place {
  return { row: place.row + items.length, after: next ?? undefined, before: place };
}

/** Where the list ends now is its end, however far it went before. */
function furthestOf({ pages, pageParams }: Kept<Page<unknown>>): Place {
  const [page, turn] = [pages.at(-1), pageParams.at(-1)];
  const end = page && turn ? endOf(page, turn.place) : TOP.place;
  if (page?.next === null) return end;
  return pageParams.reduce((far, { furthest }) => (furthest.row > far.row ? furthest : far), end);
}

import { type FocusEvent, useEffect, useRef } from 'react';

type Place = {
  readonly element: HTMLElement;
  readonly list: HTMLElement;
  readonly heading: HTMLElement | null;
  readonly key: string;
  readonly index: number;
};

/** Keys of the rows that are there, and where in the list those are. */
type Rows = { readonly keys: readonly string[]; readonly from: number; readonly count: number };

/** What the element that holds the rows, which have `data-key` and `data-index`, does with it. */
export type KeptFocus = {
  readonly handlers: {
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
  /** Once other rows are there. */
  readonly giveBack: () => void;
};

/**
 * Keeps the focus in a list while rows go: what was focused is again, else its row, else the row
 * that took its place, else the heading of the list. Whoever has gone elsewhere is left there.
 */
export function useKeptFocus(rows: Rows): KeptFocus {
  const place = useRef<Place>(undefined);
  const giveBack = (): void => {
    if (!place.current || document.activeElement !== document.body) return;
    next(place.current, rows)?.focus({ preventScroll: true });
  };
  useEffect(giveBack);
  return {
    handlers: {
      onFocus: ({ target, currentTarget }) => (place.current = placeOf(target, currentTarget)),
      onBlur: ({ relatedTarget }) => {
        // A window over the page gives it back; whoever left the list does not want it back.
        if (!relatedTarget?.closest('[role="dialog"]')) place.current = undefined;
      },
    },
    giveBack,
  };
}

/** What can be focused in a row. */
export const FOCUSABLE = ':is(a, button, input)';

function placeOf(element: HTMLElement, list: HTMLElement): Place | undefined {
  const row = element.closest<HTMLElement>('[data-key]');
  const { key, index } = row?.dataset ?? {};
  if (key === undefined) return undefined;
  const card = element.closest('.card');
  const heading = card ? card.querySelector('h2') : document.querySelector('h1');
  return { element, list, heading, key, index: Number(index) };
}

function next({ element, list, heading, key, index }: Place, { keys, from, count }: Rows) {
  if (element.isConnected) return element;
  if (count === 0) return focusable(heading);
  const own = keys.indexOf(key);
  const row = own === -1 ? Math.min(index, count - 1) : from + own;
  return list.querySelector<HTMLElement>(`[data-index="${row}"] ${FOCUSABLE}`);
}

function focusable(heading: HTMLElement | null) {
  if (heading) heading.tabIndex = -1;
  return heading;
}

import { type FocusEvent, useEffect, useRef } from 'react';

type Place = {
  readonly element: HTMLElement;
  readonly list: HTMLElement;
  readonly heading: HTMLElement | null;
  readonly key: string;
  readonly index: number;
};

/** Handlers of the element that holds the rows, which have `data-key` and `data-index`. */
export type KeptFocus = {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
};

/**
 * Keeps the focus in a list while rows go: what was focused is again, else its row, else the row
 * that took its place, else the heading of the list. Whoever has gone elsewhere is left there.
 */
export function useKeptFocus(keys: readonly string[]): KeptFocus {
  const place = useRef<Place>(undefined);
  useEffect(() => {
    if (!place.current || document.activeElement !== document.body) return;
    next(place.current, keys)?.focus();
  });
  return {
    onFocus: ({ target, currentTarget }) => (place.current = placeOf(target, currentTarget)),
    onBlur: ({ relatedTarget }) => {
      // A window over the page gives the focus back; one that left the list does not want it back.
      if (!relatedTarget?.closest('[role="dialog"]')) place.current = undefined;
    },
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

function next({ element, list, heading, key, index }: Place, keys: readonly string[]) {
  if (element.isConnected) return element;
  if (keys.length === 0) return focusable(heading);
  const own = keys.indexOf(key);
  const row = own === -1 ? Math.min(index, keys.length - 1) : own;
  return list.querySelector<HTMLElement>(`[data-index="${row}"] ${FOCUSABLE}`);
}

function focusable(heading: HTMLElement | null) {
  if (heading) heading.tabIndex = -1;
  return heading;
}

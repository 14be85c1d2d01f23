import { useSyncExternalStore } from 'react';

/** As the style sheets say it. */
const narrow = matchMedia('(width <= 760px)');

/** Whether the screen is one that is held in a hand. */
export function useNarrow(): boolean {
  return useSyncExternalStore(follow, () => narrow.matches);
}

function follow(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange);
  return () => narrow.removeEventListener('change', onChange);
}

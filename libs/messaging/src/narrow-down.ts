import { isUnavailable } from '@o2c/runtime';
import { MAX_ATTEMPTS } from './failure.js';
import { Pause } from './pause.js';

/** Work that waits in a table, oldest first, of which any item may be broken. */
export type Waiting<T> = {
  /** Does up to `limit` items in one transaction, and tells which before; answers how many. */
  doSome(limit: number, tell: (items: readonly T[]) => void): Promise<number>;
  /** Keeps an item that cannot be done for an operator, after so many attempts. */
  giveUp(item: T, error: unknown, attempts: number): Promise<void>;
};

/**
 * Does up to `limit` items together. When that fails each goes its own way, so that one that
 * cannot be done holds up nobody else: it is given up after five attempts in all. Answers how many
 * were done or given up; throws while the database cannot be reached.
 */
export async function doOrNarrowDown<T>(waiting: Waiting<T>, limit: number): Promise<number> {
  let together: readonly T[] = [];
  try {
    return await waiting.doSome(limit, (items) => (together = items));
  } catch (error) {
    if (together.length === 0 || isUnavailable(error)) throw error;
  }
  for (let done = 0; done < together.length; done++) await doFirst(waiting);
  return together.length;
}

async function doFirst<T>(waiting: Waiting<T>): Promise<void> {
  const pause = new Pause();
  for (let attempts = 2; ; attempts++) {
    let first: T | undefined;
    try {
      await waiting.doSome(1, ([item]) => (first = item));
      return;
    } catch (error) {
      if (first === undefined || isUnavailable(error)) throw error;
      if (attempts === MAX_ATTEMPTS) return await waiting.giveUp(first, error, attempts);
      await pause.backOff(attempts);
    }
  }
}

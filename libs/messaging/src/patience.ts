import { setTimeout as pause } from 'node:timers/promises';

/** How long a broker may take to come round. */
const PATIENCE_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 500;

/**
 * Asks a broker again until it answers: a fresh or busy one refuses what it has not made, or not
 * heard of, yet. Throws Error once so many milliseconds have passed: `what` it was asked, and why
 * it refused last.
 */
export async function patiently<T>(
  what: string,
  ask: () => Promise<T>,
  forMilliseconds = PATIENCE_MILLISECONDS,
): Promise<T> {
  const end = performance.now() + forMilliseconds;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() >= end) {
        throw new Error(`${what}: ${reasonsOf(error).join('; ')}`, { cause: error });
      }
      await pause(PAUSE_MILLISECONDS);
    }
  }
}

/** Topics that are made together are refused together, each for a reason of its own. */
function reasonsOf(error: unknown): string[] {
  const { errors = [error] } = error as { readonly errors?: readonly unknown[] };
  const reasons = errors.map((one) => (one instanceof Error ? one.message : String(one)));
  return [...new Set(reasons)];
}

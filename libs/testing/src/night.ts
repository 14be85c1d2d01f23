/** Whether tests run in their long form: `npm run test:night`. */
export const isNight = process.env.NIGHT === '1';

/** A figure of a test: how long, how often, how many. `npm test` takes the short one. */
export function figure(short: number, night: number): number {
  return isNight ? night : short;
}

/**
 * Time limit of a test whose long form needs more; milliseconds. A limit written at a test wins
 * over `--testTimeout`, so that a test with a long form says both.
 */
export function limit(shortSeconds: number, nightSeconds: number): number {
  return figure(shortSeconds, nightSeconds) * 1_000;
}

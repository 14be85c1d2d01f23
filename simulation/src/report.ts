import { REACHABLE, UNREACHED } from './reachable.js';
import type { Failure, Result } from './simulate.js';

/** The counts of a simulation, and what of the rules it reached. */
export function resultText({ runs, facts, quietPoints, coverage, failure }: Result): string {
  const seen = [...coverage.seen].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...seen.map(([outcome, times]) => `${String(times).padStart(8)}  ${outcome}`),
    ...coverage.missing(REACHABLE).map((outcome) => `  not yet  ${outcome}`),
    ...Object.entries(UNREACHED).map(([outcome, why]) => `    never  ${outcome}: ${why}`),
    `${runs} runs, ${facts} facts, ${quietPoints} quiet points, ` +
      `${seen.length} outcomes of rules reached, ${failure ? 1 : 0} violations`,
  ].join('\n');
}

/** A failure, shortened, and how to see it again. */
export function failureText({ seed, error, steps }: Failure): string {
  return [
    `Seed ${seed} goes wrong; again: npm run simulate -- --seed ${seed}`,
    ...steps.map((step, index) => `${String(index + 1).padStart(4)}. ${step}`),
    error,
  ].join('\n');
}

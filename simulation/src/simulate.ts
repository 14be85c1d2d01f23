import fc from 'fast-check';
import { Coverage } from './coverage.js';
import { type Counts, inWords, play, type Step, story } from './property.js';
import { PRODUCT, type Variant } from './variant.js';

/** What seeds came to, and the first that failed. */
export type Result = Counts & {
  readonly runs: number;
  readonly coverage: Coverage;
  readonly failure?: Failure | undefined;
};

/** The shortest story found that goes wrong. */
export type Failure = {
  readonly seed: number;
  readonly error: string;
  readonly steps: readonly string[];
};

/** Plays the stories of seeds `from`, `from` + 1, … until so many facts have been published. */
export async function simulate(
  { from, facts }: { readonly from: number; readonly facts: number },
  variant: Variant = PRODUCT,
): Promise<Result> {
  const coverage = new Coverage();
  const sum = { facts: 0, quietPoints: 0, runs: 0 };
  for (let seed = from; sum.facts < facts; seed++) {
    const { failure, ...counts } = await playSeed(seed, variant, coverage);
    sum.runs += 1;
    sum.facts += counts.facts;
    sum.quietPoints += counts.quietPoints;
    if (failure) return { ...sum, coverage, failure };
  }
  return { ...sum, coverage };
}

/**
 * Plays the one story of a seed; one that goes wrong is shortened, for so many milliseconds, as
 * far as it still does.
 */
export async function playSeed(
  seed: number,
  variant: Variant,
  coverage: Coverage,
  shortening = MOST_MILLISECONDS,
): Promise<Counts & { readonly failure?: Failure | undefined }> {
  let counts: Counts = { facts: 0, quietPoints: 0 };
  const property = fc.asyncProperty(story, async (steps) => {
    counts = await play(steps, variant, coverage);
  });
  const details = await fc.check(property, {
    ...{ seed, numRuns: 1, unbiased: true, endOnFailure: shortening === 0 },
    ...(shortening > 0 && { interruptAfterTimeLimit: shortening, markInterruptAsFailure: false }),
  });
  if (!details.failed) return counts;
  const [steps] = details.counterexample ?? [[] as Step[]];
  const error = details.errorInstance instanceof Error ? details.errorInstance.message : '';
  return { ...counts, failure: { seed, error, steps: (steps ?? []).map(inWords) } };
}

/** Shortening ends after so long; what was found until then is told. */
const MOST_MILLISECONDS = 60_000;

import { Coverage } from './coverage.js';
import { PLANTED_BUGS } from './bugs.js';
import { DISAGREEMENT } from './property.js';
import { REACHABLE, UNREACHED } from './reachable.js';
import { failureText } from './report.js';
import { playSeed, simulate } from './simulate.js';
import { PRODUCT, type Variant } from './variant.js';

/** In the night a million facts, otherwise twenty thousand. */
const FACTS = process.env.NIGHT === '1' ? 1_000_000 : 20_000;

/** How many stories a planted bug may live through. */
const MOST_STORIES = 60;

describe(`Whatever is lost, repeated, late or dies on the way of ${FACTS} facts`, () => {
  test(
    'the books of all services agree',
    async () => {
      const { failure, facts, coverage } = await simulate({ from: 1, facts: FACTS });
      expect(failure && failureText(failure)).toBeUndefined();
      expect(facts).toBeGreaterThanOrEqual(FACTS);
      expect(coverage.missing(REACHABLE)).toEqual([]);
      const seen = Object.keys(UNREACHED).filter((outcome) => coverage.seen.has(outcome));
      expect(seen).toEqual([]);
    },
    FACTS * 15,
  );

  test('a seed tells the same story every time', async () => {
    const [one, other] = [new Coverage(), new Coverage()];
    const counts = await playSeed(7, PRODUCT, one);
    expect(await playSeed(7, PRODUCT, other)).toEqual(counts);
    expect([...other.seen]).toEqual([...one.seen]);
  });
});

describe('A simulation finds the planted bug', () => {
  test.each(Object.entries(PLANTED_BUGS))(
    '%s',
    async (_name, variant) => {
      const { failure } = await findIn(variant);
      expect(failure?.error).toContain(DISAGREEMENT);
    },
    120_000,
  );
});

async function findIn(variant: Variant) {
  for (let seed = 1; seed <= MOST_STORIES; seed++) {
    const result = await playSeed(seed, variant, new Coverage(), 0);
    if (result.failure) return result;
  }
  throw new Error(`it lived through ${MOST_STORIES} stories`);
}

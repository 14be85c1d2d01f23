import fc from 'fast-check';
import { identitiesOf } from '@o2c/gateway/audit';
import { type Act, rarely } from './actions/action.js';
import { CREDIT_ACTS, restateHolds } from './actions/credit-acts.js';
import { MONEY_ACTS } from './actions/money-acts.js';
import { ORDER_ACTS } from './actions/order-acts.js';
import { STOCK_ACTS } from './actions/stock-acts.js';
import { founding } from './actions/world.js';
import { disagreements } from './audit/agreements.js';
import { brokenPromises } from './audit/promises.js';
import { auditOf } from './audit/sums.js';
import type { Coverage } from './coverage.js';
import type { CrashPoint } from './shell/memory-service.js';
import { System } from './system.js';
import { settle, stir } from './turmoil.js';
import type { Variant } from './variant.js';

/** One thing that happens: time passes, somebody asks something, and the bus does its worst. */
export type Step = {
  readonly act: Act;
  /** 0: an orderly world. */
  readonly turmoil: number;
  readonly crash: CrashPoint | undefined;
  readonly seconds: number;
  /** Whether everything comes to rest afterwards and the books are compared. */
  readonly isQuiet: boolean;
};

/** What a run came to. */
export type Counts = { facts: number; quietPoints: number };

/** How a failure begins when services contradict one another or themselves. */
export const DISAGREEMENT = 'The books disagree:';

const DAY = 86_400;

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(...ORDER_ACTS, ...STOCK_ACTS, ...MONEY_ACTS, ...CREDIT_ACTS),
  turmoil: fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 15, arbitrary: fc.nat(0x7fff_ffff) },
  ),
  crash: fc.constantFrom<(CrashPoint | undefined)[]>(
    ...[undefined, undefined, undefined, undefined, undefined, undefined],
    ...(['before commit', 'after commit'] as const),
  ),
  seconds: fc.oneof(
    { withCrossShrink: true },
    { weight: 32, arbitrary: fc.nat(600) },
    { weight: 1, arbitrary: fc.integer({ min: DAY, max: 40 * DAY }) },
  ),
  isQuiet: rarely(24),
});

/** Up to so many things that happen one after the other. */
export const story = fc.array(step, { maxLength: 160, size: 'max' });

/** Plays a story from the beginning of the world; throws at the first thing that is wrong. */
export async function play(
  steps: readonly Step[],
  variant: Variant,
  coverage: Coverage,
): Promise<Counts> {
  const system = new System(variant, coverage);
  const counts: Counts = { facts: 0, quietPoints: 0 };
  for (const register of founding(system)) await system.serve(register);
  // Mostly everybody has heard of customers and products when the first order comes.
  if (steps.length % 4 > 0) await settle(system);
  for (const [index, one] of steps.entries()) {
    // Facts in flight never get as old as the days that pass here.
    if (one.seconds >= DAY) await settle(system);
    system.clock.advance(1 + one.seconds);
    await system.serve(() => one.act.ask(system), one.crash);
    await stir(system, one.turmoil);
    if (one.isQuiet || index === steps.length - 1) await rest(system, counts);
  }
  counts.facts = system.facts.length;
  return counts;
}

/** The step as it is told of in a failure. */
export function inWords({ act, turmoil, crash, seconds, isQuiet }: Step): string {
  const rest = [
    ...(seconds > 0 ? [`after ${seconds} s`] : []),
    ...(crash === undefined ? [] : [`dies ${crash}`]),
    ...(turmoil === 0 ? [] : [`turmoil ${turmoil}`]),
    ...(isQuiet ? ['then quiet'] : []),
  ];
  return `${act.name} ${JSON.stringify(act.input)}${rest.map((part) => `, ${part}`).join('')}`;
}

async function rest(system: System, counts: Counts): Promise<void> {
  await settle(system);
  await system.serve(() => restateHolds(system));
  await settle(system);
  counts.quietPoints += 1;
  const identities = identitiesOf(auditOf(system)).filter(({ left, right }) => left !== right);
  const broken = [
    ...brokenPromises(system),
    ...identities.map(({ name, left, right, firstBroken = '' }) => {
      return `${name} ${firstBroken}: ${left} is not ${right}`;
    }),
    ...disagreements(system),
  ];
  if (broken.length > 0) throw new Error([DISAGREEMENT, ...broken.slice(0, 8)].join('\n'));
}

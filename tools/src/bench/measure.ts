import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../progress.js';
import type { Arrivals, Load, Window } from './load.js';
import { between, isJava, isNode, memoryOf, usageOf, type Party, type Usage } from './processes.js';
import type { Subject } from './stage.js';

/** What a load came to. */
export type Measured = {
  readonly window: Window;
  readonly cyclesPerSecond: number;
  /** Processor time of a cycle by whose it is, in microseconds. */
  readonly microsecondsPerCycle: Readonly<Record<Party, number>>;
  /** What PostgreSQL and Kafka hand to the disk for a cycle. */
  readonly bytesWrittenPerCycle: number;
  /** Of all Node processes of the system, the highest so far. */
  readonly residentBytes: number;
  /** Cycles from the first order to the last one, not only those of the window. */
  readonly closedInAll: number;
};

/** How a load differs from the usual one. */
export type Variation = Partial<Pick<Load, 'customers' | 'skus' | 'linesPerOrder'>>;

/** At least; short windows are warmed up for as long as they last. */
const WARM_UP_SECONDS = 6;
/** At most, until as many cycles are closed as are under way at once. */
const LONGEST_WARM_UP_SECONDS = 60;
/** So much of a fixed rate has closed before it is measured. */
const SECONDS_FLOWING = 2;
const DRAIN_SECONDS = 60;
/** Short enough to count little in a latency, long enough to cost little. */
const POLL_MILLISECONDS = 40;

let serial = 0;

/** Lets orders come, warms up, measures for so many seconds, and waits until all is closed. */
export async function measure(
  subject: Subject,
  arrivals: Arrivals,
  seconds: number,
  variation: Variation = {},
): Promise<Measured> {
  const { generator, system } = subject;
  await beginLoad(subject, arrivals, variation);
  const warm = await warmUp(subject, arrivals, Math.min(WARM_UP_SECONDS, seconds));
  const before = usages(subject);
  await pause(seconds * 1_000);
  const window = await generator.window();
  const after = usages(subject);
  const residentBytes = memoryOf(system.pid, isNode).highest;
  const late = await drain(subject);
  await generator.end();
  if (window.complaint !== undefined) say(`  not as it should be: ${window.complaint}`);
  const closedInAll = warm + window.counts.closed + late;
  return { ...figuresOf(window, before, after), window, residentBytes, closedInAll };
}

/** Orders begin to come. */
export async function beginLoad(
  { generator, system, data }: Subject,
  arrivals: Arrivals,
  variation: Variation = {},
): Promise<void> {
  const { url, key } = system;
  const usual = { ...data, linesPerOrder: 3, pollMilliseconds: POLL_MILLISECONDS };
  const name = `bench${process.pid}x${++serial}`;
  await generator.begin({ url, key, name, arrivals, ...usual, ...variation });
}

/**
 * In closed loop, orders that began together close together: the first lot is let by. In open loop
 * the window begins after the first orders have closed, when as many close as come. Answers how
 * many have closed by then.
 */
async function warmUp(
  { generator }: Subject,
  arrivals: Arrivals,
  seconds: number,
): Promise<number> {
  const least =
    arrivals.kind === 'closed' ? arrivals.inFlight : arrivals.perSecond * SECONDS_FLOWING;
  let closed = 0;
  for (let waited = 1; waited <= LONGEST_WARM_UP_SECONDS; waited++) {
    await pause(1_000);
    closed += (await generator.window()).counts.closed;
    if (waited >= seconds && closed >= least) break;
  }
  return closed;
}

/** No more orders come, those under way are finished. Answers how many were closed meanwhile. */
export async function drain({ generator }: Subject): Promise<number> {
  let { underWay, counts } = await generator.drain();
  let closed = counts.closed;
  for (let waited = 0; underWay > 0 && waited < DRAIN_SECONDS * 5; waited++) {
    await pause(200);
    ({ underWay, counts } = await generator.window());
    closed += counts.closed;
  }
  if (underWay > 0) say(`  ${underWay} orders were still not closed ${DRAIN_SECONDS} s later`);
  return closed;
}

type Usages = Readonly<Record<Party, Usage>>;

function usages({ system, stage, generator }: Subject): Usages {
  return {
    node: usageOf(system.pid, isNode),
    kafka: usageOf(system.pid, isJava),
    postgres: usageOf(stage.postgresPid),
    generator: usageOf(generator.pid),
  };
}

function figuresOf(
  { counts, milliseconds }: Window,
  before: Usages,
  after: Usages,
): Pick<Measured, 'cyclesPerSecond' | 'microsecondsPerCycle' | 'bytesWrittenPerCycle'> {
  const used = (party: Party) => between(before[party], after[party]);
  const perCycle = (amount: number) => Math.round(amount / Math.max(1, counts.closed));
  return {
    cyclesPerSecond: (counts.closed / milliseconds) * 1_000,
    microsecondsPerCycle: {
      node: perCycle(used('node').microseconds),
      postgres: perCycle(used('postgres').microseconds),
      kafka: perCycle(used('kafka').microseconds),
      generator: perCycle(used('generator').microseconds),
    },
    bytesWrittenPerCycle: perCycle(used('postgres').bytesWritten + used('kafka').bytesWritten),
  };
}

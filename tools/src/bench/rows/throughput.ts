import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../../progress.js';
import { Floor } from '../floor.js';
import { median } from '../latencies.js';
import { measure, type Measured } from '../measure.js';
import type { Options } from '../options.js';
import { between, usageOf } from '../processes.js';
import type { Report } from '../report.js';
import { databasesOf, query } from '../sql.js';
import type { Subject } from '../stage.js';
import { perCycle, rowsWritten, TELLING_MILLISECONDS, totalOf } from '../written-rows.js';

/** One of several windows that alternate, so that a noisy machine disturbs both alike. */
type Pair = { readonly floor: FloorRun; readonly closed: Measured };

/** Cycles a second of the bare program, and what one costs in microseconds of processor time. */
type FloorRun = { readonly perSecond: number; readonly program: number; readonly postgres: number };

const PAIRS = 3;

/** Floor and closed loop in turn: cycles a second of each, and the median of their ratios. */
export async function floorAndStandalone(
  subject: Subject,
  options: Options,
  report: Report,
): Promise<void> {
  const floor = await floorFor(subject, options, report);
  const pairs: Pair[] = [];
  try {
    for (let number = 1; number <= PAIRS; number++) {
      await settleDisk(subject);
      const bare = await floorRun(floor, subject, options);
      await settleDisk(subject);
      const closed = await closedLoop(subject, options);
      pairs.push({ floor: bare, closed });
      const rate = bare.perSecond.toFixed(0);
      say(`  window ${number}: floor ${rate}/s, closed loop ${perSecond(closed)}`);
    }
  } finally {
    await floor.close();
  }
  const bare = (figure: keyof FloorRun) => median(pairs.map(({ floor }) => floor[figure]));
  report.add('floor.cyclesPerSecond', bare('perSecond'), '/s');
  report.add('cost.floor.program', bare('program'), 'µs');
  report.add('cost.floor.postgres', bare('postgres'), 'µs');
  addThroughput(
    'standalone',
    pairs.map(({ closed }) => closed),
    report,
  );
  const ratios = pairs.map((pair) => pair.closed.cyclesPerSecond / pair.floor.perSecond);
  report.add('ratio.standaloneToFloor', median(ratios));
}

async function floorRun(floor: Floor, { stage }: Subject, options: Options): Promise<FloorRun> {
  const [program, postgres] = [process.cpuUsage(), usageOf(stage.postgresPid)];
  const { cycles, perSecond } = await floor.run(options.seconds / 2);
  const { user, system } = process.cpuUsage(program);
  const { microseconds } = between(postgres, usageOf(stage.postgresPid));
  return { perSecond, program: (user + system) / cycles, postgres: microseconds / cycles };
}

/** Neither pays for what the other one has left to be written. */
async function settleDisk({ stage }: Subject): Promise<void> {
  await query(stage.databaseUrl, 'postgres', 'CHECKPOINT');
}

/** Closed loop alone: cycles a second. */
export async function throughput(
  subject: Subject,
  options: Options,
  report: Report,
): Promise<void> {
  const name = subject.system.place.mode;
  const closed = await closedLoop(subject, options);
  say(`  closed loop ${perSecond(closed)}`);
  addThroughput(name, [closed], report);
}

/** The figures of a mode in closed loop, the median of several windows. */
function addThroughput(mode: string, windows: readonly Measured[], report: Report): void {
  const middle = (figure: (measured: Measured) => number) => median(windows.map(figure));
  report.add(
    `${mode}.cyclesPerSecond`,
    middle((one) => one.cyclesPerSecond),
    '/s',
  );
  for (const party of ['node', 'postgres', 'kafka', 'generator'] as const) {
    const cost = middle((one) => one.microsecondsPerCycle[party]);
    if (party !== 'kafka' || mode === 'distributed')
      report.add(`cost.${mode}.${party}`, cost, 'µs');
  }
  const written = middle((one) => one.bytesWrittenPerCycle);
  report.add(`cost.${mode}.bytesWritten`, written / 1e3, 'kB');
  report.add(
    `memory.${mode}.full`,
    Math.max(...windows.map((one) => one.residentBytes)) / 1e6,
    'MB',
  );
}

function closedLoop(subject: Subject, { inFlight, seconds }: Options): Promise<Measured> {
  return measure(subject, { kind: 'closed', inFlight }, seconds);
}

/** Counts the rows that real cycles write, and makes a floor of them. */
async function floorFor(subject: Subject, options: Options, report: Report): Promise<Floor> {
  say('  counting the rows of a cycle');
  const { databaseUrl } = subject.stage;
  const databases = await databasesOf(databaseUrl, subject.system.place.databasePrefix);
  await pause(TELLING_MILLISECONDS);
  const before = await rowsWritten(databaseUrl, databases);
  const { closedInAll } = await closedLoop(subject, options);
  await pause(TELLING_MILLISECONDS);
  const rows = perCycle(before, await rowsWritten(databaseUrl, databases), closedInAll);
  report.add('floor.rowsPerCycle', totalOf(rows));
  return Floor.like(databaseUrl, rows);
}

function perSecond({ cyclesPerSecond, microsecondsPerCycle: cost }: Measured): string {
  const processor = `${cost.node} + ${cost.postgres} + ${cost.generator} µs`;
  return `${cyclesPerSecond.toFixed(1)}/s (Node, PostgreSQL, generator: ${processor})`;
}

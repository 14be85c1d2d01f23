import { say } from '../progress.js';
import type { Options, RowName } from './options.js';
import { memoryOf } from './processes.js';
import type { Report } from './report.js';
import { backlog } from './rows/backlog.js';
import { breakdown } from './rows/breakdown.js';
import { growth } from './rows/growth.js';
import { heldRate, latency } from './rows/held-rate.js';
import { importSales } from './rows/import.js';
import { overload } from './rows/overload.js';
import { reads } from './rows/reads.js';
import { rebuild } from './rows/rebuild.js';
import { shapes } from './rows/shapes.js';
import { start } from './rows/start.js';
import { floorAndStandalone, throughput } from './rows/throughput.js';
import { startSubject, type Stage, type Subject } from './stage.js';

const ON_STANDALONE: readonly RowName[] = [
  ...(['floor', 'standalone', 'latency', 'overload', 'one-line', 'reads', 'rebuild'] as const),
  'growth',
];
const IN_OPEN_LOOP: readonly RowName[] = ['latency', 'overload', 'growth'];

/**
 * Runs the rows that are wanted; each system that they need is started once. A row that breaks is
 * told in the report, and the others go on.
 */
export async function runRows(stage: Stage, options: Options, report: Report): Promise<void> {
  const wants = (...rows: readonly RowName[]) => rows.some((row) => options.rows.has(row));
  if (wants(...ON_STANDALONE)) {
    await row(report, 'standalone', () =>
      withSubject(
        () => startSubject(stage, 'standalone', 'standalone'),
        (subject) => onStandalone(subject, options, report),
      ),
    );
  }
  if (wants('distributed', 'backlog')) {
    await row(report, 'distributed', () =>
      withSubject(
        () => startSubject(stage, 'distributed', 'distributed'),
        (subject) => onDistributed(subject, options, report),
      ),
    );
  }
  if (wants('breakdown')) await row(report, 'breakdown', () => breakdown(stage, options, report));
  if (wants('start')) await row(report, 'start', () => start(stage, report));
  if (wants('import')) {
    const fresh = () => startSubject(stage, 'standalone', 'import');
    const load = (subject: Subject) => importSales(subject, options, report);
    await row(report, 'import', () => withSubject(fresh, load));
  }
}

async function onStandalone(subject: Subject, options: Options, report: Report): Promise<void> {
  const { rows } = options;
  report.add('memory.standalone.atRest', memoryOf(subject.system.pid).now / 1e6, 'MB');
  const isOpen = IN_OPEN_LOOP.some((name) => rows.has(name));
  if (rows.has('floor')) await floorAndStandalone(subject, options, report);
  else if (isOpen || rows.has('standalone')) await throughput(subject, options, report);
  if (isOpen) await row(report, 'open loop', () => inOpenLoop(subject, options, report));
  if (rows.has('one-line')) await row(report, 'one-line', () => shapes(subject, options, report));
  if (rows.has('reads')) await row(report, 'reads', () => reads(subject, report));
  if (rows.has('rebuild')) await row(report, 'rebuild', () => rebuild(subject, report));
}

async function inOpenLoop(subject: Subject, options: Options, report: Report): Promise<void> {
  const held = await heldRate(subject, options, report);
  if (options.rows.has('latency')) await latency(subject, held, options, report);
  if (options.rows.has('overload')) {
    await row(report, 'overload', () => overload(subject, held, options, report));
  }
  if (options.rows.has('growth')) {
    await row(report, 'growth', () => growth(subject, held, options, report));
  }
}

async function onDistributed(subject: Subject, options: Options, report: Report): Promise<void> {
  await throughput(subject, options, report);
  const standalone = report.figure('standalone.cyclesPerSecond');
  const distributed = report.figure('distributed.cyclesPerSecond') ?? 0;
  if (standalone !== undefined) {
    report.add('ratio.distributedToStandalone', distributed / standalone);
  }
  if (options.rows.has('backlog')) {
    await row(report, 'backlog', () => backlog(subject, distributed, options, report));
  }
}

async function row(report: Report, name: string, work: () => Promise<void>): Promise<void> {
  say(name);
  try {
    await work();
  } catch (error) {
    report.broken(name, error instanceof Error ? error.message : String(error));
  }
}

async function withSubject(
  start: () => Promise<Subject>,
  run: (subject: Subject) => Promise<void>,
): Promise<void> {
  const subject = await start();
  try {
    await run(subject);
  } finally {
    await subject.stop();
  }
}

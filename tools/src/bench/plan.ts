import { say } from '../progress.js';
import type { Mode } from './measured-system.js';
import type { Options, RowName } from './options.js';
import { memoryOf } from './processes.js';
import type { Report } from './report.js';
import { backlog } from './rows/backlog.js';
import { heldRate, latency } from './rows/held-rate.js';
import { importSales } from './rows/import.js';
import { overload } from './rows/overload.js';
import { reads } from './rows/reads.js';
import { rebuild } from './rows/rebuild.js';
import { shapes } from './rows/shapes.js';
import { start } from './rows/start.js';
import { floorAndStandalone, throughput } from './rows/throughput.js';
import { startSubject, type Stage, type Subject } from './stage.js';

/** Runs the rows that are wanted; each system that they need is started once. */
export async function runRows(stage: Stage, options: Options, report: Report): Promise<void> {
  const wants = (...rows: readonly RowName[]) => rows.some((row) => options.rows.has(row));
  if (wants('floor', 'standalone', 'latency', 'one-line', 'reads', 'rebuild', 'overload')) {
    await withSubject(stage, 'standalone', (subject) => onStandalone(subject, options, report));
  }
  if (wants('distributed', 'backlog')) {
    await withSubject(stage, 'distributed', (subject) => onDistributed(subject, options, report));
  }
  if (wants('start')) {
    say('start: from nothing, and again');
    await start(stage, report);
  }
  if (wants('import')) {
    say('import: a real shop');
    const run = (subject: Subject) => importSales(subject, options, report);
    await withSubject(stage, 'standalone', run, 'import');
  }
}

async function onStandalone(subject: Subject, options: Options, report: Report): Promise<void> {
  const { rows } = options;
  const atRest = memoryOf(subject.system.pid).now;
  report.add('memory.standalone.atRest', atRest / 1e6, 'MB');
  if (rows.has('floor')) {
    say('floor and standalone, in turn');
    await floorAndStandalone(subject, options, report);
  } else if (['standalone', 'latency', 'overload'].some((row) => rows.has(row as RowName))) {
    say('standalone');
    await throughput(subject, options, report);
  }
  if (rows.has('latency') || rows.has('overload')) await inOpenLoop(subject, options, report);
  if (rows.has('one-line')) {
    say('orders of other shapes');
    await shapes(subject, options, report);
  }
  if (rows.has('reads')) {
    say('reads');
    await reads(subject, report);
  }
  if (rows.has('rebuild')) {
    say('analytics from zero');
    await rebuild(subject, report);
  }
}

async function inOpenLoop(subject: Subject, options: Options, report: Report): Promise<void> {
  say('the rate that is held in open loop');
  const held = await heldRate(subject, options, report);
  if (options.rows.has('latency')) {
    say('latency at seven tenths of it');
    await latency(subject, held, options, report);
  }
  if (options.rows.has('overload')) {
    say('twice that rate');
    await overload(subject, held, options, report);
  }
}

async function onDistributed(subject: Subject, options: Options, report: Report): Promise<void> {
  say('distributed');
  await throughput(subject, options, report);
  const standalone = report.figure('standalone.cyclesPerSecond');
  const distributed = report.figure('distributed.cyclesPerSecond') ?? 0;
  if (standalone !== undefined) {
    report.add('ratio.distributedToStandalone', distributed / standalone);
  }
  if (options.rows.has('backlog')) {
    say('a consumer stands still');
    await backlog(subject, distributed, options, report);
  }
}

async function withSubject(
  stage: Stage,
  mode: Mode,
  run: (subject: Subject) => Promise<void>,
  name: string = mode,
): Promise<void> {
  say(`starting ${mode}`);
  const subject = await startSubject(stage, mode, name);
  try {
    await run(subject);
  } finally {
    await subject.stop();
  }
}

import { writeFile } from 'node:fs/promises';
import { readOptions, ROW_ALONE } from './bench/options.js';
import { runRows } from './bench/plan.js';
import { recorded, TOLERATED_LOSS } from './bench/recorded.js';
import { Report } from './bench/report.js';
import { Stage } from './bench/stage.js';
import { say } from './progress.js';
import { run } from './run.js';

const RATIO = 'ratio.standaloneToFloor';

run(async () => {
  const options = readOptions();
  const report = new Report();
  const stage = await Stage.open(options.rows.has(ROW_ALONE));
  closeOnSignal(stage);
  try {
    await runRows(stage, options, report);
  } finally {
    await stage.close();
  }
  say(`\n${report.text()}`);
  if (options.json !== undefined) await writeFile(options.json, report.json());
  report.throwIfBroken();
  if (options.isQuick) compare(report);
});

/** Ctrl-C ends the systems too; nothing of a run stays behind. */
function closeOnSignal(stage: Stage): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stage.close().finally(() => process.exit(1)));
  }
}

/** Throws when the ratio has fallen more than noise explains. */
function compare(report: Report): void {
  const [now, then] = [report.figure(RATIO) ?? 0, recorded(RATIO)];
  const words = `${RATIO} is ${now.toFixed(3)}, recorded is ${then.toFixed(3)}`;
  if (now < then * (1 - TOLERATED_LOSS)) throw new Error(`Slower than recorded: ${words}`);
  say(words);
}

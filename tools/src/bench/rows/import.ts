import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { sampleData } from '../../config.js';
import type { Options } from '../options.js';
import type { Report } from '../report.js';
import type { Subject } from '../stage.js';
import { runProgram } from './programs.js';

/** The first month of the file, some 45,000 lines. */
const MONTH = '2009-12';

/** A real shop's orders from the file to invoices: one month, or the whole file with `--long`. */
export async function importSales(
  { system }: Subject,
  { isLong }: Options,
  report: Report,
): Promise<void> {
  const file = resolve(sampleData, 'orders/online_retail_II.csv.gz');
  if (!existsSync(file)) return report.note('import.skipped', 'the file of sales is not there');
  const month = isLong ? [] : ['--month', MONTH];
  const words = ['online-retail', file, ...month, '--url', system.url, '--key', system.key];
  const { output, seconds } = await runProgram('tools/dist/import.js', words);
  const lines = [...output.matchAll(/invoiced \d{4}-\d{2} +(\d+) /g)];
  const invoiced = lines.reduce((sum, [, count]) => sum + Number(count), 0);
  report.add('import.linesInvoiced', invoiced);
  report.add('import.linesPerSecond', invoiced / seconds, '/s');
}

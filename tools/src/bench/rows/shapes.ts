import { say } from '../../progress.js';
import { measure, type Variation } from '../measure.js';
import type { Options } from '../options.js';
import type { Report } from '../report.js';
import type { Subject } from '../stage.js';

type Shape = { readonly name: string; readonly inFlight: number; readonly variation: Variation };

/** Enough for full batches. */
const LEAST_UNDER_WAY = 50;

/** Orders of other shapes in closed loop; the hot ones are told against orders that are spread. */
export async function shapes(subject: Subject, options: Options, report: Report): Promise<void> {
  const { customers, skus } = subject.data;
  const rate = report.figure('standalone.cyclesPerSecond') ?? options.inFlight;
  const inFlight = Math.min(options.inFlight, Math.max(LEAST_UNDER_WAY, Math.ceil(rate * 2)));
  const lines = (linesPerOrder: number, most: number): Shape => ({
    name: `lines${linesPerOrder}`,
    inFlight: Math.min(inFlight, most),
    variation: { linesPerOrder },
  });
  const all: readonly Shape[] = [
    lines(1, inFlight),
    lines(3, inFlight),
    lines(20, 100),
    lines(600, 10),
    { name: 'hotSku', inFlight, variation: { skus: skus.slice(0, 1) } },
    { name: 'oneCustomer', inFlight, variation: { customers: customers.slice(0, 1) } },
  ];
  for (const shape of all) {
    const arrivals = { kind: 'closed', inFlight: shape.inFlight } as const;
    const seconds = options.seconds / 2;
    const { cyclesPerSecond } = await measure(subject, arrivals, seconds, shape.variation);
    say(`  ${shape.name}: ${cyclesPerSecond.toFixed(1)}/s`);
    report.add(`oneLine.${shape.name}.cyclesPerSecond`, cyclesPerSecond, '/s');
  }
  const spread = report.figure('oneLine.lines3.cyclesPerSecond') ?? 0;
  for (const hot of ['hotSku', 'oneCustomer']) {
    const rate = report.figure(`oneLine.${hot}.cyclesPerSecond`) ?? 0;
    report.add(`oneLine.${hot}.ratio`, rate / spread, '×');
  }
}

import { say } from '../../progress.js';
import { measure, type Measured } from '../measure.js';
import type { Options } from '../options.js';
import type { Report } from '../report.js';
import { query } from '../sql.js';
import type { Subject } from '../stage.js';

/** How many orders the database holds when a cycle is measured. */
const SIZES = [10_000, 100_000, 500_000] as const;
/** Orders are made in stretches of this, between which progress is told. */
const STRETCH_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** What a cycle costs as the database grows, and after an hour at half load. */
export async function growth(
  subject: Subject,
  held: number,
  options: Options,
  report: Report,
): Promise<void> {
  const costs: number[] = [];
  for (const size of SIZES) {
    await fill(subject, size, options);
    costs.push(addFigures(`growth.orders${size}`, await closedLoop(subject, options), report));
  }
  report.add('growth.costRatio', (costs.at(-1) ?? 0) / (costs[0] ?? 0), '×');
  say('  an hour at half load');
  await measure(subject, { kind: 'open', perSecond: held / 2 }, HOUR_SECONDS);
  addFigures('growth.afterHour', await closedLoop(subject, options), report);
}

/** Lets orders go to cash until there are so many. */
async function fill(subject: Subject, size: number, { inFlight }: Options): Promise<void> {
  for (let count = await ordersIn(subject); count < size; count = await ordersIn(subject)) {
    say(`  ${count} of ${size} orders`);
    await measure(subject, { kind: 'closed', inFlight }, STRETCH_SECONDS);
  }
}

async function ordersIn({ stage, system }: Subject): Promise<number> {
  const orders = `${system.place.databasePrefix}_orders`;
  const count = 'SELECT count(*)::int AS count FROM orders';
  const [row] = await query<{ count: number }>(stage.databaseUrl, orders, count);
  return row?.count ?? 0;
}

function closedLoop(subject: Subject, { inFlight, seconds }: Options): Promise<Measured> {
  return measure(subject, { kind: 'closed', inFlight }, seconds);
}

/** Answers the processor time of a cycle of the system, in microseconds. */
function addFigures(name: string, measured: Measured, report: Report): number {
  const { node, postgres } = measured.microsecondsPerCycle;
  report.add(`${name}.cyclesPerSecond`, measured.cyclesPerSecond, '/s');
  report.add(`${name}.place.p99`, measured.window.place.p99, 'ms');
  report.add(`${name}.cost`, node + postgres, 'µs');
  return node + postgres;
}

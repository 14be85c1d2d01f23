import { say } from '../../progress.js';
import { measure, type Measured } from '../measure.js';
import type { Options } from '../options.js';
import type { Report } from '../report.js';
import type { Subject } from '../stage.js';

/** Parts of the closed loop's rate that are tried, the best first. */
const TRIED = [0.95, 0.85, 0.75, 0.6, 0.45];
/** A rate is held when so much of it is closed, and no more than so many seconds are under way. */
const CLOSED_PART = 0.95;
const SECONDS_UNDER_WAY = 5;

/** The best rate of orders that come whatever happens, and that all go to cash. */
export async function heldRate(
  subject: Subject,
  options: Options,
  report: Report,
): Promise<number> {
  say('  what is held in open loop');
  const closed = report.figure(`${subject.system.place.mode}.cyclesPerSecond`) ?? 0;
  if (closed === 0) throw new Error('Nothing was closed in closed loop');
  for (const part of TRIED) {
    const perSecond = closed * part;
    const measured = await measure(subject, { kind: 'open', perSecond }, options.seconds);
    const held = isHeld(measured, perSecond);
    say(`  ${perSecond.toFixed(1)} orders a second: ${held ? 'held' : 'not held'}`);
    if (held) {
      report.add(`${subject.system.place.mode}.heldPerSecond`, perSecond, '/s');
      return perSecond;
    }
  }
  throw new Error(`Not even ${TRIED.at(-1)} of the rate of the closed loop is held in open loop`);
}

/** POST and order → paid at seven tenths of the held rate, from the moment each order was due. */
export async function latency(
  subject: Subject,
  held: number,
  options: Options,
  report: Report,
): Promise<Measured> {
  say('  latency at seven tenths of it');
  const measured = await measure(
    subject,
    { kind: 'open', perSecond: held * 0.7 },
    options.seconds * 2,
  );
  for (const name of ['place', 'orderToPaid'] as const) {
    const { p50, p99, p999 } = measured.window[name];
    for (const [which, value] of Object.entries({ p50, p99, p999 })) {
      report.add(`latency.${name}.${which}`, value, 'ms');
    }
  }
  return measured;
}

function isHeld({ window }: Measured, perSecond: number): boolean {
  const { closed, placed } = window.counts;
  // Of few orders, some more or fewer may happen to close within the window.
  const isClosing = closed + 2 * Math.sqrt(closed) >= placed * CLOSED_PART;
  const isTaken = window.counts.shed + window.counts.failed === 0;
  return isTaken && isClosing && window.underWay <= perSecond * SECONDS_UNDER_WAY;
}

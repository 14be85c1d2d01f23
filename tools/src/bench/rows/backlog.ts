import { setTimeout as pause } from 'node:timers/promises';
import type { Audit } from '@o2c/client';
import { say } from '../../progress.js';
import { beginLoad, drain } from '../measure.js';
import type { Options } from '../options.js';
import { findInTree } from '../processes.js';
import type { Report } from '../report.js';
import type { Subject } from '../stage.js';
import { auditOf } from './overload.js';

const LONG_SECONDS = 600;
/** The consumer that stands still; whoever places orders does not wait for it. */
const STANDING = 'credit';
/** So many facts on their way are no backlog. */
const USUAL_LAG = 20;
/** Part of the rate of the closed loop, so that there is room to catch up. */
const PART = 0.3;

/**
 * A consumer stands still for a while and orders go on coming: they are placed as before, and what
 * has piled up is worked off faster than new work comes.
 */
export async function backlog(
  subject: Subject,
  closedLoop: number,
  options: Options,
  report: Report,
): Promise<void> {
  const seconds = options.isLong ? LONG_SECONDS : options.seconds;
  const pid = findInTree(subject.system.pid, `/${STANDING}/dist/main.js`);
  if (pid === undefined) throw new Error(`There is no process of ${STANDING}`);
  const perSecond = closedLoop * PART;
  await beginLoad(subject, { kind: 'open', perSecond });
  await pause(seconds * 500);
  process.kill(pid, 'SIGSTOP');
  await subject.generator.window();
  await pause(seconds * 1_000);
  const { counts, milliseconds } = await subject.generator.window();
  process.kill(pid, 'SIGCONT');
  const began = performance.now();
  await caughtUp(subject);
  const drained = (performance.now() - began) / 1_000;
  const placed = (counts.placed / milliseconds) * 1_000;
  report.add('backlog.arrivalsPerSecond', perSecond, '/s');
  report.add('backlog.placedMeanwhilePerSecond', placed, '/s');
  report.add('backlog.drainSeconds', drained, 's');
  report.add('backlog.drainToArrival', (seconds + drained) / drained, '×');
  await drain(subject);
  await subject.generator.end();
  report.note('backlog.audit', await auditOf(subject));
}

async function caughtUp({ client }: Subject): Promise<void> {
  for (;;) {
    const { services } = await client.get<Audit>('/v1/audit');
    const one = services.find(({ service }) => service === STANDING);
    if (one && one.lag <= USUAL_LAG) return;
    say(`  ${one?.lag ?? 0} facts behind`);
    await pause(1_000);
  }
}

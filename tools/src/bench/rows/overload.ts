import { setTimeout as pause } from 'node:timers/promises';
import type { Audit } from '@o2c/client';
import { say } from '../../progress.js';
import { measure } from '../measure.js';
import type { Options } from '../options.js';
import { memoryOf } from '../processes.js';
import type { Report } from '../report.js';
import type { Subject } from '../stage.js';

const LONG_SECONDS = 300;
const AUDIT_SECONDS = 120;

/** Twice the held rate: what is accepted goes on as usual, the rest is sent away for a while. */
export async function overload(
  subject: Subject,
  held: number,
  options: Options,
  report: Report,
): Promise<void> {
  const { seconds, isLong } = options;
  const usual = await measure(subject, { kind: 'open', perSecond: held * 0.7 }, seconds);
  const twice = { kind: 'open', perSecond: held * 2 } as const;
  const under = await measure(subject, twice, isLong ? LONG_SECONDS : seconds);
  const after = await measure(subject, { kind: 'open', perSecond: held * 0.7 }, seconds);
  const { counts } = under.window;
  report.add('overload.shedPerSecond', (counts.shed / under.window.milliseconds) * 1_000, '/s');
  report.add('overload.cyclesPerSecond', under.cyclesPerSecond, '/s');
  report.add('overload.goodputRatio', under.cyclesPerSecond / held, '×');
  report.add('overload.latencyRatio', under.window.place.p99 / usual.window.place.p99, '×');
  report.add(
    'overload.recovery.latencyRatio',
    after.window.place.p99 / usual.window.place.p99,
    '×',
  );
  report.add('overload.failed', counts.failed);
  report.add('overload.memory', memoryOf(subject.system.pid).highest / 1e6, 'MB');
  report.note('overload.audit', await auditOf(subject));
}

/** What the audit says once nothing is on its way any more. */
export async function auditOf({ client }: Subject): Promise<string> {
  for (let waited = 0; waited < AUDIT_SECONDS; waited++) {
    const { settled, ok } = await client.get<Audit>('/v1/audit');
    if (settled) return ok === true ? 'clean' : 'broken';
    await pause(1_000);
  }
  say('  the audit has not settled');
  return 'not settled';
}

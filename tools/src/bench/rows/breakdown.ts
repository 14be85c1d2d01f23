import { join } from 'node:path';
import { Counts } from '../../counts.js';
import { measure } from '../measure.js';
import type { Options } from '../options.js';
import { spentByEach, type Spent } from '../processes.js';
import { profileTime, sharesIn, sharesOf, type Shares } from '../profile.js';
import type { Report } from '../report.js';
import { databasesOf } from '../sql.js';
import { startSubject, type Stage } from '../stage.js';
import { countStatements, statementShares } from '../statement-times.js';

const NAME = 'standalone';
/** What takes less of a cycle, in microseconds, is told as the rest. */
const LEAST_TOLD = 25;

/**
 * Where the processor time of a cycle goes. Node's by what runs; PostgreSQL's by process, and that
 * of the sessions of a database by what their statements do. Processes are counted exactly;
 * functions and statements share their process's time as they share its hours.
 */
export async function breakdown(stage: Stage, options: Options, report: Report): Promise<void> {
  const { databaseUrl, postgresPid, folder } = stage;
  const profile = options.profile ?? join(folder, 'profile');
  const subject = await startSubject(stage, 'standalone', NAME, profile);
  const load = (seconds: number) =>
    measure(subject, { kind: 'closed', inFlight: options.inFlight }, seconds);
  await load(options.seconds / 2);
  await countStatements(databaseUrl);
  const [before, from] = [spentByEach(postgresPid), profileTime()];
  const { cyclesPerSecond, microsecondsPerCycle: cost } = await load(options.seconds);
  const [after, to] = [spentByEach(postgresPid), profileTime()];
  const databases = await databasesOf(databaseUrl, NAME);
  const statements = new Map<string, Shares>();
  for (const each of databases) statements.set(each, await statementShares(databaseUrl, each));
  await subject.stop();
  report.add('breakdown.cyclesPerSecond', cyclesPerSecond, '/s');
  tell('node', cost.node, sharesIn(profile, { from, to }), report);
  const parts = divided(sharesOf(byOwner(before, after)), statements);
  tell('postgres', cost.postgres, byVerb(parts), report);
  tell('statements', cost.postgres, parts, report);
}

type Processes = ReadonlyMap<number, Spent>;

/** Microseconds between two readings; who ended has left what it had used to its parent. */
function byOwner(before: Processes, after: Processes): Counts {
  const times = new Counts();
  for (const [pid, { commandLine, microseconds }] of after) {
    times.add(ownerOf(commandLine), microseconds - (before.get(pid)?.microseconds ?? 0));
  }
  for (const [pid, { microseconds }] of before) {
    if (!after.has(pid)) times.add(ENDED, -microseconds);
  }
  return times;
}

const ENDED = 'processes that have ended';

/** The database of a session, or what another process of PostgreSQL calls itself. */
function ownerOf(commandLine: string): string {
  const [, session, other] = /^postgres: (?:\S+ (\S+) (?:\[|\d)|(.*))/.exec(commandLine) ?? [];
  return session ?? other ?? ENDED;
}

/** The shares of databases divided among their statements. */
function divided(processes: Shares, statements: ReadonlyMap<string, Shares>): Shares {
  const parts = [...processes].flatMap(([owner, share]): (readonly [string, number])[] => {
    const within = statements.get(owner);
    if (within === undefined) return [[owner, share]];
    const service = owner.slice(NAME.length + 1);
    return [...within].map(([name, part]) => [`${service}: ${name}`, share * part]);
  });
  return new Map(parts);
}

/** Statements of all services together by what they do. */
function byVerb(parts: Shares): Shares {
  const verbs = new Counts();
  for (const [name, share] of parts) verbs.add(/: (\w+)/.exec(name)?.[1] ?? name, share);
  return new Map(verbs.entries());
}

function tell(party: string, cost: number, shares: Shares, report: Report): void {
  report.add(`breakdown.${party}.all`, cost, 'µs');
  const sorted = [...shares].sort(([, a], [, b]) => b - a);
  const told = sorted.filter(([, share]) => share * cost >= LEAST_TOLD);
  for (const [name, share] of told) report.add(`breakdown.${party}.${name}`, share * cost, 'µs');
  const rest = sorted.slice(told.length).reduce((sum, [, share]) => sum + share, 0);
  report.add(`breakdown.${party}.less than ${LEAST_TOLD} each`, rest * cost, 'µs');
}

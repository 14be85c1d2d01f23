import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Counts } from '../counts.js';

/** What V8 leaves: functions, and which one ran at each sample; times in microseconds. */
type Profile = {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};
type CallFrame = { readonly functionName: string; readonly url: string };

/** Between two moments of this machine's clock, in microseconds. */
export type Span = { readonly from: number; readonly to: number };

/** Parts of a whole by name, which sum to 1. */
export type Shares = ReadonlyMap<string, number>;

/** Now, as profiles tell the time. */
export function profileTime(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/**
 * Shares of the busy time of a profiled process by what ran. Throws when the folder has no
 * profile.
 */
export function sharesIn(folder: string, span: Span): Shares {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error(`no profile was left in ${folder}`);
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
  return sharesOf(timesOf(profile, span));
}

/** What each part of times of any unit is of their sum. */
export function sharesOf(times: Counts): Shares {
  const { total } = times;
  return new Map(times.entries().map(([name, time]) => [name, time / total]));
}

/** Microseconds by area, idle time left out. */
function timesOf({ nodes, startTime, samples, timeDeltas }: Profile, { from, to }: Span): Counts {
  const areas = new Map(nodes.map(({ id, callFrame }) => [id, areaOf(callFrame)]));
  const times = new Counts();
  let now = startTime;
  samples.forEach((id, index) => {
    const delta = timeDeltas[index] ?? 0;
    now += delta;
    const area = areas.get(id) ?? OTHER;
    if (area !== IDLE && now >= from && now < to) times.add(area, delta);
  });
  return times;
}

const IDLE = 'idle';
const OTHER = 'the rest';

/** By the name of a native function or the address of a file; the first that matches counts. */
const AREAS: readonly (readonly [RegExp, string])[] = [
  [/^\(idle\)$/, IDLE],
  [/^\(garbage collector\)$/, 'the collector'],
  [/^(writev|write\w*String|writeBuffer)$/, 'writes to sockets'],
  [/node_modules\/(pg|pg-\w+|postgres-\w+)\//, 'the driver'],
  [
    /node_modules\/(class-(validator|transformer)|reflect-metadata|validator)\//,
    'shapes of requests',
  ],
  [
    /node_modules\/(@nestjs|rxjs|@?fastify|find-my-way|avvio|light-my-request)\b/,
    'Nest and Fastify',
  ],
  [/^node:_http/, 'Nest and Fastify'],
  [/\/libs\/messaging\//, 'libs/messaging'],
  [/\/libs\/\w+\//, 'the other libs'],
  [/\/services\//, 'rules and rows of the services'],
];

function areaOf({ functionName, url }: CallFrame): string {
  const place = url === '' ? functionName : url;
  return AREAS.find(([pattern]) => pattern.test(place))?.[1] ?? OTHER;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './report.js';

/** What V8 leaves: functions, and which one ran at each sample. */
type Profile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

const SHOWN = 20;

/** Adds to the report which packages and services a profiled process spent its busy time in. */
export function tellProfile(folder: string, report: Report): void {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) return report.note('profile', `no profile was left in ${folder}`);
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
  const times = timesOf(profile);
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  const sorted = [...times].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  for (const [place, time] of sorted) {
    report.note(`profile: ${place}`, `${((time / all) * 100).toFixed(1)} %`);
  }
}

/** Microseconds by place, idle time left out. */
function timesOf({ nodes, samples, timeDeltas }: Profile): ReadonlyMap<string, number> {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const place = places.get(id) ?? '(unknown)';
    if (place !== '(idle)') times.set(place, (times.get(place) ?? 0) + (timeDeltas[index] ?? 0));
  });
  return times;
}

/** The package of a function, the file where it is one of ours, `(garbage collector)` and such. */
function placeOf({ functionName, url }: Profile['nodes'][number]['callFrame']): string {
  const ours = /\/((?:libs|services)\/[^/]+)\/(?:dist|src)\/(.+?)\.[jt]s$/.exec(url);
  if (ours) return `${ours[1]}/${ours[2]}`;
  const parts = url.split('/node_modules/').at(-1)?.split('/') ?? [];
  if (url.includes('/node_modules/'))
    return parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1).join('/');
  return url === '' ? functionName || '(native)' : (url.split('?')[0] ?? url);
}

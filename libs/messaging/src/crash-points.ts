/**
 * Moments in which a process can be made to die, for tests of what it leaves behind: before and
 * after a commit, between facts that are on the bus and the position that says so, between an
 * effect that is committed and the offset or cursor that says so, in the middle of a batch, of the
 * migrations, and of a shutdown.
 */
export const CRASH_POINTS = [
  'before-commit',
  'after-commit',
  'before-cursor',
  'before-offset',
  'mid-batch',
  'in-migration',
  'in-shutdown',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

/** The process of a service dies when it comes to a point for the `after`th time. */
export type CrashPlan = {
  readonly point: CrashPoint;
  readonly service: string;
  readonly after: number;
};

type Armed = CrashPlan & { left: number };

let armed: readonly Armed[] = [];

/** Reads `point:service:after`, several with commas. Throws when one is not so. */
export function asCrashPlans(text: string): readonly CrashPlan[] {
  return text.split(',').map((part) => {
    const [point, service = '', after = ''] = part.split(':');
    const known = CRASH_POINTS.find((name) => name === point);
    if (known && /^[a-z]+$/.test(service) && /^[1-9]\d*$/.test(after)) {
      return { point: known, service, after: Number(after) };
    }
    throw new Error('must be a list of point:service:times');
  });
}

/** Arms the plans of TEST_CRASH; nothing happens without TEST_CLOCK=1, so never in production. */
export function armCrashes(plans: readonly CrashPlan[] | undefined, isTest: boolean): void {
  armed = isTest ? (plans ?? []).map((plan) => ({ ...plan, left: plan.after })) : [];
}

/** Dies at once, as by `kill -9`, when a plan says so; costs one comparison when none does. */
export function crashAt(point: CrashPoint, service: string): void {
  if (armed.length === 0) return;
  const plan = armed.find((one) => one.point === point && one.service === service);
  if (plan && --plan.left === 0) process.kill(process.pid, 'SIGKILL');
}

import { isAway } from '@o2c/runtime';
import { eventually } from '@o2c/testing';
import { Pulse } from './pulse.js';

const TIMES = { patience: 20, greeting: 20, believed: 20 };
const REFUSED = Object.assign(new Error('too many clients'), { code: '53300' });
const VANISHED = Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' });

/** Nobody answers. */
const never = () => new Promise<never>(() => {});

describe('A database that lets us wait', () => {
  let asked: number;
  let greet: () => Promise<void>;
  let pulse: Pulse;
  beforeEach(() => {
    asked = 0;
    pulse = new Pulse(() => {
      asked += 1;
      return greet();
    }, TIMES);
  });

  /** Work that is done once the database was asked so often. */
  const done = (often: number) => async () => {
    while (asked < often) await new Promise(setImmediate);
    return 'done';
  };
  const failure = (work: Promise<unknown>): Promise<unknown> => work.catch((error: Error) => error);

  it.each([
    ['it greets', () => Promise.resolve()],
    ['it has no place for a new client', () => Promise.reject(REFUSED)],
  ])('has all the time that it needs while it answers: %s', async (_, answer) => {
    greet = answer;
    expect(await pulse.during(done(3))).toBe('done');
  });

  it.each([
    ['it greets nobody', never],
    ['its host is gone', () => Promise.reject(VANISHED)],
  ])('is given up, by all who wait, once it answers nobody: %s', async (_, silence) => {
    greet = silence;
    let told: unknown;
    const hearing = pulse.during((signal) => {
      signal.addEventListener('abort', () => (told = signal.reason));
      return never();
    });
    const errors = await Promise.all([hearing, pulse.during(never)].map(failure));
    expect(errors.map(isAway)).toEqual([true, true]);
    expect(told).toBe(errors[0]);
    expect(asked).toBe(1);
  });

  it('is not asked to work again before it answers, and then at once', async () => {
    greet = never;
    await failure(pulse.during(never));
    let begun = 0;
    const work = () => Promise.resolve((begun += 1));
    expect(isAway(await failure(pulse.during(work)))).toBe(true);
    expect(begun).toBe(0);
    greet = () => Promise.resolve();
    expect(await eventually(() => pulse.during(work))).toBe(1);
  });

  it('is not silent as long as it answers others', async () => {
    greet = never;
    const waiting = pulse.during(done(2));
    while (asked < 2) await pulse.during(() => new Promise((resolve) => setImmediate(resolve)));
    expect(await waiting).toBe('done');
  });
});

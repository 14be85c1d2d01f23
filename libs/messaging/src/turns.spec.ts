import { eventually } from '@o2c/testing';
import { Turns } from './turns.js';

/** Work that lasts until it is told to end. */
function lasting() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let begun = false;
  const work = () => {
    begun = true;
    return promise;
  };
  return { work, end: resolve, hasBegun: () => begun };
}

describe('turns', () => {
  it('are taken one at a time, in order, by requests as by the rest', async () => {
    for (const isRequest of [true, false]) {
      const turns = new Turns();
      const had: number[] = [];
      let atWork = 0;
      const take = (number: number) =>
        turns.take(async () => {
          if (++atWork > 1) throw new Error('two at once');
          await Promise.resolve();
          atWork -= 1;
          had.push(number);
        }, isRequest);
      await Promise.all([1, 2, 3].map(take));
      expect(had).toEqual([1, 2, 3]);
    }
  });

  it('let a request begin beside a round, and a round beside a request', async () => {
    const turns = new Turns();
    const [round, request] = [lasting(), lasting()];
    const both = [turns.take(round.work), turns.take(request.work, true)];
    await Promise.resolve();
    expect([round.hasBegun(), request.hasBegun()]).toEqual([true, true]);
    round.end();
    request.end();
    await Promise.all(both);
  });

  it('let two rounds be at work at once, of whatever database, and every request', async () => {
    const rounds = [lasting(), lasting(), lasting()];
    const requests = [lasting(), lasting(), lasting()];
    const all = [
      ...rounds.map(({ work }) => new Turns().take(work)),
      ...requests.map(({ work }) => new Turns().take(work, true)),
    ];
    await Promise.resolve();
    expect(rounds.map((one) => one.hasBegun())).toEqual([true, true, false]);
    expect(requests.every((one) => one.hasBegun())).toBe(true);
    rounds[0]?.end();
    await all[0];
    expect(rounds.every((one) => one.hasBegun())).toBe(true);
    for (const one of [...rounds, ...requests]) one.end();
    await Promise.all(all);
  });

  it('let the next round begin when one takes long', async () => {
    const rounds = [lasting(), lasting(), lasting()];
    const all = rounds.map(({ work }) => new Turns().take(work));
    await eventually(async () => expect(rounds[2]?.hasBegun()).toBe(true));
    for (const one of rounds) one.end();
    await Promise.all(all);
    const next = [lasting(), lasting(), lasting()];
    const after = next.map(({ work }) => new Turns().take(work));
    await Promise.resolve();
    expect(next.map((one) => one.hasBegun())).toEqual([true, true, false]);
    for (const one of next) one.end();
    await Promise.all(after);
  });

  it('go on after one that failed, whose failure its own caller hears', async () => {
    const turns = new Turns();
    const failed = turns.take(() => Promise.reject(new Error('refused')));
    const next = turns.take(() => Promise.resolve('done'));
    await expect(failed).rejects.toThrow('refused');
    expect(await next).toBe('done');
  });
});

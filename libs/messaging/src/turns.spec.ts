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

  it('go on after one that failed, whose failure its own caller hears', async () => {
    const turns = new Turns();
    const failed = turns.take(() => Promise.reject(new Error('refused')));
    const next = turns.take(() => Promise.resolve('done'));
    await expect(failed).rejects.toThrow('refused');
    expect(await next).toBe('done');
  });
});

import { Turns } from './turns.js';

/** Notes who had a turn, and lets each take as long as one wait. */
function noting(turns: Turns) {
  const had: string[] = [];
  let atWork = 0;
  const take = (name: string, isRequest: boolean) =>
    turns.take(async () => {
      if (++atWork > 1) throw new Error('two at once');
      await Promise.resolve();
      atWork -= 1;
      had.push(name);
    }, isRequest);
  return { had, take };
}

describe('turns', () => {
  it('are taken one at a time: a request before the rest, one of the rest after it', async () => {
    const { had, take } = noting(new Turns());
    const rest = ['round', 'follow-up', 'ready'].map((name) => take(name, false));
    const requests = ['POST 1', 'POST 2'].map((name) => take(name, true));
    await Promise.all([...rest, ...requests]);
    expect(had).toEqual(['round', 'POST 1', 'follow-up', 'POST 2', 'ready']);
  });

  it('go on after one that failed, whose failure its own caller hears', async () => {
    const turns = new Turns();
    const failed = turns.take(() => Promise.reject(new Error('refused')));
    const next = turns.take(() => Promise.resolve('done'), true);
    await expect(failed).rejects.toThrow('refused');
    expect(await next).toBe('done');
  });
});

import { eventually, testServerUrl } from '@o2c/testing';
import { tryToLead, type Leadership } from './leadership.js';
import { Home } from './sample-bus.js';

test('Who leads and fails with a statement leads no more: somebody else can', async () => {
  const home = await Home.open(testServerUrl());
  const lead = () => tryToLead(() => home.database.connect(), 'a task');
  const [first, second] = [await lead(), await lead()];
  expect([first?.held, second]).toEqual([true, undefined]);
  await expect(first?.query('SELECT 1 / 0', [])).rejects.toThrow('division by zero');
  expect(first?.held).toBe(false);
  const next = await eventually(async (): Promise<Leadership> => {
    const one = await lead();
    if (!one) throw new Error('nobody can lead');
    return one;
  });
  await next.release();
  await home.source.destroy();
});

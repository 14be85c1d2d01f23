import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@o2c/testing';
import { KEY, newSystem, type System } from './system.js';

const run = promisify(execFile);
const program = join(import.meta.dirname, '../tools/dist/demo.js');

describe('The demo company', () => {
  let system: System;

  beforeAll(async () => {
    system = await newSystem('standalone');
    await system.start();
  }, 180_000);

  afterAll(async () => {
    await system?.stop();
    system?.clean();
  }, 60_000);

  const demo = (...options: readonly string[]) => [
    ...[program, '--url', system.url, '--key', KEY],
    ...['--days', '7', '--customers', '8', ...options],
  ];
  const orders = async (): Promise<readonly { status: string }[]> => {
    const { items } = await system.get('/v1/orders?limit=200');
    return items;
  };

  it('has orders in every state, and its books agree, round after round', async () => {
    const { stdout } = await run(process.execPath, demo('--rounds', '2', '--seed', '7'));
    expect(stdout).toContain('All books agree.');
    expect(stdout).toMatch(/Stuck: SO-\d+-\d+\. The order exceeds the available credit by/);
    const statuses = new Set((await orders()).map(({ status }) => status));
    expect([...statuses].sort()).toEqual([
      ...['cancelled', 'closed', 'held', 'invoiced', 'partially_invoiced', 'rejected', 'released'],
    ]);
    const audit = await system.settled();
    expect(audit.ok).toBe(true);
  }, 180_000);

  it('is made once: another run finds it, one of another size is refused', async () => {
    const { length } = await orders();
    const { stdout } = await run(process.execPath, demo('--seed', '8'));
    expect(stdout).toContain('The world of seed 8 has been there since');
    expect(await orders()).toHaveLength(length);
    const larger = run(process.execPath, demo('--seed', '8', '--days', '14'));
    await expect(larger).rejects.toMatchObject({
      stderr: 'Seed 8 made a world with --days 7 --customers 8: choose another --seed\n',
    });
  });

  it('goes on living at the pace that is asked for, until it is told to stop', async () => {
    const { length } = await orders();
    const living = spawn(process.execPath, demo('--seed', '8', '--live', '--speed', '20'));
    const ended = once(living, 'exit');
    try {
      await eventually(async () => {
        if ((await orders()).length < length + 5) throw new Error('too few orders yet');
      }, 30_000);
    } finally {
      living.kill('SIGINT');
    }
    expect(await ended).toEqual([0, null]);
    expect((await system.settled()).ok).toBe(true);
  });

  it('says in one line what it needs and does not have', async () => {
    const failing = run(process.execPath, [program, '--url', system.url, '--seed', 'x'], {
      env: { PATH: process.env.PATH ?? '', O2C_API_KEY: KEY },
    });
    await expect(failing).rejects.toMatchObject({
      code: 1,
      stderr: '--seed x is no whole number\n',
    });
  });
});

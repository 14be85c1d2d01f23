import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

  it('has orders in every state, and its books agree, round after round', async () => {
    const { stdout } = await run(process.execPath, [
      ...[program, '--url', system.url, '--key', KEY],
      ...['--rounds', '2', '--seed', '7'],
    ]);
    expect(stdout).toContain('All books agree.');
    const { items } = await system.get('/v1/orders?limit=200');
    const statuses = new Set(items.map((order: { status: string }) => order.status));
    expect([...statuses].sort()).toEqual([
      ...['cancelled', 'closed', 'held', 'invoiced', 'partially_invoiced', 'rejected', 'released'],
    ]);
    const audit = await system.settled();
    expect(audit.ok).toBe(true);
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

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '..');
const QUICK = ['--enable-source-maps', join(ROOT, 'tools/dist/bench.js'), '--quick'];

describe('The speed of the product', () => {
  const folder = mkdtempSync(join(tmpdir(), 'o2c-bench-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has not fallen behind what is written down, beside what the machine can do', async () => {
    const file = join(folder, 'figures.json');
    const { stdout } = await run(process.execPath, [...QUICK, '--json', file], { cwd: ROOT });
    const { floor, standalone, ratio, cost } = JSON.parse(readFileSync(file, 'utf8'));
    expect(floor.cyclesPerSecond).toBeGreaterThan(standalone.cyclesPerSecond);
    expect(ratio.standaloneToFloor).toBeGreaterThan(0);
    for (const party of ['node', 'postgres', 'generator']) {
      expect([party, cost.standalone[party] > 0]).toEqual([party, true]);
    }
    expect(stdout).toContain('ratio.standaloneToFloor is');
  }, 300_000);

  it('is asked for in words that the program knows', async () => {
    const asked = run(process.execPath, [...QUICK, '--only', 'nothing'], { cwd: ROOT });
    await expect(asked).rejects.toMatchObject({ code: 1, stderr: /--only nothing: there are/ });
  });
});

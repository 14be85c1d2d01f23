import { createLogger } from '@o2c/runtime';
import { eventually } from '@o2c/testing';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.js';

const LISTEN = 'process.send({ listening: "here" });';

describe('The process of a service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'o2c-child-'));
  const runs = join(folder, 'runs');
  const logger = createLogger({ service: 'test', level: 'silent' });
  let child: Child;

  /** A service that does this at its first, second, … start, and the last from then on. */
  function service(...starts: readonly string[]): Child {
    writeFileSync(runs, '');
    const main = join(folder, 'main.mjs');
    const steps = starts.map((step) => `() => { ${step} }`);
    writeFileSync(
      main,
      `import { appendFileSync, readFileSync } from 'node:fs';
       const run = readFileSync(${JSON.stringify(runs)}, 'utf8').length;
       appendFileSync(${JSON.stringify(runs)}, '.');
       const steps = [${steps.join()}];
       setInterval(() => {}, 1_000);
       steps[Math.min(run, steps.length - 1)]();`,
    );
    return new Child('orders', {}, logger, main);
  }

  afterEach(() => child.stop());
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is started again until it listens, though nothing lets it start for a while', async () => {
    const died = `${LISTEN} setTimeout(() => process.exit(1), 50);`;
    child = service(died, 'process.exit(1);', 'process.exit(1);', LISTEN);
    expect(await child.start()).toEqual({ listening: 'here' });
    await eventually(() => expect(readFileSync(runs, 'utf8')).toBe('....'));
  });

  it('that never listened is no more started when it ends of its own accord', async () => {
    child = service('process.exit(1);', LISTEN);
    await expect(child.start()).rejects.toThrow('orders ended with code 1 before it listened');
    expect(readFileSync(runs, 'utf8')).toBe('.');
  });
});

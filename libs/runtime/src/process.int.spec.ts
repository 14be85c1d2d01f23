import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { startPostgres } from './postgres/start-postgres.js';

/** Lets a child process run our sources as they are. */
const runsSources = `
  import { registerHooks } from 'node:module';
  const libs = new URL('../..', '${import.meta.url}');
  registerHooks({
    resolve(name, context, next) {
      const ours = /^@o2c\\/(.+)$/.exec(name);
      if (ours) return next(new URL(ours[1] + '/src/index.ts', libs).href, context);
      const isSource = name.startsWith('.') && !context.parentURL?.includes('node_modules');
      return next(isSource ? name.replace(/\\.js$/, '.ts') : name, context);
    },
  });
`;

function run(program: string): ChildProcess {
  const source = (file: string) => new URL(file, import.meta.url).href;
  const imports = `
    import { runMain, runUntilSignal } from '${source('./process.ts')}';
    import { StartError } from '${source('./start-error.ts')}';
    import { startPostgres } from '${source('./postgres/start-postgres.ts')}';
  `;
  return spawn(process.execPath, [
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    ...['--import', `data:text/javascript,${encodeURIComponent(runsSources)}`],
    ...['--input-type=module', '--eval', imports + program],
  ]);
}

async function exit(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

async function isUp(child: ChildProcess): Promise<string> {
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return String(line).trim();
}

const waits = 'setInterval(() => 0, 1000); process.stdout.write("up");';

/** Starting a server takes seconds, on a busy machine many. */
const PATIENCE_MS = 60_000;

describe('a process', () => {
  test(
    'closes cleanly on Ctrl-C, also when npm passes it on a second time',
    async () => {
      const child = run(`
      runUntilSignal(async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        process.stdout.write('drained');
      });
      ${waits}`);
      await isUp(child);
      child.kill('SIGINT');
      child.kill('SIGINT');
      expect(await isUp(child)).toBe('drained');
      expect(await exit(child)).toBe(0);
    },
    PATIENCE_MS,
  );

  test(
    'gives up closing when Ctrl-C is pressed again',
    async () => {
      const child = run(`runUntilSignal(() => new Promise(() => undefined)); ${waits}`);
      await isUp(child);
      const impatience = setInterval(() => child.kill('SIGTERM'), 100);
      expect(await exit(child)).toBe(1);
      clearInterval(impatience);
    },
    PATIENCE_MS,
  );

  test(
    'shows a reason that the operator can mend, without a stack',
    async () => {
      const child = run(`runMain(() => Promise.reject(new StartError('Port 3000 is taken')));`);
      const [words, code] = await Promise.all([
        text(child.stderr ?? Readable.from([])),
        exit(child),
      ]);
      expect([words.trim(), code]).toEqual(['Port 3000 is taken', 1]);
    },
    PATIENCE_MS,
  );

  test(
    'that is killed leaves its data to the next one',
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'o2c-killed-'));
      const child = run(`
      const { url } = await startPostgres({ dataDir: '${dataDir}', durable: false });
      process.stdout.write(url);
      runUntilSignal(() => Promise.resolve());
      setInterval(() => 0, 1000);`);
      const url = await isUp(child);
      await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
      child.kill('SIGKILL');
      await exit(child);
      const lines: string[] = [];
      const log = (line: string) => lines.push(line);
      const next = await startPostgres({ dataDir, durable: false, log });
      expect(lines.join()).toContain('left behind by a run that was killed');
      expect(await query(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await next.stop();
      await rm(dataDir, { recursive: true });
    },
    PATIENCE_MS,
  );
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

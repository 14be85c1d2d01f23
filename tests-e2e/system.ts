import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { embeddedServerUrl, eventually, freePort, type Json } from '@o2c/testing';

/** How the system is run: one process, or a process per service on Kafka. */
export type Mode = 'standalone' | 'kafka';

const ROOT = resolve(import.meta.dirname, '..');
const MAIN = {
  standalone: 'services/standalone/dist/main.js',
  kafka: 'services/standalone/dist/main-kafka.js',
};

/** The first key of the systems that tests start. */
export const KEY = 'test-key-of-the-whole-system';

/** What a request came to. */
export type Answer = {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
};

/** A running system, seen from outside. */
export class System {
  private process: ChildProcess | undefined;
  private output = '';
  private watchers: ((text: string) => void)[] = [];
  private keys = 0;

  constructor(
    readonly mode: Mode,
    readonly port: number,
    readonly dataDir: string,
    private readonly env: Record<string, string>,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The PostgreSQL that it runs on. */
  get serverUrl(): string {
    return this.env.DATABASE_URL ?? embeddedServerUrl(this.dataDir);
  }

  /** Starts the process and waits until it is ready; `more` is its environment this time only. */
  async start(more: Record<string, string> = {}): Promise<void> {
    this.process = spawn(process.execPath, ['--enable-source-maps', join(ROOT, MAIN[this.mode])], {
      cwd: ROOT,
      env: { ...this.env, ...more, PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const listen = (chunk: Buffer): void => {
      this.output = (this.output + chunk.toString()).slice(-20_000);
      for (const watcher of this.watchers) watcher(chunk.toString());
    };
    this.process.stdout?.on('data', listen);
    this.process.stderr?.on('data', listen);
    const ended = once(this.process, 'close').then((): never => {
      throw new Error(`it ended:\n${this.output}`);
    });
    ended.catch(() => {});
    await Promise.race([ended, this.isReady(ended)]);
  }

  private async isReady(ended: Promise<never>): Promise<void> {
    await eventually(async () => {
      if (!this.isRunning) return;
      const ready = await fetch(`${this.url}/health/ready`);
      if (ready.status !== 200) throw new Error(`not ready: ${await ready.text()}`);
    }, 180_000);
    if (!this.isRunning) await ended;
  }

  /** Ends the process as Ctrl-C does; answers its exit code. */
  async stop(): Promise<number | null> {
    return this.end('SIGINT');
  }

  /** Ends the process as a power cut does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Kills the process of one service, where each has its own; found as Linux lists them. */
  killService(name: string): void {
    const { pid = 0 } = this.process ?? {};
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    const isIts = (child: string): boolean =>
      readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(`/services/${name}/`);
    const own = children.find(isIts);
    if (own === undefined) throw new Error(`${name} does not run`);
    process.kill(Number(own), 'SIGKILL');
  }

  /** Resolves when the process has ended, asked to or not. */
  async ended(): Promise<void> {
    if (this.isRunning && this.process) await once(this.process, 'exit');
  }

  /** Whether the process ended of its own accord, with everything in order. */
  get endedWell(): boolean {
    return this.process?.exitCode === 0;
  }

  get isRunning(): boolean {
    return this.process?.exitCode === null && this.process.signalCode === null;
  }

  /** Tells of everything that the process writes. */
  onOutput(watcher: (text: string) => void): void {
    this.watchers.push(watcher);
  }

  /** What the process wrote, its newest part. */
  get log(): string {
    return this.output;
  }

  /** Removes the data of a stopped system. */
  clean(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** One request; a POST gets a fresh Idempotency-Key unless one is given. */
  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const key =
      method === 'POST' ? { 'idempotency-key': `story-${process.pid}-${++this.keys}` } : {};
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${KEY}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...key,
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: isJson ? await response.json() : await response.arrayBuffer(),
      headers: response.headers,
    };
  }

  /** A GET that must succeed. */
  async get(path: string): Promise<Json> {
    return this.succeed(await this.call('GET', path), path);
  }

  /** A POST that must succeed. */
  async post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Json> {
    return this.succeed(await this.call('POST', path, body, headers), path);
  }

  /** Waits until nothing is in flight; answers the audit. */
  async settled(limitMilliseconds = 30_000): Promise<Json> {
    return eventually(async () => {
      const audit = await this.get('/v1/audit');
      if (!audit.settled) throw new Error(`not settled: ${JSON.stringify(audit.services)}`);
      return audit;
    }, limitMilliseconds);
  }

  /** Moves the clock of all services forward and runs their jobs. */
  async moveClock(now: string): Promise<void> {
    await this.post('/v1/test/clock', { now });
  }

  private succeed(answer: Answer, path: string): unknown {
    if (answer.status < 300) return answer.body;
    throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  }
}

/** A system that is not started yet, on a folder and databases of its own. */
export async function newSystem(mode: Mode, env: Record<string, string> = {}): Promise<System> {
  const dataDir = mkdtempSync(join(tmpdir(), 'o2c-system-'));
  const port = await freePort();
  return new System(mode, port, dataDir, {
    PORT: String(port),
    DATA_DIR: dataDir,
    BOOTSTRAP_API_KEY: KEY,
    TEST_CLOCK: '1',
    ...env,
  });
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newSecret } from '@o2c/runtime';
import { surroundings } from '../config.js';

/** One process, a process per service on Kafka, or one process as `npm start` starts it. */
export type Mode = keyof typeof MAIN;

const ROOT = resolve(import.meta.dirname, '../../..');
const manifest = createRequire(import.meta.url)('../../../package.json') as {
  readonly scripts: { readonly start: string };
};
const MAIN = {
  standalone: ['services/standalone/dist/main.js'],
  distributed: ['services/standalone/dist/main-kafka.js'],
  'npm start': ['tools/run.mjs', 'services/standalone/dist/main.js'],
} as const;
/** What `npm start` tells the collector: to let garbage stand less high. */
const MEMORY = manifest.scripts.start.split(' ').filter((word) => word.startsWith('--max-'));
const START_MILLISECONDS = 300_000;
const KEPT_OUTPUT = 20_000;

/** Where a system runs. */
export type Place = {
  readonly mode: Mode;
  readonly port: number;
  readonly dataDir: string;
  /** A PostgreSQL that runs, or undefined for one of the system's own. */
  readonly databaseUrl?: string | undefined;
  /** Begins the names of its databases. */
  readonly databasePrefix: string;
  /** A folder where its first process leaves a profile of its processor time. */
  readonly profile?: string | undefined;
};

/** A system of our own, as `npm start` and `npm run start:kafka` run it. */
export class MeasuredSystem {
  readonly key = newSecret();
  private child: ChildProcess | undefined;
  private output = '';

  constructor(readonly place: Place) {}

  get url(): string {
    return `http://127.0.0.1:${this.place.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Starts it, and waits until it is ready. Throws with its last words when it ends before. */
  async start(): Promise<void> {
    const { mode, port, dataDir, databaseUrl, databasePrefix, profile } = this.place;
    const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
    const memory = mode === 'distributed' ? [] : MEMORY;
    const words = [...memory, '--enable-source-maps', ...profiling, ...MAIN[mode]];
    const child = spawn(process.execPath, words, {
      cwd: ROOT,
      env: {
        ...surroundings,
        PORT: String(port),
        DATA_DIR: dataDir,
        DATABASE_PREFIX: databasePrefix,
        BOOTSTRAP_API_KEY: this.key,
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-KEPT_OUTPUT);
      });
    }
    await this.ready();
  }

  /** Ends it as Ctrl-C does. */
  async stop(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'exit');
  }

  private async ready(): Promise<void> {
    const end = performance.now() + START_MILLISECONDS;
    while (performance.now() < end) {
      if (this.child?.exitCode !== null) throw new Error(`The system ended:\n${this.output}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.status === 200) return;
      await pause(50);
    }
    throw new Error(`The system was not ready in time:\n${this.output}`);
  }
}

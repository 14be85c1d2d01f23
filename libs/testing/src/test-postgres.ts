import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, type RunningPostgres } from '@o2c/runtime';

/** A PostgreSQL that a test can kill, with its data and its port the same from start to start. */
export class TestPostgres {
  private constructor(
    private readonly dataDir: string,
    private server: RunningPostgres,
  ) {}

  /** Durable, as in production: what it acknowledged is on the disk. */
  static async start(dataDir: string): Promise<TestPostgres> {
    return new TestPostgres(dataDir, await startPostgres({ dataDir }));
  }

  get url(): string {
    return this.server.url;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Kills the server and all its sessions at once. */
  kill(): void {
    const lock = join(this.dataDir, 'cluster', 'postmaster.pid');
    const [postmaster] = readFileSync(lock, 'utf8').split('\n').map(Number);
    if (!postmaster) throw new Error('PostgreSQL does not run');
    const tasks = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
    const sessions = tasks.trim().split(/\s+/).filter(Boolean).map(Number);
    for (const pid of [postmaster, ...sessions]) end(pid);
  }

  /** Starts it again on the same data; it replays its log first. */
  async restart(): Promise<void> {
    this.server = await startPostgres({ dataDir: this.dataDir });
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }
}

/** A session may have ended by itself meanwhile. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error;
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@o2c/client';
import { freePort, startPostgres, type RunningPostgres } from '@o2c/runtime';
import pg from 'pg';
import { Generator } from './generator-process.js';
import { makeMasterData, type MasterData } from './master-data.js';
import { MeasuredSystem, type Mode } from './measured-system.js';
import { parentOf } from './processes.js';
import { query } from './sql.js';

/** Spread widely, so that no row is hotter than a real shop's. */
const SPREAD = { customers: 500, products: 500 };

const COUNT_STATEMENTS = 'ALTER SYSTEM SET shared_preload_libraries = pg_stat_statements';

/** A folder of its own and a PostgreSQL in it, durable as the product's own is. */
export class Stage {
  private readonly guests: (() => Promise<void>)[] = [];

  private constructor(
    readonly folder: string,
    private readonly server: RunningPostgres,
    /** The server's first process. */
    readonly postgresPid: number,
  ) {}

  /** Starts the server; one that counts what each statement takes is a little slower. */
  static async open(countsStatements = false): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'o2c-bench-'));
    const start = () => startPostgres({ dataDir: join(folder, 'server') });
    let server = await start();
    if (countsStatements) {
      await query(server.url, 'postgres', COUNT_STATEMENTS);
      await server.stop();
      server = await start();
    }
    return new Stage(folder, server, await firstProcessOf(server.url));
  }

  get databaseUrl(): string {
    return this.server.url;
  }

  /** What is stopped before the server, if it has not stopped by then. */
  add(stop: () => Promise<void>): void {
    this.guests.push(stop);
  }

  /** Stops everything on the stage and removes its data. */
  async close(): Promise<void> {
    await Promise.all(this.guests.splice(0).map((stop) => stop()));
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
  }
}

/** A system with master data, under load or not. */
export type Subject = {
  readonly stage: Stage;
  readonly system: MeasuredSystem;
  readonly generator: Generator;
  readonly client: Client;
  readonly data: MasterData;
  readonly stop: () => Promise<void>;
};

/** Starts a system on databases of this name on the stage, and makes its master data. */
export async function startSubject(
  stage: Stage,
  mode: Mode,
  name: string,
  profile?: string,
): Promise<Subject> {
  const system = new MeasuredSystem({
    mode,
    port: await freePort(),
    dataDir: join(stage.folder, name),
    databaseUrl: stage.databaseUrl,
    databasePrefix: name,
    profile,
  });
  const generator = await Generator.start();
  const stop = async () => {
    await generator.stop();
    await system.stop();
  };
  stage.add(stop);
  try {
    await system.start();
    const client = new Client(system);
    const data = await makeMasterData(client, 'bench', SPREAD);
    return { stage, system, generator, client, data, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstProcessOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return parentOf(rows[0]?.pid ?? 0);
  } finally {
    await client.end();
  }
}

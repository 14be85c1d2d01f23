import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from './start-postgres.js';

/** Starting a server takes seconds, on a busy machine many. */
const PATIENCE_MS = 60_000;

describe('the embedded PostgreSQL', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'o2c-postgres-')), 'data');
  });

  afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

  test(
    'keeps its data and its port from one start to the next',
    async () => {
      const first = await startPostgres({ dataDir, durable: false });
      await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await first.stop();
      const second = await startPostgres({ dataDir, durable: false });
      expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      expect(second.url).toBe(first.url);
      await second.stop();
    },
    PATIENCE_MS,
  );

  test(
    'writes through to the disk and sorts the same on every machine',
    async () => {
      const server = await startPostgres({ dataDir });
      const settings = await query(
        server.url,
        `SELECT current_setting('fsync') AS fsync, current_setting('jit') AS jit,
              datlocprovider AS provider, datlocale AS locale,
              pg_encoding_to_char(encoding) AS encoding
         FROM pg_database WHERE datname = 'postgres'`,
      );
      await server.stop();
      expect(settings).toEqual([
        { fsync: 'on', jit: 'off', provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8' },
      ]);
    },
    PATIENCE_MS,
  );

  test(
    'keeps its password for itself',
    async () => {
      const server = await startPostgres({ dataDir, durable: false });
      await server.stop();
      expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
      expect(server.url).toContain((await readFile(join(dataDir, 'password'), 'utf8')).trim());
    },
    PATIENCE_MS,
  );

  test(
    'never serves two processes on one folder',
    async () => {
      const first = await startPostgres({ dataDir, durable: false });
      await expect(startPostgres({ dataDir, durable: false })).rejects.toThrow(
        'Another process already runs on the data folder',
      );
      expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await first.stop();
    },
    PATIENCE_MS,
  );

  test(
    'is started again when it is killed',
    async () => {
      const lines: string[] = [];
      const server = await startPostgres({ dataDir, log: (line) => lines.push(line) });
      await query(server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
      const lock = await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8');
      process.kill(Number.parseInt(lock, 10), 'SIGKILL');
      await until(() => lines.join().includes('ended by itself'));
      expect(await queryPatiently(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await server.stop();
      await expect(query(server.url, 'SELECT 1')).rejects.toThrow();
    },
    PATIENCE_MS,
  );

  test(
    'stays with its process, also when the session that says so is cut off',
    async () => {
      const first = await startPostgres({ dataDir, durable: false });
      const occupancy = `FROM pg_stat_activity WHERE application_name = 'occupancy'`;
      const [cut] = await query(first.url, `SELECT pid, pg_terminate_backend(pid) ${occupancy}`);
      const anew = `SELECT pid ${occupancy} AND pid <> ${(cut as { pid: number }).pid}`;
      while ((await query(first.url, anew)).length === 0);
      await expect(startPostgres({ dataDir, durable: false })).rejects.toThrow(
        'Another process already runs on the data folder',
      );
      await first.stop();
    },
    PATIENCE_MS,
  );

  test(
    'says what to do with data of another version',
    async () => {
      const server = await startPostgres({ dataDir, durable: false });
      await server.stop();
      await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '15\n');
      await expect(startPostgres({ dataDir })).rejects.toThrow('were made by PostgreSQL 15');
    },
    PATIENCE_MS,
  );

  test(
    'says when the folder cannot be used',
    async () => {
      await writeFile(dataDir, 'a file');
      await expect(startPostgres({ dataDir })).rejects.toThrow('a file of that name is in the way');
      const nowhere = startPostgres({ dataDir: join(dataDir, 'deeper') });
      await expect(nowhere).rejects.toThrow('a file of that name is in the way');
    },
    PATIENCE_MS,
  );
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

async function queryPatiently(url: string, sql: string): Promise<unknown[]> {
  for (;;) {
    try {
      return await query(url, sql);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

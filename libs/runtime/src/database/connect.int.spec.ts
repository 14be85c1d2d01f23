import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryRunner } from 'typeorm';
import { type RunningPostgres, startPostgres } from '../postgres/start-postgres.js';
import { connect } from './connect.js';
import { withClient } from './create-database.js';
import { databaseUrl } from './database-url.js';

class CreateThings1764000000000 {
  readonly name = 'CreateThings1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE things (amount_minor bigint NOT NULL, due_on date)');
    await runner.query(`INSERT INTO things VALUES (9007199254740991, '2026-02-28')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE things');
  }
}

class RewriteThings1764000000001 {
  readonly name = 'RewriteThings1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT pg_sleep(0.3)');
  }

  async down(): Promise<void> {}
}

/** Starting a server takes seconds, on a busy machine many. */
const PATIENCE_MS = 60_000;

describe('the database of a service', () => {
  let folder: string;
  let server: RunningPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'o2c-connect-'));
    server = await startPostgres({ dataDir: folder, durable: false });
  }, PATIENCE_MS);

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }, PATIENCE_MS);

  function things(service: string) {
    const url = databaseUrl(server.url, 'test', service);
    return connect({ name: service, url, migrations: [CreateThings1764000000000] });
  }

  test('ends the session of a host that vanished within half a minute', async () => {
    const patience = `
      SELECT idle.reset_val::int + interval.reset_val::int * count.reset_val::int AS seconds
        FROM pg_settings idle, pg_settings interval, pg_settings count
       WHERE idle.name = 'tcp_keepalives_idle' AND interval.name = 'tcp_keepalives_interval'
         AND count.name = 'tcp_keepalives_count'`;
    const database = await things('vanished');
    const [ofPool] = await database.query(patience);
    await database.destroy();
    const [ofMigration] = await withClient(server.url, async (lock) => {
      return (await lock.query(patience)).rows;
    });
    for (const { seconds } of [ofPool, ofMigration]) {
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(30);
    }
  });

  test(
    'is created and brought up to date on the first start, whoever comes first',
    async () => {
      const all = await Promise.all([things('orders'), things('orders'), things('orders')]);
      const [database] = all;
      expect(await database?.query('SELECT count(*) AS n FROM things')).toEqual([{ n: 1 }]);
      await Promise.all(all.map((one) => one.destroy()));
    },
    PATIENCE_MS,
  );

  test(
    'is brought up to date however long that takes; later no statement may take so long',
    async () => {
      const url = databaseUrl(server.url, 'test', 'patient');
      const migrations = [CreateThings1764000000000, RewriteThings1764000000001];
      const options = { name: 'patient', url, migrations, statementTimeoutMs: 100 };
      const database = await connect(options);
      expect(await database.query('SELECT count(*) AS n FROM migrations')).toEqual([{ n: 2 }]);
      await expect(database.query('SELECT pg_sleep(0.3)')).rejects.toThrow(/statement timeout/);
      await database.destroy();
    },
    PATIENCE_MS,
  );

  test(
    'gives amounts exactly and dates as they are written',
    async () => {
      const database = await things('credit');
      const rows = await database.query(
        `SELECT amount_minor, due_on, sum(amount_minor) AS sum, 12.50::numeric AS rate,
              ARRAY[amount_minor] AS amounts, ARRAY[due_on] AS days
         FROM things GROUP BY 1, 2`,
      );
      expect(rows).toEqual([
        {
          amount_minor: 9007199254740991,
          due_on: '2026-02-28',
          sum: 9007199254740991,
          rate: '12.50',
          amounts: [9007199254740991],
          days: ['2026-02-28'],
        },
      ]);
      await expect(
        database.query('SELECT sum(amount_minor) * 2 AS sum FROM things'),
      ).rejects.toThrow('does not fit an exact number');
      await database.destroy();
    },
    PATIENCE_MS,
  );

  test(
    'cancels a statement that takes too long and knows who runs it',
    async () => {
      const database = await connect({
        name: 'impatient',
        url: databaseUrl(server.url, 'test', 'shipping'),
        migrations: [],
        statementTimeoutMs: 50,
      });
      const [row] = await database.query(`SELECT current_setting('application_name') AS name`);
      expect(row).toEqual({ name: 'impatient' });
      await expect(database.query('SELECT pg_sleep(5)')).rejects.toThrow('statement timeout');
      await database.destroy();
    },
    PATIENCE_MS,
  );

  test(
    'says why it cannot be used, without the password',
    async () => {
      const wrong = server.url.replace(/:[^:@]+@/, ':wrong-password@');
      const attempt = connect({ name: 'x', url: wrong, migrations: [] });
      await expect(attempt).rejects.toThrow('password authentication failed');
      await expect(attempt).rejects.not.toThrow('wrong-password');
    },
    PATIENCE_MS,
  );
});

import { Clock, connect, databaseUrl, newId } from '@o2c/runtime';
import { testServerUrl } from '@o2c/testing';
import pg from 'pg';
import { PgDatabase } from './pg-database.js';
import { Pulse } from './pulse.js';
import { Statistics } from './statistics.js';

describe('A statement that was prepared while its table was small', () => {
  const clock = new Clock();
  let pool: pg.Pool;
  let statistics: Statistics;

  beforeAll(async () => {
    const url = databaseUrl(testServerUrl(), `t${newId(clock).slice(-12)}`, 'statistics');
    await (await connect({ name: 'statistics', url, migrations: [] })).destroy();
    // One connection: what is prepared stays there.
    pool = new pg.Pool({ connectionString: url, max: 1 });
    const pulse = new Pulse(() => Promise.resolve());
    statistics = new Statistics(new PgDatabase(pool, undefined, clock, pulse));
    await pool.query('CREATE TABLE things (id int PRIMARY KEY) WITH (autovacuum_enabled = off)');
    await pool.query('SET plan_cache_mode = force_generic_plan');
    await pool.query(
      'PREPARE look AS SELECT FROM things JOIN json_to_recordset($1) AS one (id int) USING (id)',
    );
  });

  afterAll(() => pool.end());

  const grow = (from: number, to: number) =>
    pool.query('INSERT INTO things SELECT generate_series($1::int, $2::int)', [from, to]);

  async function plan(): Promise<string> {
    const { rows } = await pool.query<object>(`EXPLAIN EXECUTE look ('[]')`);
    return rows.flatMap(Object.values).join('\n');
  }

  it('looks its rows up when the table has grown, without waiting for autovacuum', async () => {
    await grow(1, 100);
    expect(await plan()).toContain('Seq Scan');
    await grow(101, 100_000);
    expect(await plan()).toContain('Seq Scan');
    await statistics.run();
    expect(await plan()).toContain('Index');
  });

  it('is planned anew when the table is four times as large, not each time', async () => {
    const pages = async () =>
      (
        await pool.query<{ relpages: number }>(
          `SELECT relpages FROM pg_class WHERE relname = 'things'`,
        )
      ).rows[0]?.relpages ?? 0;
    const before = await pages();
    await grow(100_001, 150_000);
    await statistics.run();
    expect(await pages()).toBe(before);
    await grow(150_001, 450_000);
    await statistics.run();
    expect(await pages()).toBeGreaterThan(4 * before);
  });
});

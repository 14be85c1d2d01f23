import { connect, databaseUrl } from '@o2c/runtime';
import type { DataSource } from 'typeorm';
import { freshDatabases } from './start-service.js';
import { testServerUrl } from './test-server.js';

/**
 * A database of the version before, filled by `before`, that then starts with all migrations; the
 * last of them is what this version adds. `after` reads what has become of it.
 */
export async function upgraded<T>(
  migrations: readonly Function[],
  before: string,
  after: (database: DataSource) => Promise<T>,
): Promise<T> {
  const url = databaseUrl(testServerUrl(), freshDatabases(), 'upgraded');
  await withDatabase(migrations.slice(0, -1), (database) => database.query(before));
  return withDatabase(migrations, after);

  async function withDatabase<R>(
    applied: readonly Function[],
    work: (database: DataSource) => Promise<R>,
  ): Promise<R> {
    const database = await connect({ name: 'upgraded', url, migrations: applied });
    try {
      return await work(database);
    } finally {
      await database.destroy();
    }
  }
}

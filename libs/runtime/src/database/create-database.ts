import pg from 'pg';
import { errorCode } from '../error-code.js';

const MISSING = '3D000';
const ALREADY_THERE = ['42P04', '23505'];

/** Creates the database that the URL names when it is missing; needs the right CREATEDB. */
export async function ensureDatabase(url: string, maintenanceUrl: string): Promise<void> {
  const database = decodeURIComponent(new URL(url).pathname.slice(1));
  try {
    await withClient(url, () => Promise.resolve());
  } catch (error) {
    if (errorCode(error) !== MISSING) throw error;
    await withClient(maintenanceUrl, (client) => create(client, database));
  }
}

/** Two processes may both find it missing. */
async function create(client: pg.Client, database: string): Promise<void> {
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } catch (error) {
    if (!ALREADY_THERE.includes(errorCode(error) ?? '')) throw error;
  }
}

/** One connection outside the pool, closed in any case. */
export async function withClient<T>(
  url: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // It is heard by the statement under way, and otherwise by the next one.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

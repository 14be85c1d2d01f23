import { setTimeout as pause } from 'node:timers/promises';
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

/**
 * What every connection is told: a server that does not answer at all is given up after 10 seconds,
 * and within half a minute either side notices that the other's host vanished; the server then ends
 * the session and its locks.
 */
export const LINK = {
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
} as const;

/** A statement outside the pool, or a goodbye, is given up after this; milliseconds. */
const ANSWER_TIMEOUT = 30_000;

/** One connection outside the pool, closed in any case; a statement gets 30 seconds. */
export async function withClient<T>(
  url: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, ...LINK, query_timeout: ANSWER_TIMEOUT });
  // It is heard by the statement under way, and otherwise by the next one.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await ended(client);
  }
}

/** Who does not answer any more does not say goodbye either. */
async function ended(client: pg.Client): Promise<void> {
  const over = new AbortController();
  const patience = pause(ANSWER_TIMEOUT, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([client.end(), patience]);
  over.abort();
}

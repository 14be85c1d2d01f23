import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { errorCode } from '../error-code.js';
import { StartError } from '../start-error.js';
import { ensureDatabase, LINK, withClient } from './create-database.js';
import { maintenanceUrl, publicUrl } from './database-url.js';
import { exactTypes } from './values.js';

export type ConnectOptions = {
  /** Name of the service, seen in `pg_stat_activity`. */
  readonly name: string;
  readonly url: string;
  /** A database with which the missing one is created; default: `postgres` on the same server. */
  readonly serverUrl?: string | undefined;
  /** Migration classes, oldest first. */
  readonly migrations: readonly (Function | string)[];
  readonly entities?: readonly Function[] | undefined;
  /** Connections of this process; few, since each transaction carries many commands. Default 8. */
  readonly maxConnections?: number | undefined;
  /** A statement that takes longer is cancelled, none at 0. Default 30,000. */
  readonly statementTimeoutMs?: number | undefined;
};

/** How much later than the server itself we stop waiting for a statement; milliseconds. */
const ANSWER_TIMEOUT = 2_000;

/** Held while migrations run, so that two processes do not run them at once. */
const MIGRATING = 7_402_002;

/**
 * Opens the database, creates it when it is missing and brings its tables up to date.
 * Throws StartError when the server cannot be reached or refuses us.
 */
export async function connect(options: ConnectOptions): Promise<DataSource> {
  const server = options.serverUrl ?? maintenanceUrl(options.url);
  await reach(options.url, () => ensureDatabase(options.url, server));
  const dataSource = await new DataSource(settings(options)).initialize();
  try {
    await migrate(dataSource, options);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

/**
 * Nothing waits for ever: not for a connection, not for a statement that the server cancelled but
 * could not tell us of, and no lock is held by a session whose client is gone.
 */
function settings(options: ConnectOptions): ConstructorParameters<typeof DataSource>[0] {
  const statementTimeout = options.statementTimeoutMs ?? 30_000;
  return {
    type: 'postgres',
    url: options.url,
    applicationName: options.name,
    poolSize: options.maxConnections ?? 8,
    entities: [...(options.entities ?? [])],
    migrations: [...options.migrations],
    synchronize: false,
    logging: false,
    extra: {
      ...LINK,
      types: exactTypes,
      statement_timeout: statementTimeout,
      query_timeout: statementTimeout && statementTimeout + ANSWER_TIMEOUT,
      idle_in_transaction_session_timeout: statementTimeout,
      // Statements that need no answer of one another share a trip to the server.
      pipeline: true,
    },
  };
}

function migrate(dataSource: DataSource, options: ConnectOptions): Promise<void> {
  return withClient(options.url, async (lock) => {
    await lockIn(lock);
    if (await dataSource.showMigrations()) await runMigrations(options);
  });
}

/** However long the other's migrations take; each question is answered at once, or never. */
async function lockIn(client: Client): Promise<void> {
  for (;;) {
    const ask = 'SELECT pg_try_advisory_lock($1) AS locked';
    const { rows } = await client.query<{ locked: boolean }>(ask, [MIGRATING]);
    if (rows[0]?.locked) return;
    await pause(250);
  }
}

/** Tables of years are rewritten in the time that it takes: only here is no statement cut off. */
async function runMigrations(options: ConnectOptions): Promise<void> {
  const patient = settings({ ...options, maxConnections: 1, statementTimeoutMs: 0 });
  const dataSource = await new DataSource(patient).initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}

/** A server that starts at the same time as we do gets 15 seconds. */
async function reach(url: string, attempt: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= 60 || !isStarting(error)) throw unreachable(url, error);
      await pause(250);
    }
  }
}

function isStarting(error: unknown): boolean {
  return ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', '57P03'].includes(
    errorCode(error) ?? '',
  );
}

function unreachable(url: string, error: unknown): StartError {
  const reason = errorCode(error) ?? '';
  const message = error instanceof Error && error.message ? error.message : reason;
  return new StartError(`PostgreSQL at ${publicUrl(url)} cannot be used: ${message}`);
}

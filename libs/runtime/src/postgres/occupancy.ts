import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from '../error-code.js';
import { StartError } from '../start-error.js';

/** Held by the process that uses the server; a killed process lets go of it by its death. */
const IN_USE = 7_402_001;

/** Keeps the server for this process until `release`, or until the server ends. */
export type Occupancy = { readonly ended: Promise<void>; release(): Promise<void> };

/** Another living process uses the server. */
export class FolderTaken extends StartError {
  constructor(dataDir: string) {
    super(`Another process already runs on the data folder ${dataDir}`);
  }
}

/** Occupies the server; throws FolderTaken when another living process uses it. */
export async function occupy(url: string, dataDir: string): Promise<Occupancy> {
  const client = await connectSoon(url);
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  for (let attempt = 0; attempt < 20; attempt++) {
    const { rows } = await client.query<{ got: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS got',
      [IN_USE],
    );
    if (rows[0]?.got) return { ended, release: () => client.end() };
    await pause(100);
  }
  await client.end();
  throw new FolderTaken(dataDir);
}

/** A server that is starting or stopping refuses connections for a while. */
async function connectSoon(url: string): Promise<pg.Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url, application_name: 'occupancy' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt >= 300 || !isTransient(error)) throw error;
      await pause(100);
    }
  }
}

function isTransient(error: unknown): boolean {
  return ['57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT'].includes(errorCode(error) ?? '');
}

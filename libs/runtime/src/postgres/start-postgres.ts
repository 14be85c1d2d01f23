import { serverAccount, makePassable } from './account.js';
import { findBinaries } from './binaries.js';
import { ensureCluster, type Installation } from './cluster.js';
import { DataFolder } from './data-folder.js';
import { keepRunning } from './keep-running.js';
import { occupy } from './occupancy.js';
import { runningServer, startServer, stopServer } from './server.js';

export type PostgresOptions = {
  /** Folder that holds the data from one start to the next; made when missing. */
  readonly dataDir: string;
  readonly log?: ((line: string) => void) | undefined;
  /** Hears what an operator should know; default: `log`. */
  readonly warn?: ((line: string) => void) | undefined;
  /** false only in tests: faster, but a crash of the machine loses the data. */
  readonly durable?: boolean | undefined;
};

/** A server on 127.0.0.1, with the address of its maintenance database. */
export type RunningPostgres = { readonly url: string; stop(): Promise<void> };

/**
 * Starts the PostgreSQL that npm installed on a folder of its own, for this process alone, and
 * keeps it running until `stop`.
 * Throws StartError when the folder cannot be used, is in use, or is another major version's.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const installation = await prepare(options);
  await stopOrphan(installation);
  await ensureCluster(installation);
  const durable = options.durable ?? true;
  const port = await startServer(installation, durable);
  const url = await addressOf(installation, port);
  const startAgain = () => startServer(installation, durable, port);
  const server = await keepRunning(installation, url, startAgain);
  const stop = async () => {
    await server.end();
    await stopServer(installation);
  };
  let stopped: Promise<void> | undefined;
  return { url, stop: () => (stopped ??= stop()) };
}

async function prepare(options: PostgresOptions): Promise<Installation> {
  const { dataDir, log = () => undefined, warn = log } = options;
  const binaries = await findBinaries();
  const account = await serverAccount();
  const folder = new DataFolder(dataDir);
  await folder.prepare(account, log);
  if (account) await makePassable(binaries.folder, log);
  return { binaries, folder, account, log, warn };
}

/** A killed run leaves its server behind: it is stopped, unless a living process still uses it. */
async function stopOrphan(installation: Installation): Promise<void> {
  const { folder, warn } = installation;
  const running = await runningServer(installation);
  if (!running) return;
  const occupancy = await occupy(await addressOf(installation, running.port), folder.path);
  warn(`stopping PostgreSQL ${running.pid}, left behind by a run that was killed`);
  await occupancy.release();
  await stopServer(installation);
}

async function addressOf({ folder }: Installation, port: number): Promise<string> {
  const url = `postgres://postgres:${await folder.password()}@127.0.0.1:${port}/postgres`;
  const socket = folder.socketFolder;
  return socket === undefined ? url : `${url}?host=${encodeURIComponent(socket)}`;
}

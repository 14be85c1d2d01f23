import { readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../start-error.js';
import type { Installation } from './cluster.js';
import { choosePort } from './port.js';
import { run, type RunResult } from './run.js';
import { settings } from './settings.js';

const LOG_LIMIT_BYTES = 10_000_000;

/**
 * For the C library of Linux. Each statement takes memory and gives it back: returned to the
 * system each time, getting it again costs a tenth of the server's time.
 */
const KEEPS_MEMORY = [
  'MALLOC_TRIM_THRESHOLD_=268435456',
  'MALLOC_TOP_PAD_=4194304',
  'MALLOC_MMAP_THRESHOLD_=67108864',
];

/**
 * Starts the server in a session of its own, where Ctrl-C does not reach it, on a port that is free
 * or on the given one. Answers its port; throws StartError with what the server said.
 */
export async function startServer(
  installation: Installation,
  durable: boolean,
  given?: number,
): Promise<number> {
  const { folder } = installation;
  await shortenLog(folder.log);
  await removeSockets(folder.cluster);
  for (let attempt = 1; ; attempt++) {
    const port = given ?? (await choosePort(folder));
    const { code, output } = await pgCtl(installation, [
      'start',
      ...['--wait', '--timeout=120', `--log=${folder.log}`],
      `--options=${settings(port, durable, folder.socketFolder)}`,
    ]);
    if (code === 0) return port;
    const words = await folder.lastWords();
    if (attempt < 3 && words.includes('could not bind')) continue;
    throw new StartError(`PostgreSQL did not start:\n${output}\n${words}`);
  }
}

/**
 * Ends the server; transactions in progress are rolled back, all that was committed is kept. A
 * slow disk's last checkpoint is not waited for: the next start replays the log instead.
 */
export async function stopServer(installation: Installation): Promise<void> {
  const fast = await pgCtl(installation, ['stop', '--mode=fast', '--wait', '--timeout=2']);
  if (fast.code === 0 || !(await isRunning(installation))) return;
  const args = ['stop', '--mode=immediate', '--wait', '--timeout=30'];
  const { code, output } = await pgCtl(installation, args);
  if (code === 0 || !(await isRunning(installation))) return;
  installation.warn(`PostgreSQL is still stopping: ${output}`);
}

/** Whether a server runs on the cluster, ours or that of a killed run. */
async function isRunning(installation: Installation): Promise<boolean> {
  return (await pgCtl(installation, ['status'])).code === 0;
}

/** Process and port of the server that runs on the cluster, from its lock file. */
export async function runningServer(
  installation: Installation,
): Promise<{ pid: number; port: number } | undefined> {
  if (!(await isRunning(installation))) return undefined;
  const lines = (await readFile(lockFile(installation), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (await isPostgres(pid)) return { pid, port };
  await rm(lockFile(installation), { force: true });
  return undefined;
}

function pgCtl({ binaries, folder, account }: Installation, args: string[]): Promise<RunResult> {
  const all = [...args, `--pgdata=${folder.cluster}`];
  const options = { ...account, cwd: folder.path };
  if (process.platform !== 'linux') return run(binaries.pgCtl, all, options);
  return run('env', [...KEEPS_MEMORY, binaries.pgCtl, ...all], options);
}

function lockFile({ folder }: Installation): string {
  return join(folder.cluster, 'postmaster.pid');
}

/** After a restart of the machine, another program may have the number of the dead server. */
async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  return command.includes('postgres');
}

/** A killed server leaves a socket and its lock; the next one fails on it while it is a zombie. */
async function removeSockets(cluster: string): Promise<void> {
  const names = (await readdir(cluster)).filter((name) => name.startsWith('.s.PGSQL.'));
  await Promise.all(names.map((name) => rm(join(cluster, name), { force: true })));
}

async function shortenLog(path: string): Promise<void> {
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await truncate(path);
}

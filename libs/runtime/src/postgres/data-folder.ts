import { chmod, chown, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { newSecret } from '../clock.js';
import { errorCode } from '../error-code.js';
import { makeFolder } from '../folder.js';
import { StartError } from '../start-error.js';
import { type Account, makePassable } from './account.js';

const LONGEST_SOCKET_NAME = '/.s.PGSQL.65535.lock';
/** The shortest limit of the systems we run on (macOS: 104 bytes with the closing zero). */
const MAX_SOCKET_PATH = 103;

/**
 * What lies in the data folder: the cluster itself, its password (readable by us alone), the port
 * it had last, and the server's log.
 */
export class DataFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  get cluster(): string {
    return join(this.path, 'cluster');
  }

  /**
   * Where the server listens beside TCP: a socket in the file system costs both sides a third less
   * per statement. Undefined where the system has none, or the path is too long for one.
   */
  get socketFolder(): string | undefined {
    const fits = this.cluster.length + LONGEST_SOCKET_NAME.length <= MAX_SOCKET_PATH;
    const isPlain = /^[\w./-]+$/.test(this.cluster);
    return process.platform !== 'win32' && fits && isPlain ? this.cluster : undefined;
  }

  get log(): string {
    return join(this.path, 'log', 'server.log');
  }

  /** Makes the folder usable by us and passable for the server; throws StartError. */
  async prepare(account: Account | undefined, log: (line: string) => void): Promise<void> {
    try {
      await makeFolder(join(this.path, 'log'), 0o711);
      await writeFile(join(this.path, '.write-test'), '');
      if (account) await this.handOver(account, log);
    } catch (error) {
      throw new StartError(`The data folder ${this.path} cannot be used: ${reasonOf(error)}`);
    }
  }

  /** Whether the cluster has been made. */
  async hasCluster(): Promise<boolean> {
    return (await this.majorVersion()) !== undefined;
  }

  /** Major version of the server that made the cluster. */
  async majorVersion(): Promise<string | undefined> {
    const version = await readFile(join(this.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
    return version?.trim();
  }

  /** The superuser's password, made on first use. */
  async password(): Promise<string> {
    const file = join(this.path, 'password');
    const known = await readFile(file, 'utf8').catch(() => undefined);
    if (known) return known.trim();
    if (await this.hasCluster()) {
      throw new StartError(`${file} is missing: without it the data in ${this.path} stay closed`);
    }
    const password = newSecret();
    await writeFile(file, `${password}\n`, { mode: 0o600 });
    return password;
  }

  /** The port of the last run. */
  async lastPort(): Promise<number> {
    return Number(await readFile(join(this.path, 'port'), 'utf8').catch(() => '0'));
  }

  async rememberPort(port: number): Promise<void> {
    await writeFile(join(this.path, 'port'), `${port}\n`);
  }

  /** The last lines of the server's own log, for an error message. */
  async lastWords(): Promise<string> {
    const log = await readFile(this.log, 'utf8').catch(() => '');
    return log.trimEnd().split('\n').slice(-5).join('\n');
  }

  private async handOver({ uid, gid }: Account, log: (line: string) => void): Promise<void> {
    await chmod(this.path, 0o711);
    await makePassable(this.path, log);
    await chown(join(this.path, 'log'), uid, gid);
  }
}

function reasonOf(error: unknown): string {
  const code = errorCode(error) ?? '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it is not writable (permission denied)',
  EPERM: 'it is not writable (not permitted)',
  EROFS: 'it is not writable (read-only file system)',
  ENOSPC: 'the disk is full',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a file of that name is in the way',
  EEXIST: 'a file of that name is in the way',
};

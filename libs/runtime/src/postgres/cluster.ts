import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../start-error.js';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import type { DataFolder } from './data-folder.js';
import { run } from './run.js';

/** What every step of running a server needs to know. */
export type Installation = {
  readonly binaries: Binaries;
  readonly folder: DataFolder;
  readonly account: Account | undefined;
  readonly log: (line: string) => void;
  readonly warn: (line: string) => void;
};

/** Makes the cluster when there is none; throws StartError when it is another major version's. */
export async function ensureCluster(installation: Installation): Promise<void> {
  const { folder, log } = installation;
  const made = await folder.majorVersion();
  if (made === undefined) {
    log(`creating a database in ${folder.path}`);
    await createCluster(installation);
    return;
  }
  const ours = await majorVersionOf(installation);
  if (made === ours) return;
  throw new StartError(
    `The data in ${folder.path} were made by PostgreSQL ${made}, this is PostgreSQL ${ours}: ` +
      'move them over with pg_dump and pg_restore, or choose another DATA_DIR',
  );
}

/** Works in a folder beside and renames it at the end: a killed run leaves no half cluster. */
async function createCluster(installation: Installation): Promise<void> {
  const { folder, account } = installation;
  const halfMade = `${folder.cluster}.new`;
  const passwordFile = join(folder.path, 'log', 'initdb-password');
  await rm(halfMade, { recursive: true, force: true });
  await mkdir(halfMade, { mode: 0o700 });
  await writeFile(passwordFile, await folder.password(), { mode: 0o600 });
  if (account) await Promise.all([halfMade, passwordFile].map((path) => give(path, account)));
  try {
    await initdb(installation, halfMade, passwordFile);
    await rename(halfMade, folder.cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function give(path: string, { uid, gid }: Account): Promise<void> {
  return chown(path, uid, gid);
}

/** The collation is PostgreSQL's own, so that indexes outlive an update of the C library. */
async function initdb(
  { binaries, folder, account }: Installation,
  target: string,
  passwordFile: string,
): Promise<void> {
  const args = [
    `--pgdata=${target}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  const { code, output } = await run(binaries.initdb, args, { ...account, cwd: folder.path });
  if (code !== 0) throw new StartError(`PostgreSQL could not make its data folder:\n${output}`);
}

async function majorVersionOf({ binaries, folder, account }: Installation): Promise<string> {
  const { output } = await run(binaries.pgCtl, ['--version'], { ...account, cwd: folder.path });
  return / (\d+)/.exec(output)?.[1] ?? output;
}

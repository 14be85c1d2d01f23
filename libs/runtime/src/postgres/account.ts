import { chmod, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { getuid } from 'node:process';
import { StartError } from '../start-error.js';
import { run } from './run.js';

/** The user that PostgreSQL runs as; undefined: as ourselves. */
export type Account = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root, so root gets a user named `postgres` made for it. */
export async function serverAccount(): Promise<Account | undefined> {
  if (getuid?.() !== 0) return undefined;
  return (await lookUp()) ?? (await create());
}

/** Lets another user pass through (never list) the folders that lead to `path`. */
export async function makePassable(path: string, log: (line: string) => void): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) {
    await chmod(path, mode | 0o011);
    log(`made ${path} passable for the user that runs PostgreSQL`);
  }
  if (dirname(path) !== path) await makePassable(dirname(path), log);
}

async function lookUp(): Promise<Account | undefined> {
  const [user, group] = await Promise.all([
    run('id', ['-u', 'postgres']),
    run('id', ['-g', 'postgres']),
  ]);
  if (user.code !== 0 || group.code !== 0) return undefined;
  return { uid: Number(user.output), gid: Number(group.output) };
}

async function create(): Promise<Account> {
  const made =
    (await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])).code ===
      0 || (await run('adduser', ['-S', '-D', '-H', 'postgres'])).code === 0;
  const account = made ? await lookUp() : undefined;
  if (account) return account;
  throw new StartError(
    'PostgreSQL does not run as root and a user "postgres" could not be created: ' +
      'create one, or start as another user',
  );
}

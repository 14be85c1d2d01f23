import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Signals the embedded PostgreSQL of a data folder and all its sessions at once: it is dead after
 * SIGKILL, and hangs from SIGSTOP to SIGCONT.
 */
export function signalPostgres(dataDir: string, signal: NodeJS.Signals): void {
  const lock = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  const [postmaster] = readFileSync(lock, 'utf8').split('\n').map(Number);
  if (!postmaster) throw new Error('PostgreSQL does not run');
  const tasks = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
  const sessions = tasks.trim().split(/\s+/).filter(Boolean).map(Number);
  for (const pid of [postmaster, ...sessions]) send(signal, pid);
}

/** A session may have ended by itself meanwhile. */
function send(signal: NodeJS.Signals, pid: number): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error;
  }
}

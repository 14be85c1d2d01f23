import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../start-error.js';
import { runProgram } from './program.js';

/** Settings that a broker on this folder was started with; its command line names them. */
export function propertiesOf(folder: string): string {
  return join(folder, 'server.properties');
}

/** Writes down which process serves the folder, so that it is found if we are killed. */
export async function rememberBroker(folder: string, pid: number | undefined): Promise<void> {
  await writeFile(pidFile(folder), `${pid} ${process.pid}\n`);
}

export async function forgetBroker(folder: string): Promise<void> {
  await rm(pidFile(folder), { force: true });
}

/**
 * A killed run leaves its broker behind: it is stopped before the next one starts. Throws
 * StartError when the process that started it still lives: two brokers would ruin the data.
 */
export async function stopOrphan(folder: string, log: (line: string) => void): Promise<void> {
  const [pid, owner] = await recorded(folder);
  if (!pid || !owner) return;
  const parent = await parentOfBroker(pid, folder);
  if (parent === owner) {
    throw new StartError(`Process ${owner} already runs Kafka on the data folder ${folder}`);
  }
  if (parent !== undefined) {
    log(`stopping Kafka ${pid}, left behind by a run that was killed`);
    await stop(pid, folder);
  }
  await forgetBroker(folder);
}

async function stop(pid: number, folder: string): Promise<void> {
  process.kill(pid, 'SIGTERM');
  for (let attempt = 0; (await parentOfBroker(pid, folder)) !== undefined; attempt++) {
    if (attempt === 150) process.kill(pid, 'SIGKILL');
    await pause(100);
  }
}

async function recorded(folder: string): Promise<number[]> {
  const text = await readFile(pidFile(folder), 'utf8').catch(() => '');
  return text.trim().split(' ').map(Number);
}

/** Parent of the process, if that is indeed a broker on this folder: numbers are used again. */
async function parentOfBroker(pid: number, folder: string): Promise<number | undefined> {
  const { parent, command } = (await fromProc(pid)) ?? (await fromPs(pid));
  return command.includes(propertiesOf(folder)) ? parent : undefined;
}

type Description = { readonly parent: number; readonly command: string };

/** Linux, also where no `ps` is installed. */
async function fromProc(pid: number): Promise<Description | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return { parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), command };
  } catch {
    return undefined;
  }
}

async function fromPs(pid: number): Promise<Description> {
  const { output } = await runProgram('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)]);
  return { parent: Number.parseInt(output, 10), command: output };
}

function pidFile(folder: string): string {
  return join(folder, 'kafka.pid');
}

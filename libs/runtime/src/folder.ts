import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { errorCode } from './error-code.js';
import { StartError } from './start-error.js';

/** A disk that is slower than this is not there. */
const ANSWER_WITHIN_MILLISECONDS = 10_000;

/**
 * Makes a folder and those above it that are missing; one that is there stays as it is. Throws the
 * system's error, or StartError when the file system does not answer. Node's own `recursive` tries
 * for ever where folders cannot be made, as under `/proc`.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const silence = new AbortController();
  try {
    await Promise.race([make(path, mode), unanswered(path, silence.signal)]);
  } finally {
    silence.abort();
  }
}

async function make(path: string, mode: number | undefined): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (await isFolder(path)) return;
    const parent = dirname(path);
    if (errorCode(error) !== 'ENOENT' || (await isFolder(parent))) throw error;
    await make(parent, mode);
    await make(path, mode);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function unanswered(path: string, signal: AbortSignal): Promise<void> {
  await setTimeout(ANSWER_WITHIN_MILLISECONDS, undefined, { signal }).catch(() => {});
  if (signal.aborted) return;
  const seconds = ANSWER_WITHIN_MILLISECONDS / 1_000;
  throw new StartError(`${path} cannot be used: its file system did not answer in ${seconds} s`);
}

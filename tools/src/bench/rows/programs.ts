import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { surroundings } from '../../config.js';

const ROOT = resolve(import.meta.dirname, '../../../..');

/** What a program wrote, and how long it ran. */
export type Ran = { readonly output: string; readonly seconds: number };

/** Runs a program of this repository to its end. Throws with its last words when it fails. */
export async function runProgram(
  path: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(ROOT, path), ...words], {
    cwd: ROOT,
    env: { ...surroundings, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${path} ended with ${String(code)}:\n${output.slice(-2_000)}`);
  return { output, seconds: (performance.now() - began) / 1_000 };
}

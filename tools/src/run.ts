import { stderr } from 'node:process';

/** Runs a program; what goes wrong is said in one line, and the exit code is 1. */
export function run(program: () => Promise<unknown>): void {
  program().catch((error: unknown) => {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

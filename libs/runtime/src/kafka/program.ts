import { execFile } from 'node:child_process';

/** Runs a program to its end; one that cannot be run at all gives code -1. Never throws. */
export function runProgram(
  file: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    execFile(file, args, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      done({ code, output: `${stdout}${stderr}`.trim() });
    });
  });
}

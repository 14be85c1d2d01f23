import { execFile } from 'node:child_process';

export type RunResult = { readonly code: number; readonly output: string };

export type RunOptions = {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
};

/** Runs a program to its end; a program that cannot be run at all gives code -1. Never throws. */
export function run(
  file: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    execFile(file, args, { ...options, windowsHide: true }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      const reason = code === -1 ? (error?.message ?? '') : '';
      resolve({ code, output: `${stdout}${stderr}${reason}`.trim() });
    });
  });
}

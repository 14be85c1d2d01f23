import { ConfigError } from './config.js';
import { StartError } from './start-error.js';

const CLOSE_WITHIN_MS = 5_000;
/** npm passes Ctrl-C on to a process that has got it already. */
const SAME_KEYSTROKE_MS = 500;

/** Runs a process. A reason that the operator can mend is shown alone; any failure exits with 1. */
export function runMain(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    process.stderr.write(`\n${wordsFor(error)}\n`);
    process.exit(1);
  });
}

/** The first SIGINT or SIGTERM closes within 5 seconds and exits with 0; a second exits with 1. */
export function runUntilSignal(
  close: () => Promise<void>,
  withinMilliseconds = CLOSE_WITHIN_MS,
): void {
  let closing = false;
  let impatient = false;
  const onSignal = () => {
    if (impatient) process.exit(1);
    if (closing) return;
    closing = true;
    setTimeout(() => (impatient = true), SAME_KEYSTROKE_MS);
    void closeAndExit(close, withinMilliseconds);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
}

async function closeAndExit(close: () => Promise<void>, withinMs: number): Promise<void> {
  setTimeout(() => {
    process.stderr.write(`Stopping took longer than ${withinMs / 1_000} seconds: given up\n`);
    process.exit(1);
  }, withinMs);
  try {
    await close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${wordsFor(error)}\n`);
    process.exit(1);
  }
}

function wordsFor(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

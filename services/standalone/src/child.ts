import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { StartError, type Logger } from '@o2c/runtime';

/** What a service tells when it listens. */
export type Listening = { readonly listening: string; readonly key?: string };

const RESTART_MILLISECONDS = 500;

/** One service's process: started, restarted when it dies, stopped. */
export class Child {
  private process: ChildProcess | undefined;
  private stopping = false;
  private restart: NodeJS.Timeout | undefined;

  constructor(
    private readonly name: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly logger: Logger,
  ) {}

  /** Resolves when the service listens. Throws StartError when it ends before. */
  start(): Promise<Listening> {
    const child = this.spawn(this.env);
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as Listening));
      child.once('exit', (code) => {
        reject(new StartError(`${this.name} ended with code ${code} before it listened`));
      });
    });
  }

  /** Asks the process to drain, and waits until it has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  private spawn(env: Readonly<Record<string, string>>): ChildProcess {
    const main = fileURLToPath(import.meta.resolve(`../../${this.name}/dist/main.js`));
    const child = fork(main, {
      env: { ...env },
      // kafkajs sets a timer with a time that has passed.
      execArgv: ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'],
    });
    this.process = child;
    let listened = false;
    child.once('message', () => (listened = true));
    child.once('exit', (code, signal) => {
      if (this.stopping || !listened) return;
      this.logger.error({ service: this.name, code, signal }, 'ended, starting it again');
      // A planned crash is over when it has happened.
      const again = { ...this.env, TEST_CRASH: '' };
      this.restart = setTimeout(() => this.spawn(again), RESTART_MILLISECONDS);
    });
    return child;
  }
}

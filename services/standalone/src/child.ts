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

  /**
   * Resolves when the service listens; one that is killed before is started again.
   * Throws StartError when it ends of its own accord.
   */
  start(): Promise<Listening> {
    return new Promise((resolve, reject) => this.spawn(this.env, resolve, reject));
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

  private spawn(
    env: Readonly<Record<string, string>>,
    listens: (told: Listening) => void,
    refuses: (error: StartError) => void,
  ): void {
    const main = fileURLToPath(import.meta.resolve(`../../${this.name}/dist/main.js`));
    const child = fork(main, {
      env: { ...env },
      // kafkajs sets a timer with a time that has passed.
      execArgv: ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'],
    });
    this.process = child;
    let listened = false;
    child.once('message', (message) => {
      listened = true;
      listens(message as Listening);
    });
    child.once('exit', (code, signal) => {
      if (this.stopping) return;
      if (!listened && code !== null) {
        refuses(new StartError(`${this.name} ended with code ${code} before it listened`));
        return;
      }
      this.logger.error({ service: this.name, code, signal }, 'ended, starting it again');
      // A planned crash is over when it has happened.
      const again = { ...this.env, TEST_CRASH: '' };
      this.restart = setTimeout(() => this.spawn(again, listens, refuses), RESTART_MILLISECONDS);
    });
  }
}

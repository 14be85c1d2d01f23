import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { StartError, type Logger } from '@o2c/runtime';

/** What a service tells when it listens. */
export type Listening = { readonly listening: string; readonly key?: string };

/** The pause before a process is started again, at first and when it ends again and again. */
const RESTART_MILLISECONDS = { first: 500, most: 8_000 };

/** One service's process: started, restarted when it dies, stopped. */
export class Child {
  private process: ChildProcess | undefined;
  private stopping = false;
  private restart: NodeJS.Timeout | undefined;
  private hasListened = false;
  private pause = RESTART_MILLISECONDS.first;

  /** `main` is the file that it runs. */
  constructor(
    private readonly name: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly logger: Logger,
    private readonly main = mainOf(name),
  ) {}

  /**
   * Resolves when the service listens; one that is killed before is started again. Throws
   * StartError when it ends of its own accord before it has ever listened. Once it has, it is
   * started again whatever happens: what keeps it from starting, an outage, passes.
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
    const child = fork(this.main, {
      env: { ...env },
      // kafkajs sets a timer with a time that has passed.
      execArgv: ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'],
    });
    this.process = child;
    child.once('message', (message) => {
      this.hasListened = true;
      this.pause = RESTART_MILLISECONDS.first;
      listens(message as Listening);
    });
    child.once('exit', (code, signal) => {
      if (this.stopping) return;
      if (!this.hasListened && code !== null) {
        refuses(new StartError(`${this.name} ended with code ${code} before it listened`));
        return;
      }
      this.logger.error({ service: this.name, code, signal }, 'ended, starting it again');
      // A planned crash is over when it has happened.
      const again = { ...this.env, TEST_CRASH: '' };
      this.restart = setTimeout(() => this.spawn(again, listens, refuses), this.pause);
      this.pause = Math.min(2 * this.pause, RESTART_MILLISECONDS.most);
    });
  }
}

function mainOf(name: string): string {
  return fileURLToPath(import.meta.resolve(`../../${name}/dist/main.js`));
}

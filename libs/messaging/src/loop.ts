import type { Logger } from '@o2c/runtime';
import { describe } from './failure.js';
import { Pause } from './pause.js';

/**
 * Does work whenever it is woken, and every so often in case nobody woke it. `work` answers how
 * much it did; it is called again at once until it answers 0.
 */
export class Loop {
  private readonly pause = new Pause();
  private woken = true;
  private running: Promise<void> | undefined;

  constructor(
    private readonly name: string,
    private readonly work: () => Promise<number>,
    private readonly everyMilliseconds: number,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  wake(): void {
    this.woken = true;
    this.pause.wake();
  }

  /** Resolves when the work under way is done. */
  async stop(): Promise<void> {
    this.pause.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.pause.stopped;) {
      this.woken = false;
      try {
        const done = await this.work();
        failures = 0;
        if (done === 0 && !this.woken) await this.pause.wait(this.everyMilliseconds);
      } catch (error) {
        if (this.pause.stopped) return;
        failures++;
        this.logger.warn({ loop: this.name, failures, ...describe(error) }, 'trying again');
        await this.pause.backOff(failures);
      }
    }
  }
}

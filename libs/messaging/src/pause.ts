/** Waits that end early when the process stops. */
export class Pause {
  stopped = false;
  private readonly wakers = new Set<() => void>();

  /** Waits so many milliseconds, or until `wake` or `stop`. */
  async wait(milliseconds: number): Promise<void> {
    if (this.stopped) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.wakers.add(done);
    });
  }

  /** Doubles from 50 ms up to 5 s. */
  async backOff(attempt: number): Promise<void> {
    await this.wait(Math.min(5_000, 50 * 2 ** Math.min(attempt - 1, 10)));
  }

  /** Ends all waits under way. */
  wake(): void {
    for (const waker of [...this.wakers]) waker();
  }

  /** Ends all waits, now and later. */
  stop(): void {
    this.stopped = true;
    this.wake();
  }
}

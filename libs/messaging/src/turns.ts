type Turn = () => Promise<void>;

/**
 * One at a time: a database's writers in one process. They would wait for one another's rows and
 * for the outbox all the same, each with a connection and a transaction held open; taking turns,
 * each does more at once. Somebody waits for the answer of a request, so that requests go first;
 * but every other turn is left to the rest. Other processes are met at the rows' locks.
 */
export class Turns {
  private readonly requests: Turn[] = [];
  private readonly others: Turn[] = [];
  private running = false;

  /** Runs the work when its turn has come. */
  take<T>(work: () => Promise<T>, isRequest = false): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting = isRequest ? this.requests : this.others;
      waiting.push(() => work().then(resolve, reject));
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.requests.length + this.others.length > 0) {
      await this.requests.shift()?.();
      await this.others.shift()?.();
    }
    this.running = false;
  }
}

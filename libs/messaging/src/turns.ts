/**
 * One at a time, in order: a database's writers in one process. They would wait for one another's
 * rows and for the outbox all the same, each with a connection and a transaction held open; taking
 * turns, each does more at once. Other processes are met at the rows' locks.
 */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs the work when all that came before it is done. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}

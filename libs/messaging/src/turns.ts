/**
 * One batch of requests and one of the rest at a time: a database's writers in one process. More
 * would wait for one another's rows and for the outbox all the same, each with a connection and a
 * transaction held open; taking turns, each does more at once. A request, whose caller waits, waits
 * for other requests alone. The two, and other processes, meet at the rows' locks.
 */
export class Turns {
  private readonly requests = new Lane();
  private readonly rest = new Lane();

  /** Runs the work when its turn has come. */
  take<T>(work: () => Promise<T>, isRequest = false): Promise<T> {
    return (isRequest ? this.requests : this.rest).take(work);
  }
}

class Lane {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

/** Transactions of rounds at once, of all databases of this process. */
const ROUNDS_AT_ONCE = 2;

/** Who takes longer than this waits for something, and keeps nobody else from going on. */
const LONG_MILLISECONDS = 250;

/**
 * One batch of requests and one of the rest at a time: a database's writers in one process. More
 * would wait for one another's rows and for the outbox all the same, each with a connection and a
 * transaction held open; taking turns, each does more at once. A request, whose caller waits, waits
 * for other requests alone; and so that it has the processor soon, few of the rest are at work at
 * once, of whatever database. The two, and other processes, meet at the rows' locks.
 */
export class Turns {
  private readonly requests = new Lane();
  private readonly rest = new Lane();

  /** Runs the work when its turn has come. */
  take<T>(work: () => Promise<T>, isRequest = false): Promise<T> {
    return isRequest ? this.requests.take(work) : this.rest.take(() => gate.pass(work));
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

/** Lets a few by at once, in the order in which they come. */
class Gate {
  private free = ROUNDS_AT_ONCE;
  private readonly line: (() => void)[] = [];

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.line.push(resolve));
    let isCounted = true;
    const leave = (): void => {
      if (isCounted) this.letNextBy();
      isCounted = false;
    };
    const timer = setTimeout(leave, LONG_MILLISECONDS);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  private letNextBy(): void {
    const next = this.line.shift();
    if (next) next();
    else this.free += 1;
  }
}

const gate = new Gate();

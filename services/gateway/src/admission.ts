/** How a service stands: how many facts it has published, and how many it has still to handle. */
export type Standing = {
  readonly service: string;
  readonly head: number;
  readonly lag: number;
};

/** So many facts to handle are never too many. */
const FEW = 1_000;
/** What is published in so many seconds may wait; more would be felt by who waits for it. */
const SECONDS_BEHIND = 2;
/** With each second less is taken while a service falls behind, a little more when none does. */
const LESS = 0.7;
const MORE = 0.1;
const LEAST = 0.05;

/**
 * Which part of the new orders is taken, so that those which were taken reach their end in time.
 * Less while a service that is at work falls further behind. One that stands still is no reason:
 * the others go on without it, and what it makes up for afterwards shrinks by itself.
 */
export class Admission {
  private part = 1;
  private owed = 0;
  private last: ReadonlyMap<string, Standing> = new Map();
  private perSecond = 0;

  /** Whether the next new order is taken; the turned away ones are spread evenly. */
  admits(): boolean {
    this.owed += this.part;
    if (this.owed < 1) return false;
    this.owed -= 1;
    return true;
  }

  /** Looks at all services, so many seconds after the last time. */
  observe(standings: readonly Standing[], seconds: number): void {
    const published = sum(standings.map((now) => now.head - this.before(now).head));
    this.perSecond = Math.max(published / seconds, (this.perSecond + published / seconds) / 2);
    const isOverrun = standings.some((now) => this.fallsBehind(now, published));
    const next = isOverrun ? this.part * LESS ** seconds : this.part + MORE * seconds;
    this.part = Math.min(1, Math.max(LEAST, next));
    this.last = new Map(standings.map((now) => [now.service, now]));
  }

  private fallsBehind(now: Standing, published: number): boolean {
    const before = this.before(now);
    const isFarBehind = now.lag >= Math.max(FEW, this.perSecond * SECONDS_BEHIND);
    if (!isFarBehind || now.lag < before.lag) return false;
    // Only analytics publishes nothing: it handles every fact of the others.
    const handled = published - (now.lag - before.lag);
    return now.service === 'analytics' ? handled > 0 : now.head > before.head;
  }

  /** At the first look nothing has happened yet. */
  private before(now: Standing): Standing {
    return this.last.get(now.service) ?? now;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

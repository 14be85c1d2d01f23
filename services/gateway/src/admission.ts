/** How a service stands: how many facts it has handled, and how many it has still to handle. */
export type Standing = {
  readonly service: string;
  readonly handled: number;
  readonly lag: number;
};

/** So many facts to handle are never too many. */
const FEW = 1_000;
/** What a service handles in so many seconds may wait; more would be felt by who waits for it. */
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
  /** Facts a second, by service. */
  private readonly paces = new Map<string, number>();

  /** Whether the next new order is taken; the turned away ones are spread evenly. */
  admits(): boolean {
    this.owed += this.part;
    if (this.owed < 1) return false;
    this.owed -= 1;
    return true;
  }

  /** Looks at all services, so many seconds after the last time. */
  observe(standings: readonly Standing[], seconds: number): void {
    const behind = standings.filter((now) => this.fallsBehind(now, seconds));
    const next = behind.length > 0 ? this.part * LESS ** seconds : this.part + MORE * seconds;
    this.part = Math.min(1, Math.max(LEAST, next));
    this.last = new Map(standings.map((now) => [now.service, now]));
  }

  private fallsBehind(now: Standing, seconds: number): boolean {
    // At the first look nothing has happened yet.
    const before = this.last.get(now.service) ?? now;
    const handled = now.handled - before.handled;
    const pace = handled / seconds;
    const usual = Math.max(pace, ((this.paces.get(now.service) ?? 0) + pace) / 2);
    this.paces.set(now.service, usual);
    const isFarBehind = now.lag >= Math.max(FEW, usual * SECONDS_BEHIND);
    return isFarBehind && now.lag >= before.lag && handled > 0;
  }
}

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
/** A crowd that comes at once is taken: nobody is turned away before one is behind so long. */
const PATIENCE_SECONDS = 5;
/** How much of what is taken in a second counts for what is taken usually. */
const NEWS = 0.1;
/** Of what comes, at least. */
const A_FEW = 0.02;

/**
 * How many new orders are taken, so that those which were taken reach their end in time: all until
 * a service stays too far behind; then as many a second as usual, up to half of that more or less,
 * as it is less or more behind, until no more come. A service that stands still is no reason: the
 * others go on without it, and what it makes up for afterwards shrinks by itself.
 */
export class Admission {
  /** Which part of those that come is taken, and what is left of one that was not. */
  private part = 1;
  private owed = 0;
  private came = 0;
  private taken = 0;
  /** Orders taken a second. */
  private usual = 0;
  private behindFor = 0;
  private last: ReadonlyMap<string, Standing> = new Map();
  /** Facts a second, by service. */
  private readonly paces = new Map<string, number>();

  /** Whether the next new order is taken; the turned away ones are spread evenly. */
  admits(): boolean {
    this.came += 1;
    this.owed += this.part;
    if (this.owed < 1) return false;
    this.owed -= 1;
    this.taken += 1;
    return true;
  }

  /** Looks at all services, so many seconds after the last time. */
  observe(standings: readonly Standing[], seconds: number): void {
    const behind = Math.max(0, ...standings.map((now) => this.secondsBehind(now, seconds)));
    const [came, taken] = [this.came / seconds, this.taken / seconds];
    // While all are taken, that many are usual.
    const news = this.part === 1 ? 1 : Math.min(1, NEWS * seconds);
    this.usual += (taken - this.usual) * news;
    this.behindFor = behind < SECONDS_BEHIND ? 0 : this.behindFor + seconds;
    this.part = this.nextPart(behind / SECONDS_BEHIND, came, taken);
    this.came = this.taken = 0;
    this.last = new Map(standings.map((now) => [now.service, now]));
  }

  /** @param behind as part of what is bearable */
  private nextPart(behind: number, came: number, taken: number): number {
    if (came === 0 || (taken === came && this.behindFor < PATIENCE_SECONDS)) return 1;
    const limit = this.usual * Math.max(0.5, 1.5 - behind / 2);
    return Math.min(1, Math.max(A_FEW, limit / came));
  }

  /** How long a service needs for what waits for it; 0 when that is little or it stands still. */
  private secondsBehind(now: Standing, seconds: number): number {
    // At the first look nothing has happened yet.
    const before = this.last.get(now.service) ?? now;
    const handled = now.handled - before.handled;
    const pace = handled / seconds;
    const usual = Math.max(pace, ((this.paces.get(now.service) ?? 0) + pace) / 2);
    this.paces.set(now.service, usual);
    return handled > 0 && now.lag >= FEW ? now.lag / usual : 0;
  }
}

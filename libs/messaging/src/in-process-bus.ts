import type { Logger } from '@o2c/runtime';
import type { AnyEvent, EventType, Source } from '@o2c/contracts';
import { crashAt } from './crash-points.js';
import { EventBus, type Producer, type Subscriber } from './bus.js';
import { readCursors, saveCursors } from './cursors.js';
import { Loop } from './loop.js';
import { OutboxLog } from './outbox-log.js';

/** Facts that one transaction of a subscriber looks at. */
const WINDOW = 200;

/** How often a feed looks for facts that nobody told it of. */
const POLL_MILLISECONDS = 25;

/**
 * The bus of one process: each subscriber keeps a cursor per producer in its own database, saved
 * in the handler's transaction. Facts pass in memory after the commit; who is behind reads the
 * producer's outbox. A slow subscriber holds up nobody else.
 */
export class InProcessBus extends EventBus {
  private readonly logs = new Map<Source, OutboxLog>();
  private readonly subscribers: Subscriber[] = [];
  private readonly feeds: Feed[] = [];
  private reading: Promise<unknown> = Promise.resolve();
  private nextReading: Promise<void> | undefined;

  constructor(private readonly logger: Logger) {
    super();
  }

  addProducer(producer: Producer): void {
    this.logs.set(producer.source, new OutboxLog(producer.source, producer.database));
  }

  addSubscriber(subscriber: Subscriber): void {
    this.subscribers.push(subscriber);
  }

  published(source: Source, facts: readonly AnyEvent[]): void {
    this.logs.get(source)?.append(facts);
    for (const feed of this.feeds) if (feed.source === source) feed.wake();
  }

  override inDoubt(source: Source): void {
    this.logs.get(source)?.doubt();
    for (const feed of this.feeds) if (feed.source === source) feed.wake();
  }

  async start(): Promise<void> {
    await this.catchUp();
    for (const subscriber of this.subscribers) {
      for (const log of this.logs.values()) {
        const feed = new Feed(subscriber, log, this.logger);
        await feed.open();
        this.feeds.push(feed);
        feed.start();
      }
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.feeds.map((feed) => feed.stop()));
    this.feeds.length = 0;
  }

  async lagOf(service: string): Promise<number> {
    await this.catchUp();
    const own = this.feeds.filter((feed) => feed.service === service);
    return own.reduce((sum, feed) => sum + feed.lag, 0);
  }

  async backlogOf(source: Source): Promise<number> {
    await this.catchUp();
    const followers = this.feeds.filter((feed) => feed.source === source);
    return Math.max(0, ...followers.map((feed) => feed.lag));
  }

  /**
   * A fact counts from its commit on, not from the moment when we are told of it. All who ask
   * before a reading begins share it.
   */
  private catchUp(): Promise<void> {
    this.nextReading ??= this.reading.then(async () => {
      this.nextReading = undefined;
      const reading = Promise.all([...this.logs.values()].map((log) => log.open()));
      this.reading = reading.catch(() => {});
      await reading;
    });
    return this.nextReading;
  }
}

/** One subscriber following one producer. */
class Feed {
  private cursor = 0;
  private saved = 0;
  /** Some facts up to here may have been handled without the cursor, by a process before us. */
  private doubtfulUpTo = 0;
  private readonly types: ReadonlySet<EventType>;
  private readonly loop: Loop;

  constructor(
    private readonly subscriber: Subscriber,
    private readonly log: OutboxLog,
    logger: Logger,
  ) {
    this.types = new Set(subscriber.types);
    const name = `${subscriber.service} follows ${log.source}`;
    this.loop = new Loop(name, () => this.advance(), POLL_MILLISECONDS, logger);
  }

  get source(): Source {
    return this.log.source;
  }

  get service(): string {
    return this.subscriber.service;
  }

  get lag(): number {
    return Math.max(this.log.isDoubtful ? 1 : 0, this.log.head - this.cursor);
  }

  async open(): Promise<void> {
    const { database } = this.subscriber;
    const saved = (await readCursors((sql) => database.read(sql))).get(this.source);
    if (saved === undefined) await this.save(0);
    this.cursor = this.saved = saved ?? 0;
    this.doubtfulUpTo = Math.min(this.saved + WINDOW, this.log.head);
  }

  start(): void {
    this.loop.start();
  }

  wake(): void {
    this.loop.wake();
  }

  /** Keeps the cursor, so that facts of no interest are not read again. */
  async stop(): Promise<void> {
    await this.loop.stop();
    if (this.cursor !== this.saved) await this.save(this.cursor);
  }

  private save(position: number): Promise<void> {
    return this.subscriber.database.transaction(async (tx) =>
      saveCursors(tx, [{ log: this.source, position }]),
    );
  }

  private async advance(): Promise<number> {
    const window = await this.log.after(this.cursor, WINDOW);
    const last = window.at(-1);
    if (!last) return 0;
    const wanted = window.filter((fact) => this.types.has(fact.type));
    const batches = this.subscriber.mixed ? whole(wanted) : byType(wanted);
    if (batches.length > 0) await this.deliver(batches, last.sequence);
    crashAt('before-cursor', this.service);
    crashAt('before-offset', this.service);
    this.cursor = last.sequence;
    return window.length;
  }

  private async deliver(batches: (readonly AnyEvent[])[], position: number): Promise<void> {
    const since = this.saved >= this.doubtfulUpTo ? this.saved : undefined;
    this.doubtfulUpTo = Math.max(this.doubtfulUpTo, position);
    await this.subscriber.deliver({
      deliveries: batches.map((facts) => ({ type: facts[0]?.type as EventType, facts })),
      cursor: { log: this.source, position, since },
    });
    this.saved = position;
  }
}

function whole(facts: readonly AnyEvent[]): (readonly AnyEvent[])[] {
  return facts.length > 0 ? [facts] : [];
}

/** A handler takes facts of one type: the window, cut by type, in order of appearance. */
function byType(facts: readonly AnyEvent[]): (readonly AnyEvent[])[] {
  return [...Map.groupBy(facts, (fact) => fact.type).values()];
}

import { DiscoveryService } from '@nestjs/core';
import { EVENT_TYPES, type EventType, type Source } from '@o2c/contracts';
import type { ServiceName } from './service-module.js';
import type { Subscriber } from './bus.js';
import { crashAt } from './crash-points.js';
import type { Handle } from './dispatch.js';
import { FollowUps } from './follow-ups.js';
import { marksOf, type FollowUpHandler, type Job } from './handlers.js';
import { Housekeeping } from './housekeeping.js';
import { Loop } from './loop.js';
import { ParkedDesk } from './parked-desk.js';
import type { PgDatabase } from './pg-database.js';
import type { Platform } from './platform.js';
import { Receiver } from './receiver.js';
import { Statistics } from './statistics.js';

const WAITING_RETRY_MILLISECONDS = 10_000;
const FOLLOW_UP_POLL_MILLISECONDS = 1_000;
const HOUSEKEEPING_SECONDS = 3_600;
const STATISTICS_MILLISECONDS = 2_000;

/** Delivery state of a service, for `/v1/audit` and the operators. */
export type Heads = {
  readonly service: string;
  /** Last position of the outbox. */
  readonly head: number;
  /** Facts not sent yet. */
  readonly backlog: number;
  /** Facts of others handled since the process started. */
  readonly handled: number;
  /** Facts of others not handled yet. */
  readonly lag: number;
  readonly waiting: number;
  readonly followUps: number;
  readonly parked: number;
};

/** Runs one service's handlers, follow-ups and jobs between its database and the bus. */
export class ServiceHost {
  private readonly facts = new Map<EventType, Handle>();
  private readonly followUpHandlers = new Map<string, FollowUpHandler>();
  private readonly jobs: { name: string; seconds: number; run: Job }[] = [];
  private readonly loops: Loop[] = [];
  private readonly followUpLoop: Loop;
  private readonly waitingLoop: Loop;
  private readonly followUps: FollowUps;
  private readonly receiver: Receiver;
  readonly parked: ParkedDesk;

  constructor(
    readonly name: ServiceName,
    readonly database: PgDatabase,
    private readonly platform: Platform,
    private readonly discovery: DiscoveryService,
  ) {
    const { clock, logger } = platform;
    const wake = (): void => this.waitingLoop.wake();
    this.receiver = new Receiver(database, this.facts, clock, logger, wake);
    this.parked = new ParkedDesk(name, database, this.receiver, clock);
    this.followUpLoop = this.loop('follow-ups', FOLLOW_UP_POLL_MILLISECONDS, () =>
      this.followUps.runSome(),
    );
    this.waitingLoop = this.loop('ready facts', FOLLOW_UP_POLL_MILLISECONDS, () =>
      this.receiver.runReady(),
    );
    this.loop('waiting facts', WAITING_RETRY_MILLISECONDS, () => this.retryWaiting());
    const statistics = new Statistics(database);
    this.loop('statistics', STATISTICS_MILLISECONDS, () => statistics.run());
    this.followUps = new FollowUps(database, this.followUpHandlers, clock, logger);
  }

  /** Finds the handlers, registers with the bus, starts loops and jobs. */
  start(): void {
    this.discover();
    this.platform.health.add(`${this.name} reaches its database`, () => this.reachDatabase());
    this.database.onCommit({
      published: (facts) => this.platform.bus.published(this.name as Source, facts),
      inDoubt: () => this.platform.bus.inDoubt(this.name as Source),
      leftFollowUps: () => this.followUpLoop.wake(),
    });
    if (this.publishes()) {
      this.platform.bus.addProducer({ source: this.name as Source, database: this.database });
    }
    if (this.facts.size > 0) this.platform.bus.addSubscriber(this.subscriber());
    const backlog = (): Promise<number> => this.backlog();
    const housekeeping = new Housekeeping(this.database, this.platform.clock, backlog);
    const run = (): Promise<void> => housekeeping.run();
    this.jobs.push({ name: 'housekeeping', seconds: HOUSEKEEPING_SECONDS, run });
    for (const job of this.jobs) this.loop(job.name, job.seconds * 1_000, () => this.runJob(job));
    for (const loop of this.loops) loop.start();
  }

  /** No new work; resolves when the work under way is done. */
  async stop(): Promise<void> {
    this.receiver.stop();
    crashAt('in-shutdown', this.name);
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** Runs every job now, as of the clock's time. */
  async runJobs(): Promise<void> {
    for (const job of this.jobs) await this.runJob(job);
  }

  async heads(): Promise<Heads> {
    const [row] =
      await this.database.read<Omit<Heads, 'service' | 'backlog' | 'handled' | 'lag'>>(HEADS);
    if (!row) throw new Error('outbox_head is empty');
    const lag = this.facts.size > 0 ? await this.platform.bus.lagOf(this.name) : 0;
    const { handled } = this.receiver;
    return { service: this.name, ...row, backlog: await this.backlog(), handled, lag };
  }

  private backlog(): Promise<number> {
    return this.publishes() ? this.platform.bus.backlogOf(this.name as Source) : Promise.resolve(0);
  }

  private publishes(): boolean {
    return this.name !== 'analytics' && this.name !== 'gateway';
  }

  private subscriber(): Subscriber {
    return {
      service: this.name,
      types: [...this.facts.keys()],
      database: this.database,
      mixed: this.receiver.keepsOvertaken,
      deliver: (unit) => this.receiver.deliver(unit),
      deliverBad: (record) => this.receiver.deliverBad(record),
      knows: (fact) => this.receiver.knows(fact),
    };
  }

  /** Anybody may ask: where the database is, and why it says no, is for the log. */
  private async reachDatabase(): Promise<void> {
    try {
      await this.database.read('SELECT 1');
    } catch {
      throw new Error('PostgreSQL cannot be reached');
    }
  }

  private async runJob(job: { run: Job }): Promise<number> {
    await job.run(this.platform.clock.now());
    return 0;
  }

  /** Some wait for what no fact tells, such as a count that finds the goods: tries all again. */
  private async retryWaiting(): Promise<number> {
    await this.database.read('UPDATE waiting SET ready = true WHERE NOT ready');
    this.waitingLoop.wake();
    return 0;
  }

  private loop(name: string, everyMilliseconds: number, work: () => Promise<number>): Loop {
    const title = `${this.name}: ${name}`;
    const loop = new Loop(title, work, everyMilliseconds, this.platform.logger);
    this.loops.push(loop);
    return loop;
  }

  /** The marked methods of the providers of modules that import this service's ServiceModule. */
  private discover(): void {
    for (const wrapper of this.discovery.getProviders()) {
      const instance: unknown = wrapper.instance;
      if (typeof instance !== 'object' || instance === null || !wrapper.host) continue;
      const ours = [...wrapper.host.imports].some((one) => hostOf(one) === this);
      if (ours) this.register(instance);
    }
  }

  private register(instance: object): void {
    const methods = instance as Record<string, (...args: unknown[]) => never>;
    for (const mark of marksOf(instance)) {
      const run = methods[mark.method]?.bind(instance);
      if (!run) continue;
      if (mark.kind === 'every-fact') this.registerEvery(run as Handle);
      else if (mark.kind === 'facts') this.registerFacts(mark.types, run as Handle);
      else if (mark.kind === 'follow-up') this.followUpHandlers.set(mark.name, run);
      else this.jobs.push({ name: mark.name, seconds: mark.seconds, run });
    }
  }

  private registerEvery(run: Handle): void {
    this.registerFacts(EVENT_TYPES, run);
    this.receiver.keepsOvertaken = true;
  }

  private registerFacts(types: readonly EventType[], run: Handle): void {
    const handle: Handle = async (facts, tx) => {
      const outcomes = await run(facts, tx);
      crashAt('mid-batch', this.name);
      return outcomes;
    };
    for (const type of types) {
      if (this.facts.has(type)) throw new Error(`${this.name} handles ${type} twice`);
      this.facts.set(type, handle);
    }
  }
}

function hostOf(module: { providers: Map<unknown, { instance?: unknown }> }): unknown {
  return module.providers.get(ServiceHost)?.instance;
}

const HEADS = `
  SELECT (SELECT last FROM outbox_head) AS head,
         (SELECT count(*)::int FROM waiting) AS waiting,
         (SELECT count(*)::int FROM follow_ups) AS "followUps",
         (SELECT count(*)::int FROM parked WHERE status IN ('parked', 'queued')) AS parked`;

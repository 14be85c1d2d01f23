import { typesOf, type AnyEvent, type EventType } from '@o2c/contracts';
import type { Guards } from './guards.js';
import { Crash, type CrashPoint, type MemoryService } from './memory-service.js';

/** What becomes of one delivery. `lost` and `repeated` come again, `unsaved` after a crash. */
export type Fate = 'done' | 'lost' | 'repeated' | 'unsaved' | CrashPoint;

/** One service following one topic. */
export type Follower = {
  readonly service: MemoryService;
  readonly type: EventType;
  /** Where it reads on, and where it would after a crash. */
  position: number;
  saved: number;
  /** It does not read before this tick of the bus: its partition is slow, or it is far away. */
  asleepUntil: number;
};

/** How many facts a relay sends, and a follower reads, at once. */
const BATCH = 20;

/**
 * A topic per type, as on Kafka: order inside a topic, none between topics, at least once. Relay
 * and followers may die at any point, and go on from what they had saved.
 */
export class LogBus {
  readonly followers: readonly Follower[];
  /** Counts what happens on the bus. */
  ticks = 0;
  private readonly topics = new Map<EventType, AnyEvent[]>();
  /** How far each service's outbox was sent. */
  private readonly sent = new Map<MemoryService, number>();

  constructor(
    private readonly services: readonly MemoryService[],
    private readonly guards: Guards,
  ) {
    this.followers = services.flatMap((service) =>
      [...service.behaviour.handlers.keys()].map((type) => {
        return { service, type, position: 0, saved: 0, asleepUntil: 0 };
      }),
    );
    for (const { source } of services)
      for (const type of typesOf(source)) this.topics.set(type, []);
  }

  /** Services whose facts are not all sent. */
  unsent(): readonly MemoryService[] {
    return this.services.filter((service) => this.sentOf(service) < service.outbox.length);
  }

  /** Followers that have not read all of their topic. */
  behind(): readonly Follower[] {
    return this.followers.filter(({ type, position }) => position < this.topic(type).length);
  }

  /** Those of them that read at all now. */
  awake(): readonly Follower[] {
    return this.behind().filter(({ asleepUntil }) => asleepUntil <= this.ticks);
  }

  /** Sends the next facts of a service; a relay that dies sends them again. */
  relay(service: MemoryService, dies = false): void {
    const from = this.sentOf(service);
    const facts = service.outbox.slice(from, from + BATCH);
    for (const fact of facts) this.topic(fact.type).push(fact);
    if (!dies) this.sent.set(service, from + facts.length);
  }

  /** The facts that a follower reads next. */
  next({ type, position }: Follower, most = BATCH): readonly AnyEvent[] {
    return this.topic(type).slice(position, position + most);
  }

  async deliver(follower: Follower, most: number, fate: Fate): Promise<void> {
    const facts = this.next(follower, most);
    if (facts.length === 0 || fate === 'lost') return;
    const end = follower.position + facts.length;
    if (!this.guards.offsetAfterCommit) follower.saved = end;
    const crash = fate === 'before commit' || fate === 'after commit' ? fate : undefined;
    try {
      await follower.service.receive(follower.type, facts, crash);
      if (fate === 'repeated') return;
      follower.position = end;
      if (fate !== 'unsaved') follower.saved = end;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.restart(follower.service);
    }
  }

  /** The service's process starts anew: it reads on from what it had saved. */
  restart(service: MemoryService): void {
    for (const follower of this.followers) {
      if (follower.service === service) follower.position = follower.saved;
    }
  }

  private topic(type: EventType): AnyEvent[] {
    const topic = this.topics.get(type);
    if (!topic) throw new Error(`nobody publishes ${type}`);
    return topic;
  }

  private sentOf(service: MemoryService): number {
    return this.sent.get(service) ?? 0;
  }
}

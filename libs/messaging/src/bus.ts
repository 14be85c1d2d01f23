import type { AnyEvent, EventType, Source } from '@o2c/contracts';
import type { BadRecord } from './parking.js';
import type { PgDatabase } from './pg-database.js';
import type { Unit } from './rounds.js';

/** A service that publishes: its database holds the outbox. */
export type Producer = { readonly source: Source; readonly database: PgDatabase };

/** A service that subscribes: it takes deliveries, and keeps its cursors in its database. */
export type Subscriber = {
  readonly service: string;
  readonly types: readonly EventType[];
  readonly database: PgDatabase;
  /** Takes facts of different types in one delivery. */
  readonly mixed: boolean;
  /** What comes together is applied in one transaction where it can be, always in its order. */
  deliver(unit: Unit): Promise<void>;
  deliverBad(record: BadRecord): Promise<void>;
  /** Whether a fact was delivered before; true of one older than anybody remembers. */
  knows(fact: AnyEvent): Promise<boolean>;
};

/**
 * Carries facts from outboxes to subscribers: each at least once, in the order of its topic and
 * key. Producers and subscribers register before `start`.
 */
export abstract class EventBus {
  abstract addProducer(producer: Producer): void;
  abstract addSubscriber(subscriber: Subscriber): void;
  /** Facts of a producer were committed in this process. */
  abstract published(source: Source, facts: readonly AnyEvent[]): void;
  /** A commit of a producer of this process may have happened without our being told. */
  inDoubt(_: Source): void {}
  abstract start(): Promise<void>;
  /** Waits for deliveries under way, then lets go. */
  abstract stop(): Promise<void>;
  /** How many facts a subscriber of this process has not handled yet. */
  abstract lagOf(service: string): Promise<number>;
  /** How many facts of a producer of this process are not sent yet. */
  abstract backlogOf(source: Source): Promise<number>;
}

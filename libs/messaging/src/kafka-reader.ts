import type { AnyEvent, EventType } from '@o2c/contracts';
import type { Logger } from '@o2c/runtime';
import type { Subscriber } from './bus.js';
import { crashAt } from './crash-points.js';
import { readCursors } from './cursors.js';
import {
  HEARTBEAT_MILLISECONDS,
  Unrecoverable,
  type Admin,
  type Consumer,
  type EachBatchPayload,
  type KafkaMessage,
} from './kafka-client.js';
import { KafkaOffsets } from './kafka-offsets.js';
import { decode } from './kafka-record.js';
import type { Origin } from './parking.js';
import { patiently } from './patience.js';
import { Positions, type Place } from './positions.js';
import { StallWatch } from './stall-watch.js';

/** Facts of one transaction. */
const CHUNK = 200;

export type ReaderOptions = {
  readonly groupId: string;
  readonly prefix: string;
  readonly logger: Logger;
  /** Milliseconds without a batch, with records waiting, after which the consumer is dead. */
  readonly stallLimit: number;
  /** The consumer is dead for good. */
  onFatal(error: Error): void;
};

/**
 * One subscriber's consumer: facts go to its database first, offsets follow. It never skips: when
 * facts that it has not read are gone, or the topic is not the one that it read, it stops.
 */
export class KafkaReader {
  private readonly positions = new Positions();
  private readonly offsets: KafkaOffsets;
  private readonly watch: StallWatch;
  /** The last handled record of partitions in which it was not yet seen again. */
  private readonly unproven = new Map<string, string>();
  private joined = false;
  private dead: Error | undefined;
  private batches = 0;
  private atWork = 0;

  constructor(
    readonly subscriber: Subscriber,
    private readonly consumer: Consumer,
    admin: Admin,
    private readonly options: ReaderOptions,
  ) {
    this.offsets = new KafkaOffsets(admin, options, subscriber.types);
    this.watch = new StallWatch(options.stallLimit);
    this.listen();
  }

  /** Joins the group, and goes on where the database stands. */
  async start(): Promise<void> {
    const { consumer } = this;
    const committed = await this.offsets.committed();
    const cursors = await this.cursors();
    for (const [place] of committed) this.stand(place, cursors.get(this.nameOf(place)) ?? 0);
    await consumer.connect();
    const topics = this.topics();
    await patiently(`Kafka, the topics of ${this.subscriber.service}`, () =>
      consumer.subscribe({ topics, fromBeginning: true }),
    );
    // Not after `run`: that ends also when the group could not be joined yet.
    const unlisten = consumer.on(consumer.events.GROUP_JOIN, () => {
      unlisten();
      for (const [place, group] of committed) {
        const next = cursors.get(this.nameOf(place)) ?? 0;
        if (this.positions.isOurs(place) && (next > 0 || group > 0n)) this.goTo(place, next - 1);
      }
    });
    await consumer.run({
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 4,
      eachBatch: (payload) => this.handle(payload),
    });
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
  }

  /** Resolves once the group has given us our partitions. */
  ready(): Promise<void> {
    return this.joined ? Promise.resolve() : Promise.reject(new Error('not joined yet'));
  }

  /** Rejects once the consumer will read no more. */
  alive(): Promise<void> {
    return this.dead ? Promise.reject(this.dead) : Promise.resolve();
  }

  /** Records not handled yet, whichever member of the group is to handle them. */
  async lag(): Promise<number> {
    const bounds = await this.offsets.bounds();
    const isAlone = bounds.every(([place]) => this.positions.isOurs(place));
    const committed = isAlone ? [] : await this.offsets.committed();
    const groups = new Map(committed.map(([place, next]) => [this.nameOf(place), next]));
    const lags = bounds.map(([place, { low, high }]) => {
      const ours = this.positions.isOurs(place) ? this.positions.of(place) : undefined;
      const next = ours ?? groups.get(this.nameOf(place)) ?? low;
      return high > next ? high - next : 0n;
    });
    return Number(lags.reduce((sum, lag) => sum + lag, 0n));
  }

  /** Ends the consumer when it lives but reads no more. */
  async look(now: number): Promise<void> {
    const { batches, atWork, joined } = this;
    const lag = (): Promise<number | undefined> => this.lag().catch(() => undefined);
    if (this.dead || !(await this.watch.isStuck({ batches, atWork, joined, lag }, now))) return;
    this.die(new Error(`${this.subscriber.service} has facts to read and reads none`));
  }

  /**
   * The database says how far we are: the group forgets when a topic is made anew, and knows
   * nothing of a database that was set back. The last handled record is read once more: it proves
   * that the topic is the one that was read.
   */
  private stand(place: Place, next: number): void {
    this.positions.handled(place, BigInt(next));
    if (next > 0) this.unproven.set(this.nameOf(place), String(next - 1));
  }

  private goTo({ topic, partition }: Place, offset: number): void {
    const name = this.options.prefix + topic;
    this.consumer.seek({ topic: name, partition, offset: String(Math.max(0, offset)) });
  }

  private cursors(): Promise<ReadonlyMap<string, number>> {
    return readCursors((sql) => this.subscriber.database.read(sql));
  }

  /** A partition's cursor in the database. */
  private nameOf({ topic, partition }: Place): string {
    return `${this.options.prefix}${topic}/${partition}`;
  }

  private async handle(payload: EachBatchPayload): Promise<void> {
    const { batch, heartbeat } = payload;
    const place = {
      topic: batch.topic.slice(this.options.prefix.length) as EventType,
      partition: batch.partition,
    };
    const beat = setInterval(() => void heartbeat().catch(() => {}), HEARTBEAT_MILLISECONDS);
    this.atWork++;
    this.batches++;
    try {
      if (this.positions.of(place) === undefined) await this.recall(place);
      await this.check(place, batch.messages, BigInt(batch.highWatermark));
      await this.deliverAll(place, payload);
    } finally {
      this.atWork--;
      clearInterval(beat);
    }
  }

  /** Another member of the group had it meanwhile. */
  private async recall(place: Place): Promise<void> {
    const cursors = await this.cursors();
    this.positions.handled(place, BigInt(cursors.get(this.nameOf(place)) ?? 0));
  }

  private async deliverAll(
    place: Place & { readonly topic: EventType },
    payload: EachBatchPayload,
  ): Promise<void> {
    const { batch, isRunning, isStale } = payload;
    for (let start = 0; start < batch.messages.length; start += CHUNK) {
      if (!isRunning() || isStale()) return;
      const messages = batch.messages.slice(start, start + CHUNK);
      await this.deliver(place, messages);
      crashAt('before-offset', this.subscriber.service);
      const last = messages.at(-1)?.offset ?? '0';
      payload.resolveOffset(last);
      this.positions.handled(place, BigInt(last) + 1n);
    }
  }

  private async deliver(
    place: Place & { readonly topic: EventType },
    messages: readonly KafkaMessage[],
  ): Promise<void> {
    const { topic, partition } = place;
    const origins = new Map<string, Origin>();
    const facts: AnyEvent[] = [];
    for (const { value, headers, key, offset } of messages) {
      const origin = { topic, partition, offset };
      try {
        const fact = decode(topic, value, headers, key);
        origins.set(fact.id, origin);
        facts.push(fact);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        await this.subscriber.deliverBad({ ...origin, key, headers, raw: value, error: message });
      }
    }
    if (facts.length === 0) return;
    const origin = (fact: AnyEvent): Origin | undefined => origins.get(fact.id);
    const next = Number(messages.at(-1)?.offset) + 1;
    await this.subscriber.deliver({
      deliveries: [{ type: topic, facts, origin }],
      cursor: { log: this.nameOf(place), position: next },
    });
  }

  /** Nothing is missing before the batch, and the topic is the one that was read before. */
  private async check(
    place: Place & { readonly topic: EventType },
    messages: readonly KafkaMessage[],
    high: bigint,
  ): Promise<void> {
    const first = BigInt(messages[0]?.offset ?? '0');
    const name = this.nameOf(place);
    // Another member may have read on while we were given up: the database knows.
    if (this.positions.missing(place, first, high)) await this.recall(place);
    const missing = this.positions.missing(place, first, high);
    if (missing) throw this.alarm(`${missing}; to go on: ${goOn(name, first)}`);
    const proof = messages.find(({ offset }) => offset === this.unproven.get(name));
    if (!proof) return;
    const fact = readable(place.topic, proof);
    if (fact && !(await this.subscriber.knows(fact))) {
      const what = `the record at ${proof.offset} is not the one that was handled: made anew`;
      throw this.alarm(`${name}: ${what}; to go on: ${goOn(name, 0n)}`);
    }
    this.unproven.delete(name);
  }

  private alarm(message: string): Unrecoverable {
    const error = new Unrecoverable(`${this.subscriber.service} stops: ${message}`);
    this.options.logger.fatal({ service: this.subscriber.service }, error.message);
    this.die(error);
    return error;
  }

  /** Told at once, and once: the client would first try to leave the group in good order. */
  private die(error: Error): void {
    if (this.dead) return;
    this.dead = error;
    this.options.onFatal(error);
  }

  private listen(): void {
    const { GROUP_JOIN, CRASH, DISCONNECT } = this.consumer.events;
    this.consumer.on(GROUP_JOIN, ({ payload }) => {
      this.joined = true;
      const assigned = Object.entries(payload.memberAssignment);
      this.positions.assign(
        assigned.flatMap(([topic, partitions]) =>
          partitions.map((partition) => ({
            topic: topic.slice(this.options.prefix.length),
            partition,
          })),
        ),
      );
    });
    this.consumer.on(DISCONNECT, () => {
      this.joined = false;
    });
    this.consumer.on(CRASH, ({ payload }) => {
      this.joined = false;
      const { restart, error } = payload;
      this.options.logger.error({ service: this.subscriber.service, restart }, error.message);
      if (!restart) this.die(error);
    });
  }

  private topics(): string[] {
    return this.subscriber.types.map((type) => this.options.prefix + type);
  }
}

function readable(type: EventType, record: KafkaMessage): AnyEvent | undefined {
  try {
    return decode(type, record.value, record.headers, record.key);
  } catch {
    return undefined;
  }
}

/** What an operator runs in the service's database once nothing else can be done. */
function goOn(name: string, position: bigint): string {
  return (
    `INSERT INTO cursors VALUES ('${name}', ${position}) ` +
    'ON CONFLICT (source) DO UPDATE SET position = excluded.position'
  );
}

import type { Health, Logger } from '@o2c/runtime';
import { catalogue, type AnyEvent, type EventType, type Source } from '@o2c/contracts';
import {
  Kafka,
  logLevel,
  Partitioners,
  type Admin,
  type Consumer,
  type EachBatchPayload,
  type KafkaMessage,
  type Producer as KafkaProducer,
} from 'kafkajs';
import { crashAt } from './crash-points.js';
import { EventBus, type Producer, type Subscriber } from './bus.js';
import { decode, encode, MAX_VALUE_BYTES } from './kafka-record.js';
import { Relay } from './relay.js';

/** Facts of one transaction. */
const CHUNK = 200;
const HEARTBEAT_MILLISECONDS = 3_000;
const GROUP_ATTEMPTS = 60;
const GROUP_PAUSE_MILLISECONDS = 500;

export type KafkaOptions = {
  readonly brokers: readonly string[];
  /** Put before topic names and group ids, so that a fresh installation never meets old facts. */
  readonly prefix: string;
  readonly clientId: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly logger: Logger;
  readonly health: Health;
  /** A consumer crashed and will not restart: the process has to end. */
  onFatal(error: Error): void;
};

type Reader = {
  readonly subscriber: Subscriber;
  readonly consumer: Consumer;
  /** Next offset to handle, by topic and partition. */
  readonly offsets: Map<string, bigint>;
  joined: boolean;
};

/** The bus on Apache Kafka: one topic per type, keyed by subject; offsets follow the database. */
export class KafkaBus extends EventBus {
  private readonly kafka: Kafka;
  private readonly admin: Admin;
  private readonly producer: KafkaProducer;
  private readonly relays = new Map<Source, Relay>();
  private readonly readers: Reader[] = [];

  constructor(private readonly options: KafkaOptions) {
    super();
    const { brokers, clientId } = options;
    this.kafka = new Kafka({
      brokers: [...brokers],
      clientId,
      logLevel: logLevel.WARN,
      logCreator: () => (entry) => options.logger.debug(entry.log, 'kafka'),
      retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 8 },
    });
    this.admin = this.kafka.admin();
    this.producer = this.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
  }

  addProducer({ source, database }: Producer): void {
    const send = (facts: readonly AnyEvent[]): Promise<void> => this.send(facts);
    this.relays.set(source, new Relay(source, database, send, this.options.logger));
  }

  addSubscriber(subscriber: Subscriber): void {
    const consumer = this.kafka.consumer({
      groupId: this.groupOf(subscriber.service),
      maxWaitTimeInMs: 100,
      minBytes: 1,
      sessionTimeout: 30_000,
      heartbeatInterval: HEARTBEAT_MILLISECONDS,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 8 },
    });
    const reader: Reader = { subscriber, consumer, offsets: new Map(), joined: false };
    this.watch(reader);
    this.readers.push(reader);
    this.options.health.add(`${subscriber.service} has its partitions`, () =>
      reader.joined ? Promise.resolve() : Promise.reject(new Error('not joined yet')),
    );
  }

  published(source: Source, facts: readonly AnyEvent[]): void {
    this.relays.get(source)?.published(facts);
  }

  async start(): Promise<void> {
    await this.admin.connect();
    await this.createTopics();
    await this.producer.connect();
    for (const relay of this.relays.values()) relay.start();
    for (const reader of this.readers) await this.read(reader);
  }

  async stop(): Promise<void> {
    await Promise.all(this.readers.map(({ consumer }) => consumer.disconnect()));
    await Promise.all([...this.relays.values()].map((relay) => relay.stop()));
    await this.producer.disconnect();
    await this.admin.disconnect();
  }

  async lagOf(service: string): Promise<number> {
    const reader = this.readers.find(({ subscriber }) => subscriber.service === service);
    if (!reader) return 0;
    let lag = 0n;
    for (const type of reader.subscriber.types) {
      for (const { partition, high, low } of await this.admin.fetchTopicOffsets(
        this.topicOf(type),
      )) {
        const next = reader.offsets.get(placeOf(type, partition)) ?? BigInt(low);
        if (BigInt(high) > next) lag += BigInt(high) - next;
      }
    }
    return Number(lag);
  }

  async backlogOf(source: Source): Promise<number> {
    return (await this.relays.get(source)?.backlog()) ?? 0;
  }

  private async send(facts: readonly AnyEvent[]): Promise<void> {
    const topics = Map.groupBy(facts, (fact) => fact.type);
    await this.producer.sendBatch({
      acks: -1,
      topicMessages: [...topics].map(([type, own]) => ({
        topic: this.topicOf(type),
        messages: own.map(encode),
      })),
    });
  }

  private async createTopics(): Promise<void> {
    const { partitions, replicationFactor } = this.options;
    const maxBytes = String(MAX_VALUE_BYTES + 100_000);
    await this.admin.createTopics({
      waitForLeaders: true,
      topics: (Object.keys(catalogue) as EventType[]).map((type) => ({
        topic: this.topicOf(type),
        numPartitions: partitions,
        replicationFactor,
        configEntries: [{ name: 'max.message.bytes', value: maxBytes }],
      })),
    });
  }

  private async read(reader: Reader): Promise<void> {
    const { consumer, subscriber } = reader;
    await this.rememberOffsets(reader);
    await consumer.connect();
    const topics = subscriber.types.map((type) => this.topicOf(type));
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      eachBatchAutoResolve: false,
      autoCommitInterval: 1_000,
      partitionsConsumedConcurrently: 4,
      eachBatch: (payload) => this.handle(reader, payload),
    });
  }

  /** Where the group stands, so that the lag is known before the first batch comes. */
  private async rememberOffsets(reader: Reader): Promise<void> {
    const { service, types } = reader.subscriber;
    const topics = types.map((type) => this.topicOf(type));
    const groupId = this.groupOf(service);
    const committed = await patiently(() => this.admin.fetchOffsets({ groupId, topics }));
    for (const { topic, partitions } of committed) {
      for (const { partition, offset } of partitions) {
        if (BigInt(offset) < 0n) continue;
        reader.offsets.set(placeOf(this.typeOf(topic), partition), BigInt(offset));
      }
    }
  }

  private async handle(reader: Reader, payload: EachBatchPayload): Promise<void> {
    const { batch, heartbeat, isRunning, isStale } = payload;
    const type = this.typeOf(batch.topic);
    const beat = setInterval(() => void heartbeat().catch(() => {}), HEARTBEAT_MILLISECONDS);
    try {
      for (let start = 0; start < batch.messages.length; start += CHUNK) {
        if (!isRunning() || isStale()) return;
        const messages = batch.messages.slice(start, start + CHUNK);
        await this.deliver(reader.subscriber, type, batch.partition, messages);
        crashAt('before-offset', reader.subscriber.service);
        const last = messages.at(-1)?.offset ?? '0';
        payload.resolveOffset(last);
        reader.offsets.set(placeOf(type, batch.partition), BigInt(last) + 1n);
        await payload.commitOffsetsIfNecessary();
        await heartbeat();
      }
    } finally {
      clearInterval(beat);
    }
  }

  private async deliver(
    subscriber: Subscriber,
    type: EventType,
    partition: number,
    messages: readonly KafkaMessage[],
  ): Promise<void> {
    const origins = new Map<string, { topic: string; partition: number; offset: string }>();
    const bySource: AnyEvent[] = [];
    for (const { value, headers, key, offset } of messages) {
      const origin = { topic: type, partition, offset };
      try {
        const fact = decode(type, value, headers, key);
        origins.set(fact.id, origin);
        bySource.push(fact);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const text = key?.toString('utf8') ?? null;
        await subscriber.deliverBad({ ...origin, key: text, raw: value, error: message });
      }
    }
    if (bySource.length === 0) return;
    await subscriber.deliver({ type, facts: bySource, origin: (fact) => origins.get(fact.id) });
  }

  private watch(reader: Reader): void {
    const { consumer, subscriber } = reader;
    const { GROUP_JOIN, CRASH, DISCONNECT } = consumer.events;
    consumer.on(GROUP_JOIN, () => {
      reader.joined = true;
    });
    consumer.on(DISCONNECT, () => {
      reader.joined = false;
    });
    consumer.on(CRASH, ({ payload }) => {
      reader.joined = false;
      this.options.logger.error(
        { service: subscriber.service, restart: payload.restart },
        'consumer crashed',
      );
      if (!payload.restart) this.options.onFatal(payload.error);
    });
  }

  private topicOf(type: EventType): string {
    return this.options.prefix + type;
  }

  private typeOf(topic: string): EventType {
    return topic.slice(this.options.prefix.length) as EventType;
  }

  private groupOf(service: string): string {
    return this.options.prefix + service;
  }
}

function placeOf(type: EventType, partition: number): string {
  return `${type}/${partition}`;
}

/** A fresh broker refuses questions about groups until it has made their own topic. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === GROUP_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, GROUP_PAUSE_MILLISECONDS));
    }
  }
}

import type { Health, Logger } from '@o2c/runtime';
import {
  EVENT_TYPES,
  MAX_VALUE_BYTES,
  type AnyEvent,
  type EventType,
  type Source,
} from '@o2c/contracts';
import { EventBus, type Producer, type Subscriber } from './bus.js';
import { newAdmin, newConsumer, newProducer } from './kafka-client.js';
import { KafkaReader } from './kafka-reader.js';
import { encode } from './kafka-record.js';
import { patiently } from './patience.js';
import { Relay } from './relay.js';

const STALL_MILLISECONDS = 30_000;
/** How often the readers are looked after, within the time that they may be stuck. */
const LOOKS = 3;

export type KafkaOptions = {
  readonly brokers: readonly string[];
  /** Put before topic names and group ids, so that a fresh installation never meets old facts. */
  readonly prefix: string;
  readonly clientId: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly logger: Logger;
  readonly health: Health;
  /** Without a batch for so long, with records waiting, a consumer is dead; default 30 s. */
  readonly stallMilliseconds?: number;
  /** A consumer crashed and will not restart: the process has to end. */
  onFatal(error: Error): void;
};

/** The bus on Apache Kafka: one topic per type, keyed by subject; offsets follow the database. */
export class KafkaBus extends EventBus {
  private readonly admin;
  private readonly producer;
  private readonly relays = new Map<Source, Relay>();
  private readonly readers: KafkaReader[] = [];
  private watch: NodeJS.Timeout | undefined;

  constructor(private readonly options: KafkaOptions) {
    super();
    this.admin = newAdmin(options);
    this.producer = newProducer(options);
  }

  addProducer({ source, database }: Producer): void {
    const send = (facts: readonly AnyEvent[]): Promise<void> => this.send(facts);
    this.relays.set(source, new Relay(source, database, send, this.options.logger));
  }

  addSubscriber(subscriber: Subscriber): void {
    const { prefix, logger, onFatal, health } = this.options;
    const { service } = subscriber;
    const groupId = prefix + service;
    const options = { groupId, prefix, logger, stallLimit: this.stallLimit, onFatal };
    const consumer = newConsumer(this.options, groupId);
    const reader = new KafkaReader(subscriber, consumer, this.admin, options);
    this.readers.push(reader);
    health.add(`${service} has its partitions`, () => reader.ready());
    health.add(`${service} reads its facts`, () => reader.alive(), { fatal: true });
  }

  published(source: Source, facts: readonly AnyEvent[]): void {
    this.relays.get(source)?.published(facts);
  }

  async start(): Promise<void> {
    await this.admin.connect();
    await patiently('Kafka, making the topics', () => this.createTopics());
    await this.producer.connect();
    for (const relay of this.relays.values()) relay.start();
    for (const reader of this.readers) await reader.start();
    this.watch = setInterval(() => void this.lookAfterReaders(), this.stallLimit / LOOKS);
  }

  async stop(): Promise<void> {
    clearInterval(this.watch);
    await Promise.all(this.readers.map((reader) => reader.stop()));
    await Promise.all([...this.relays.values()].map((relay) => relay.stop()));
    await this.producer.disconnect();
    await this.admin.disconnect();
  }

  async lagOf(service: string): Promise<number> {
    const reader = this.readers.find(({ subscriber }) => subscriber.service === service);
    return (await reader?.lag()) ?? 0;
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

  /** Who uses a topic waits until its broker has heard of it: another may have made it. */
  private async createTopics(): Promise<void> {
    const { partitions, replicationFactor } = this.options;
    const maxBytes = String(MAX_VALUE_BYTES + 100_000);
    await this.admin.createTopics({
      waitForLeaders: false,
      topics: EVENT_TYPES.map((type) => ({
        topic: this.topicOf(type),
        numPartitions: partitions,
        replicationFactor,
        configEntries: [{ name: 'max.message.bytes', value: maxBytes }],
      })),
    });
  }

  private async lookAfterReaders(): Promise<void> {
    for (const reader of this.readers) await reader.look(performance.now());
  }

  private topicOf(type: EventType): string {
    return this.options.prefix + type;
  }

  private get stallLimit(): number {
    return this.options.stallMilliseconds ?? STALL_MILLISECONDS;
  }
}

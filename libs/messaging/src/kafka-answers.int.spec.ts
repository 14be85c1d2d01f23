import { jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Health, missingForKafka, startKafka, type RunningKafka } from '@o2c/runtime';
import { eventually, testServerUrl } from '@o2c/testing';
import { KafkaBus } from './kafka-bus.js';
import { Home, logger, note, received, wire } from './sample-bus.js';

type Request = string[] & { readonly topics?: readonly { readonly topic: string }[] };
type Ask = (this: object, request: Request) => Promise<unknown>;
type Kafkajs = {
  /** What each connection asks its broker. */
  readonly Broker: { readonly prototype: Record<string, Ask> };
  readonly protocol: {
    readonly errorCodes: readonly { readonly type: string; readonly code: number }[];
    createErrorFromCode(code: number | undefined): Error;
  };
  readonly errors: {
    readonly KafkaJSAggregateError: new (message: string, errors: readonly Error[]) => Error;
    readonly KafkaJSCreateTopicError: new (error: Error, topic: string | undefined) => Error;
  };
};

const inside = createRequire(import.meta.url);
const Broker = inside('kafkajs/src/broker') as Kafkajs['Broker'];
const protocol = inside('kafkajs/src/protocol/error') as Kafkajs['protocol'];
const errors = inside('kafkajs/src/errors') as Kafkajs['errors'];

/** Every connection has its first question of this kind refused for this reason: these had. */
function refuse(question: string, reason: string): ReadonlySet<object> {
  const refused = new Set<object>();
  const ask = Broker.prototype[question] as Ask;
  const error = protocol.createErrorFromCode(
    protocol.errorCodes.find(({ type }) => type === reason)?.code,
  );
  jest.spyOn(Broker.prototype, question).mockImplementation(function (this: object, request) {
    const isAboutNoTopic = question === 'metadata' && request.length === 0;
    if (refused.has(this) || isAboutNoTopic) return ask.call(this, request);
    refused.add(this);
    if (question !== 'createTopics') return Promise.reject(error);
    const ofTopic = new errors.KafkaJSCreateTopicError(error, request.topics?.[0]?.topic);
    return Promise.reject(new errors.KafkaJSAggregateError('Topic creation errors', [ofTopic]));
  });
  return refused;
}

const missing = await missingForKafka();
const withKafka = missing ? describe.skip : describe;

withKafka(`A broker that is not ready yet${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let folder: string;
  let kafka: RunningKafka | undefined;
  let home: Home;
  let bus: KafkaBus;
  let ended: Error | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'o2c-answers-'));
    kafka = await startKafka({ dataDir: folder });
  }, 180_000);

  afterAll(async () => {
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  beforeEach(async () => {
    home = await Home.open(testServerUrl());
    ended = undefined;
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bus.stop();
    await home.source.destroy();
  }, 60_000);

  const start = async (): Promise<void> => {
    bus = new KafkaBus({
      ...{ brokers: [kafka?.brokers ?? ''], prefix: `${home.name}.`, partitions: 1 },
      ...{ replicationFactor: 1, clientId: 'test', logger, health: new Health() },
      onFatal: (error) => (ended = error),
    });
    wire(bus, home, [['credit', home, note]]);
    await bus.start();
  };
  const take = async (facts: number): Promise<void> => {
    await home.commit(received('S0'));
    await eventually(async () => expect(await home.effects()).toHaveLength(facts), 30_000);
    expect(ended).toBeUndefined();
  };

  it.each([
    ['createTopics', 'REQUEST_TIMED_OUT'],
    ['createTopics', 'INVALID_REPLICATION_FACTOR'],
    ['metadata', 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['metadata', 'LEADER_NOT_AVAILABLE'],
    ['findGroupCoordinator', 'GROUP_COORDINATOR_NOT_AVAILABLE'],
    ['offsetFetch', 'GROUP_LOAD_IN_PROGRESS'],
    ['joinGroup', 'GROUP_LOAD_IN_PROGRESS'],
    ['joinGroup', 'NOT_COORDINATOR_FOR_GROUP'],
    ['syncGroup', 'REBALANCE_IN_PROGRESS'],
    ['listOffsets', 'NOT_LEADER_FOR_PARTITION'],
    ['fetch', 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['offsetCommit', 'GROUP_COORDINATOR_NOT_AVAILABLE'],
    ['produce', 'NOT_ENOUGH_REPLICAS'],
  ])(
    'is asked again: %s, %s; at the first start and at a later one',
    async (question, reason) => {
      refuse(question, reason);
      await start();
      await take(1);
      await bus.stop();
      await start();
      await take(2);
    },
    120_000,
  );
});

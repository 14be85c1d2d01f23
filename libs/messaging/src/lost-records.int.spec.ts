import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Health, missingForKafka, newId, startKafka, type RunningKafka } from '@o2c/runtime';
import { eventually, testServerUrl } from '@o2c/testing';
import { Kafka, type Admin, type Consumer } from 'kafkajs';
import type { Subscriber } from './bus.js';
import { KafkaBus } from './kafka-bus.js';
import { SESSION_MILLISECONDS, type EachBatchPayload } from './kafka-client.js';
import type { Handle } from './dispatch.js';
import { clock, Home, logger, note, received, wire } from './sample-bus.js';

const missing = await missingForKafka();
const suite = missing ? describe.skip : describe;

suite(`A consumer on Apache Kafka${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let folder: string;
  let kafka: RunningKafka;
  let admin: Admin;
  let prefix: string;
  let health: Health;
  let producer: Home;
  let consumer: Home;
  const fatal: Error[] = [];
  const homes: Home[] = [];
  const buses: KafkaBus[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'o2c-lost-'));
    kafka = await startKafka({ dataDir: folder });
    admin = new Kafka({ brokers: [kafka.brokers], logLevel: 0 }).admin();
    await admin.connect();
  }, 180_000);

  beforeEach(async () => {
    fatal.length = 0;
    prefix = `t${newId(clock).slice(-8)}.`;
    homes.push((producer = await Home.open(testServerUrl())));
    homes.push((consumer = await Home.open(testServerUrl())));
  }, 60_000);

  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.stop()));
    await Promise.all(homes.splice(0).map((home) => home.source.destroy()));
  }, 60_000);

  afterAll(async () => {
    await admin?.disconnect();
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** A process of the producer, and of the consumer if it is there. */
  const start = async (home?: Home, handle: Handle = note): Promise<KafkaBus> => {
    health = new Health();
    const bus = new KafkaBus({
      ...{ brokers: [kafka.brokers], prefix, clientId: 'test', partitions: 1 },
      ...{ replicationFactor: 1, logger, health, stallMilliseconds: 1_000 },
      onFatal: (error) => fatal.push(error),
    });
    buses.push(bus);
    wire(bus, producer, home ? [['credit', home, handle]] : []);
    await bus.start();
    return bus;
  };
  const stop = async (bus: KafkaBus): Promise<void> => {
    buses.splice(buses.indexOf(bus), 1);
    await bus.stop();
  };
  const effects = (home: Home, wanted: number) =>
    eventually(async () => expect(await home.effects()).toHaveLength(wanted), 30_000);
  const sent = (bus: KafkaBus) =>
    eventually(async () => expect(await bus.backlogOf('inventory')).toBe(0), 30_000);

  /** Three facts are handled, then others are sent while the consumer is away. */
  const handleThreeThenSend = async (others: number): Promise<void> => {
    const both = await start(consumer);
    await producer.commit(received('A'), received('B'), received('C'));
    await effects(consumer, 3);
    await stop(both);
    if (others === 0) return;
    const alone = await start();
    for (let one = 0; one < others; one++) await producer.commit(received(`D${one}`));
    await sent(alone);
    await stop(alone);
  };

  const stopsWith = async (alarm: RegExp, handled: number): Promise<void> => {
    await eventually(() => expect(fatal[0]?.message).toMatch(alarm), 30_000);
    expect((await health.live()).ok).toBe(false);
    expect(await consumer.effects()).toHaveLength(handled);
  };

  const deleteTopic = async (): Promise<void> => {
    await admin.deleteTopics({ topics: [topic()] });
    await eventually(async () => expect(await admin.listTopics()).not.toContain(topic()));
  };

  const membersOf = async (group: string): Promise<readonly string[]> => {
    const { groups } = await admin.describeGroups([prefix + group]);
    return groups.flatMap(({ members }) => members.map(({ memberId }) => memberId));
  };

  const topic = () => `${prefix}StockReceived`;

  it('goes on where it was when nothing is missing', async () => {
    await handleThreeThenSend(2);
    await start(consumer);
    await effects(consumer, 5);
    expect(fatal).toEqual([]);
    expect((await health.live()).ok).toBe(true);
  }, 90_000);

  it('stops with an alarm when records were dropped before it read them', async () => {
    await handleThreeThenSend(3);
    await admin.fetchTopicOffsets(topic());
    await admin.deleteTopicRecords({ topic: topic(), partitions: [{ partition: 0, offset: '5' }] });
    await start(consumer);
    await stopsWith(/records 3 to 4 are gone/, 3);
  }, 90_000);

  it('stops with an alarm when its topic was made anew and has become longer', async () => {
    await handleThreeThenSend(0);
    await deleteTopic();
    const alone = await start();
    for (let one = 0; one < 5; one++) await producer.commit(received(`E${one}`));
    await sent(alone);
    await stop(alone);
    await start(consumer);
    await stopsWith(/the record at 2 is not the one that was handled/, 3);
  }, 90_000);

  it('stops with an alarm when its topic was made anew and is shorter', async () => {
    await handleThreeThenSend(0);
    await deleteTopic();
    const alone = await start();
    await producer.commit(received('E'));
    await sent(alone);
    await stop(alone);
    await start(consumer);
    await stopsWith(/was read up to 3, but ends at 1/, 3);
  }, 90_000);

  it('reads again what its database has lost when that was set back', async () => {
    await handleThreeThenSend(1);
    homes.push((consumer = await Home.open(testServerUrl())));
    await start(consumer);
    await effects(consumer, 4);
    expect(fatal).toEqual([]);
  }, 90_000);

  it('ends when it reads no more while records wait', async () => {
    const bus = await start(consumer);
    const [reader] = Reflect.get(bus, 'readers') as [{ consumer: Consumer }];
    reader.consumer.pause([{ topic: topic() }]);
    await producer.commit(received('A'));
    await stopsWith(/has facts to read and reads none/, 0);
  }, 60_000);

  it('ends when its client has crashed for good', async () => {
    const bus = await start(consumer);
    const [reader] = Reflect.get(bus, 'readers') as [{ subscriber: object }];
    const error = Object.assign(new Error('broken for good'), { retriable: false });
    Object.assign(reader.subscriber, { deliver: () => Promise.reject(error) });
    await producer.commit(received('A'));
    await stopsWith(/broken for good/, 0);
  }, 60_000);

  it('keeps its partitions while one batch takes longer than its session', async () => {
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await start(consumer, async (facts, tx) => {
      begun.resolve();
      await end.promise;
      return note(facts, tx);
    });
    await producer.commit(received('A'));
    await begun.promise;
    const members = await membersOf('credit');
    // One who says nothing more is given up after a session of the same length.
    const silent = new Kafka({ brokers: [kafka.brokers], logLevel: 0 }).consumer({
      ...{ groupId: `${prefix}silent`, sessionTimeout: SESSION_MILLISECONDS },
    });
    await silent.connect();
    await silent.subscribe({ topics: [topic()], fromBeginning: true });
    await silent.run({ eachBatch: () => end.promise });
    try {
      await eventually(async () => expect(await membersOf('silent')).toHaveLength(1));
      await eventually(async () => expect(await membersOf('silent')).toEqual([]), 30_000);
      expect(await membersOf('credit')).toEqual(members);
    } finally {
      end.resolve();
    }
    await effects(consumer, 1);
    await silent.disconnect();
  }, 90_000);

  it('raises no alarm about what another process has read while it was given up', async () => {
    const bus = await start(consumer);
    const [reader] = Reflect.get(bus, 'readers') as [Silenced];
    const { handle, subscriber } = reader;
    const { deliver } = subscriber;
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const heartbeat = () => Promise.resolve();
    reader.handle = (payload) => handle.call(reader, { ...payload, heartbeat });
    subscriber.deliver = async (unit) => {
      begun.resolve();
      await end.promise;
      await deliver(unit);
    };
    await producer.commit(received('A'));
    await begun.promise;
    homes.push(await Home.open(testServerUrl(), consumer.name));
    const other = await start(homes.at(-1));
    await producer.commit(received('B'), received('C'));
    await effects(consumer, 3);
    await stop(other);
    end.resolve();
    await producer.commit(received('D'));
    await effects(consumer, 4);
    expect(fatal).toEqual([]);
  }, 90_000);

  it('lives on while one batch takes long, and while there is nothing to read', async () => {
    const slow: Handle = async (facts, tx) => {
      await pause(2_500);
      return note(facts, tx);
    };
    await start(consumer, slow);
    await producer.commit(received('A'));
    await effects(consumer, 1);
    await pause(2_000);
    expect(fatal).toEqual([]);
    expect((await health.live()).ok).toBe(true);
  }, 60_000);
});

/** What a test needs of a reader that is to tell nobody that it lives. */
type Silenced = {
  handle(payload: EachBatchPayload): Promise<void>;
  readonly subscriber: { deliver: Subscriber['deliver'] };
};

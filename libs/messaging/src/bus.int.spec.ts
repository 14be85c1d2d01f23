import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Health, missingForKafka, newId, startKafka, type RunningKafka } from '@o2c/runtime';
import { DomainError } from '@o2c/contracts';
import { eventually, testServerUrl } from '@o2c/testing';
import type { Outcome } from './aggregate.js';
import type { EventBus } from './bus.js';
import { MAX_ATTEMPTS } from './failure.js';
import { InProcessBus } from './in-process-bus.js';
import { KafkaBus } from './kafka-bus.js';
import type { Handle } from './dispatch.js';
import { adjusted, clock, Home, inverted, logger, note, received, wire } from './sample-bus.js';

const missing = await missingForKafka();
const kafkaTitle = `Apache Kafka${missing ? ` (skipped: ${missing})` : ''}`;

describe.each(['one process', kafkaTitle])('A bus, %s', (kind) => {
  const isKafka = kind === kafkaTitle;
  const test = isKafka && missing ? it.skip : it;
  let folder: string;
  let kafka: RunningKafka | undefined;
  let prefix: string;
  const homes: Home[] = [];
  const buses: EventBus[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'o2c-bus-'));
    if (isKafka && !missing) kafka = await startKafka({ dataDir: folder });
  }, 120_000);

  beforeEach(() => {
    prefix = `t${newId(clock).slice(-8)}.`;
  });

  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.stop()));
    await Promise.all(homes.splice(0).map((home) => home.source.destroy()));
  }, 60_000);

  afterAll(async () => {
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const home = async (): Promise<Home> => {
    const opened = await Home.open(testServerUrl());
    homes.push(opened);
    return opened;
  };

  const newBus = (): EventBus => {
    const onFatal = (error: Error): void => {
      throw error;
    };
    const bus = isKafka
      ? new KafkaBus({
          brokers: [kafka?.brokers ?? ''],
          prefix,
          clientId: 'test',
          partitions: 1,
          replicationFactor: 1,
          logger,
          health: new Health(),
          onFatal,
        })
      : new InProcessBus(logger);
    buses.push(bus);
    return bus;
  };

  const count = (home_: Home, wanted: number) =>
    eventually(async () => {
      const effects = await home_.effects();
      if (effects.length < wanted) throw new Error(`${effects.length} of ${wanted} effects`);
      return effects;
    }, 30_000);

  test('delivers what was committed, once, in the order of each subject', async () => {
    const [producer, consumer] = [await home(), await home()];
    const bus = newBus();
    wire(bus, producer, [['credit', consumer, note]]);
    await bus.start();
    let committed = 0;
    const write = async (writer: number) => {
      for (let round = 0; round < 25; round++) {
        const facts = [received(`S${writer % 3}`), received(`own-${writer}`)];
        const rollsBack = (writer + round) % 10 === 0;
        const work = producer.database.transaction(async (tx) => {
          tx.publish(facts);
          if (rollsBack) throw new Error('rolled back');
        });
        await work.then(
          () => (committed += facts.length),
          () => {},
        );
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
    const effects = await count(consumer, committed);
    expect(effects).toHaveLength(committed);
    expect(new Set(effects.map(({ fact }) => fact)).size).toBe(committed);
    expect(inverted(effects, ({ sequence }) => sequence)).toEqual([]);
    const all = effects.map(({ sequence }) => sequence).sort((a, b) => a - b);
    expect(all).toEqual(all.map((_, index) => index + 1));
  }, 60_000);

  test('goes on after a restart with what was committed meanwhile', async () => {
    const [producer, consumer] = [await home(), await home()];
    const first = newBus();
    wire(first, producer, [['credit', consumer, note]]);
    await first.start();
    await producer.database.transaction(async (tx) => tx.publish([received('A')]));
    await count(consumer, 1);
    await first.stop();
    await producer.database.transaction(async (tx) => tx.publish([received('B'), adjusted('B')]));
    const second = newBus();
    wire(second, producer, [['credit', consumer, note]]);
    await second.start();
    const effects = await count(consumer, 3);
    expect(effects.map(({ subject }) => subject)).toEqual(['A', 'B', 'B']);
  }, 60_000);

  test('counts a fact as on its way from its commit on, whoever is told of it', async () => {
    const [producer, consumer] = [await home(), await home()];
    const stranger = await Home.open(testServerUrl(), producer.name);
    homes.push(stranger);
    const bus = newBus();
    wire(bus, producer, [['credit', consumer, note]]);
    await bus.start();
    await stranger.commit(received('A'));
    const onItsWay = (await bus.backlogOf('inventory')) + (await bus.lagOf('credit'));
    expect(onItsWay + (await consumer.effects()).length).toBeGreaterThan(0);
    await count(consumer, 1);
  }, 60_000);

  test('parks one fact of a hundred with those that follow it, and all others flow', async () => {
    const [producer, consumer] = [await home(), await home()];
    const bus = newBus();
    const refusePoison: Handle = async (facts, tx) => {
      const done = await note(facts, tx);
      return facts.map((fact, index) =>
        fact.subject === 'poison' && fact.type === 'StockReceived'
          ? { status: 'refused', error: new DomainError('content.invalid', 'poison') }
          : { ...(done[index] as Outcome) },
      );
    };
    wire(bus, producer, [['credit', consumer, refusePoison]]);
    await bus.start();
    const skus = Array.from({ length: 100 }, (_, index) => (index === 40 ? 'poison' : `S${index}`));
    await producer.database.transaction(async (tx) => tx.publish(skus.map((sku) => received(sku))));
    await count(consumer, 99);
    await producer.database.transaction(async (tx) =>
      tx.publish([adjusted('poison'), adjusted('S1')]),
    );
    const effects = await count(consumer, 100);
    expect(effects.filter(({ subject }) => subject === 'poison')).toEqual([]);
    await eventually(async () => {
      const parked = await consumer.database.read<{ status: string; error: string }>(
        'SELECT status, error FROM parked ORDER BY sequence',
      );
      expect(parked.map(({ status }) => status)).toEqual(['parked', 'queued']);
      expect(parked[0]?.error).toBe('poison');
    });
  }, 60_000);

  test('lets nobody wait for a subscriber that is down', async () => {
    const [producer, well, ill] = [await home(), await home(), await home()];
    const bus = newBus();
    let down = true;
    let attempts = 0;
    const failing: Handle = (facts, tx) => {
      attempts++;
      if (down) throw Object.assign(new Error('database is away'), { code: 'ECONNREFUSED' });
      return note(facts, tx);
    };
    wire(bus, producer, [
      ['credit', well, note],
      ['billing', ill, failing],
    ]);
    await bus.start();
    await producer.database.transaction(async (tx) => tx.publish([received('A'), received('B')]));
    await count(well, 2);
    expect(await ill.effects()).toEqual([]);
    // More often than a fact that cannot be handled is tried.
    await eventually(() => expect(attempts).toBeGreaterThan(MAX_ATTEMPTS + 2), 30_000);
    down = false;
    await count(ill, 2);
    expect(await ill.database.read('SELECT 1 FROM parked')).toEqual([]);
  }, 60_000);
});

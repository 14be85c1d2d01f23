import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Clock,
  connect,
  createLogger,
  databaseUrl,
  Health,
  missingForKafka,
  newId,
  startKafka,
  type RunningKafka,
} from '@o2c/runtime';
import { DomainError, type AnyEvent, type EventType, type FactOf } from '@o2c/contracts';
import { eventually, testServerUrl } from '@o2c/testing';
import type { Pool } from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { allDone, type Outcome } from './aggregate.js';
import type { EventBus } from './bus.js';
import { InProcessBus } from './in-process-bus.js';
import { KafkaBus } from './kafka-bus.js';
import { MessagingTables1700000000000 } from './messaging-tables.js';
import { PgDatabase } from './pg-database.js';
import { Receiver, type Handle } from './receiver.js';
import type { Tx } from './tx.js';

const clock = new Clock();
const logger = createLogger({ service: 'test', level: process.env.TEST_LOG ?? 'silent' });

class Effects1732000000001 implements MigrationInterface {
  readonly name = 'Effects1732000000001';
  async up(runner: QueryRunner) {
    await runner.query(
      `CREATE TABLE effects (
         id bigint GENERATED ALWAYS AS IDENTITY, fact uuid, subject text, sequence bigint)`,
    );
  }
  async down() {}
}

/** A database that outlives the buses which serve it. */
class Home {
  private constructor(
    readonly source: DataSource,
    readonly database: PgDatabase,
  ) {}

  static async open(name: string): Promise<Home> {
    const url = databaseUrl(testServerUrl(), `b${newId(clock).slice(-12)}`, name);
    const migrations = [MessagingTables1700000000000, Effects1732000000001];
    const source = await connect({ name, url, migrations, maxConnections: 12 });
    const pool = (source.driver as unknown as { master: Pool }).master;
    return new Home(source, new PgDatabase(pool, 'inventory', clock));
  }

  effects(): Promise<{ fact: string; subject: string; sequence: number }[]> {
    return this.database.read('SELECT fact, subject, sequence FROM effects ORDER BY id');
  }
}

const received = (sku: string): FactOf<'StockReceived'> => ({
  type: 'StockReceived',
  data: { sku, warehouse: 'main', quantity: 1, receipt: newId(clock) },
});
const adjusted = (sku: string): FactOf<'StockAdjusted'> => ({
  type: 'StockAdjusted',
  data: { sku, warehouse: 'main', delta: 1, adjustment: newId(clock), reason: 'found' },
});

async function note(facts: readonly AnyEvent[], tx: Tx) {
  await tx.query(
    `INSERT INTO effects (fact, subject, sequence)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[])`,
    [facts.map((f) => f.id), facts.map((f) => f.subject), facts.map((f) => f.sequence)],
  );
  return allDone(facts);
}

/** Connects homes to a bus, as the services of a process are. */
function wire(bus: EventBus, producer: Home, consumers: readonly [string, Home, Handle][]) {
  bus.addProducer({ source: 'inventory', database: producer.database });
  producer.database.onCommit({
    published: (facts) => bus.published('inventory', facts),
    inDoubt: () => undefined,
    leftFollowUps: () => {},
  });
  return consumers.map(([service, home, handle]) => {
    const types: EventType[] = ['StockReceived', 'StockAdjusted'];
    const handlers = new Map(types.map((type) => [type, handle]));
    const receiver = new Receiver(home.database, handlers, clock, logger, () => {});
    bus.addSubscriber({
      service,
      types,
      database: home.database,
      mixed: false,
      deliver: (delivery) => receiver.deliver(delivery),
      deliverBad: (record) => receiver.deliverBad(record),
    });
    return receiver;
  });
}

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

  const home = async (name: string): Promise<Home> => {
    const opened = await Home.open(name);
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
    const [producer, consumer] = [await home('producer'), await home('consumer')];
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
    for (const own of Map.groupBy(effects, ({ subject }) => subject).values()) {
      const sequences = own.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    }
    const all = effects.map(({ sequence }) => sequence).sort((a, b) => a - b);
    expect(all).toEqual(all.map((_, index) => index + 1));
  }, 60_000);

  test('goes on after a restart with what was committed meanwhile', async () => {
    const [producer, consumer] = [await home('producer'), await home('consumer')];
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

  test('parks one fact of a hundred with those that follow it, and all others flow', async () => {
    const [producer, consumer] = [await home('producer'), await home('consumer')];
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
    await producer.database.transaction(async (tx) => tx.publish(skus.map(received)));
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
    const [producer, well, ill] = [await home('producer'), await home('well'), await home('ill')];
    const bus = newBus();
    let down = true;
    const failing: Handle = (facts, tx) => {
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
    down = false;
    await count(ill, 2);
    expect(await ill.database.read('SELECT 1 FROM parked')).toEqual([]);
  }, 60_000);
});

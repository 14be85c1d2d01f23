import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, Health, missingForKafka, startKafka, type RunningKafka } from '@o2c/runtime';
import { eventually, figure, limit, tell, testServerUrl } from '@o2c/testing';
import type { EventBus } from './bus.js';
import { InProcessBus } from './in-process-bus.js';
import { KafkaBus } from './kafka-bus.js';
import type { Handle } from './dispatch.js';
import { Home, inverted, logger, note, received, wire } from './sample-bus.js';

const OUTAGE_SECONDS = figure(5, 60);
const RECOVERY_SECONDS = 10;
const missing = await missingForKafka();
const kafkaTitle = `Apache Kafka${missing ? ` (skipped: ${missing})` : ''}`;

/** A way to the database that can be cut. */
class Cable {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  constructor(
    private readonly target: URL,
    readonly port: number,
  ) {}

  get url(): string {
    const url = new URL(this.target);
    url.port = String(this.port);
    return url.toString();
  }

  async plugIn(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(Number(this.target.port), this.target.hostname);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => this.sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((done) => this.server?.listen(this.port, '127.0.0.1', done));
  }

  cut(): void {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

describe.each(['one process', kafkaTitle])('An outage, %s', (kind) => {
  const isKafka = kind === kafkaTitle;
  const suite = isKafka && missing ? describe.skip : describe;
  suite('is survived', () => {
    let folder: string;
    let kafka: RunningKafka | undefined;
    let bus: EventBus | undefined;
    const cables: Cable[] = [];
    const homes: Home[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'o2c-outage-'));
      if (isKafka) kafka = await startKafka({ dataDir: folder });
    }, 180_000);

    afterEach(async () => {
      await bus?.stop();
      await Promise.all(homes.splice(0).map((home) => home.source.destroy()));
      for (const cable of cables.splice(0)) cable.cut();
    }, 60_000);

    afterAll(async () => {
      await kafka?.stop();
      await rm(folder, { recursive: true, force: true });
    }, 60_000);

    const start = async (consumer: Home, handle: Handle): Promise<Home> => {
      const producer = await Home.open(testServerUrl());
      homes.push(producer, consumer);
      bus = isKafka
        ? new KafkaBus({
            ...{ brokers: [kafka?.brokers ?? ''], prefix: `${producer.name}.`, partitions: 1 },
            ...{ replicationFactor: 1, clientId: 'test', logger, health: new Health() },
            onFatal: () => {},
          })
        : new InProcessBus(logger);
      wire(bus, producer, [['credit', consumer, handle]]);
      await bus.start();
      return producer;
    };
    const count = (home: Home, wanted: number, seconds: number) =>
      eventually(async () => {
        const effects = await home.effects();
        expect(effects).toHaveLength(wanted);
        return effects;
      }, seconds * 1_000);

    /** Facts are committed all the while; answers how many. */
    const commitDuring = async (producer: Home, outage: () => Promise<void>): Promise<number> => {
      let committed = 0;
      let isOver = false;
      const commit = async (): Promise<void> => {
        while (!isOver) {
          await producer.commit(received(`S${committed % 5}`));
          committed++;
          await pause(10);
        }
      };
      await Promise.all([commit(), outage().finally(() => (isOver = true))]);
      return committed;
    };

    it(
      'a database that is away loses, parks and turns round nothing',
      async () => {
        const cable = new Cable(new URL(testServerUrl()), await freePort());
        cables.push(cable);
        await cable.plugIn();
        const consumer = await Home.open(cable.url);
        const producer = await start(consumer, note);
        await producer.commit(received('S0'));
        await count(consumer, 1, 30);
        const committed = await commitDuring(producer, async () => {
          cable.cut();
          await pause(OUTAGE_SECONDS * 1_000);
          await cable.plugIn();
        });
        const effects = await count(consumer, committed + 1, RECOVERY_SECONDS);
        expect(inverted(effects, ({ sequence }) => sequence)).toEqual([]);
        expect(await consumer.parked()).toEqual([]);
        tell('database away', { seconds: OUTAGE_SECONDS, facts: committed, lost: 0, parked: 0 });
      },
      limit(90, 240),
    );

    it('a fault that stays is tried five times, then parked', async () => {
      let attempts = 0;
      const broken: Handle = (facts, tx) => {
        if (facts.every(({ subject }) => subject !== 'broken')) return note(facts, tx);
        attempts++;
        throw new Error('a mistake in a program');
      };
      const consumer = await Home.open(testServerUrl());
      const producer = await start(consumer, broken);
      const others = Array.from({ length: 20 }, (_, index) => received(`S${index}`));
      await producer.commit(...others.slice(0, 7), received('broken'), ...others.slice(7));
      await count(consumer, others.length, 30);
      const parked = await eventually(async () => {
        const rows = await consumer.parked();
        expect(rows).toHaveLength(1);
        return rows;
      }, 30_000);
      expect(parked).toMatchObject([{ subject: 'broken', attempts: 5, status: 'parked' }]);
      expect(attempts).toBe(5);
    }, 90_000);

    if (!isKafka) return;

    it.each(['stopped', 'killed'])(
      'a broker that is %s holds up no commit, and nothing is lost when it is back',
      async (how) => {
        const consumer = await Home.open(testServerUrl());
        const producer = await start(consumer, note);
        await producer.commit(received('S0'));
        await count(consumer, 1, 30);
        const port = Number(kafka?.brokers.split(':')[1]);
        const committed = await commitDuring(producer, async () => {
          if (how === 'stopped') await kafka?.stop();
          else process.kill(await brokerOf(folder), 'SIGKILL');
          await kafka?.exited;
          await pause(OUTAGE_SECONDS * 1_000);
          kafka = await startKafka({ dataDir: folder, port });
        });
        const effects = await count(consumer, committed + 1, 60);
        expect(inverted(effects, ({ sequence }) => sequence)).toEqual([]);
        expect(await consumer.parked()).toEqual([]);
        tell(`broker ${how}`, { seconds: OUTAGE_SECONDS, facts: committed, lost: 0 });
      },
      limit(180, 360),
    );
  });
});

async function brokerOf(folder: string): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'kafka', 'kafka.pid'), 'utf8'), 10);
}

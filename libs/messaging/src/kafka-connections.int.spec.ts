import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Health, missingForKafka } from '@o2c/runtime';
import {
  Chance,
  eventually,
  startTestKafka,
  TcpProxy,
  testServerUrl,
  type TestKafka,
} from '@o2c/testing';
import { KafkaBus } from './kafka-bus.js';
import { Home, logger, note, received, wire } from './sample-bus.js';

/** A request times out after 10 s; the rest is for connecting anew. */
const RECOVERY_SECONDS = 30;
const missing = await missingForKafka();
const withKafka = missing ? describe.skip : describe;

withKafka(`Connections to Apache Kafka${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let folder: string;
  let proxy: TcpProxy;
  let kafka: TestKafka | undefined;
  let bus: KafkaBus;
  let home: Home;
  let ended: Error | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'o2c-connections-'));
    proxy = await TcpProxy.open(new Chance(1));
    kafka = await startTestKafka(folder, proxy.port);
    proxy.leadTo('127.0.0.1', kafka.port);
  }, 180_000);

  afterAll(async () => {
    await kafka?.stop();
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  beforeEach(async () => {
    home = await Home.open(testServerUrl());
    bus = new KafkaBus({
      ...{ brokers: [`127.0.0.1:${proxy.port}`], prefix: `${home.name}.`, partitions: 1 },
      ...{ replicationFactor: 1, clientId: 'test', logger, health: new Health() },
      onFatal: (error) => (ended = error),
    });
    wire(bus, home, [['credit', home, note]]);
    await bus.start();
    await home.commit(received('S0'));
    await eventually(async () => expect(await home.effects()).toHaveLength(1), 30_000);
  }, 60_000);

  afterEach(async () => {
    proxy.be({ kind: 'none' });
    await bus.stop();
    await home.source.destroy();
  }, 60_000);

  it('that fall silent are made anew, and facts flow again', async () => {
    let isAnswered = false;
    proxy.forget();
    // The admin's connection, the producer's and the consumer's, in this order.
    const asked = bus.lagOf('credit').then(() => (isAnswered = true));
    await home.commit(received('S1'));
    await eventually(async () => {
      expect(isAnswered).toBe(true);
      expect(await home.effects()).toHaveLength(2);
    }, RECOVERY_SECONDS * 1_000);
    await asked;
  }, 120_000);

  it('that break in the middle of an answer are made anew, and facts flow again', async () => {
    const { broken } = proxy;
    const facts = Array.from({ length: 50 }, () => received('S'.padEnd(390, 'x')));
    proxy.be({ kind: 'torn answers', over: 10_000 });
    await home.commit(...facts);
    await eventually(() => expect(proxy.broken).toBeGreaterThan(broken), 30_000);
    proxy.be({ kind: 'none' });
    await eventually(
      async () => expect((await home.effects()).length).toBe(1 + facts.length),
      RECOVERY_SECONDS * 1_000,
    );
    expect(ended).toBeUndefined();
  }, 120_000);
});

import { Clock, connect, createLogger, databaseUrl, newId } from '@o2c/runtime';
import { Chance, eventually, holdCommits, TcpProxy, testServerUrl } from '@o2c/testing';
import type { AnyEvent } from '@o2c/contracts';
import type { DataSource } from 'typeorm';
import { saveCursors } from './cursors.js';
import { InProcessBus } from './in-process-bus.js';
import { MessagingTables1700000000000 } from './messaging-tables.js';
import { PgDatabase } from './pg-database.js';

const clock = new Clock();
const logger = createLogger({ service: 'test', level: process.env.TEST_LOG ?? 'silent' });

describe('A commit whose answer is lost on the way', () => {
  const data = { sku: 'A-1', warehouse: 'main', quantity: 1, receipt: newId(clock) };
  let proxy: TcpProxy;
  let opened: DataSource[];
  let bus: InProcessBus;
  let got: AnyEvent[];
  /** The producer's database, as a network reaches it that may break, and as it is. */
  let producer: PgDatabase;
  let direct: PgDatabase;

  beforeEach(async () => {
    opened = [];
    got = [];
    const prefix = `l${newId(clock).slice(-12)}`;
    const url = new URL(databaseUrl(testServerUrl(), prefix, 'inventory'));
    proxy = await TcpProxy.open(new Chance(1));
    proxy.leadTo(url.hostname, Number(url.port));
    const through = new URL(url);
    through.port = String(proxy.port);
    producer = await open('inventory', through.href);
    direct = await open('direct', url.href);
    const database = await open('credit', databaseUrl(testServerUrl(), prefix, 'credit'));
    bus = new InProcessBus(logger);
    bus.addProducer({ source: 'inventory', database: producer });
    bus.addSubscriber({
      ...{ service: 'credit', types: ['StockReceived'], database, mixed: false },
      deliver: async ({ deliveries, cursor }) => {
        await database.transaction(async (tx) => cursor && saveCursors(tx, [cursor]));
        got.push(...deliveries.flatMap(({ facts }) => facts));
      },
      deliverBad: () => Promise.reject(new Error('no record is bad here')),
      knows: () => Promise.resolve(false),
    });
    producer.onCommit({
      published: (facts) => bus.published('inventory', facts),
      inDoubt: () => bus.inDoubt('inventory'),
      leftFollowUps: () => undefined,
    });
    await bus.start();
  });
  afterEach(async () => {
    await bus?.stop();
    for (const source of opened) await source.destroy();
    await proxy?.close();
  });

  async function open(name: string, url: string): Promise<PgDatabase> {
    const migrations = [MessagingTables1700000000000];
    const source = await connect({ name, url, migrations });
    opened.push(source);
    return PgDatabase.on(source, 'inventory', clock);
  }

  function receive(): Promise<void> {
    return producer.transaction((tx) => {
      tx.publish([{ type: 'StockReceived', data }]);
      return Promise.resolve();
    });
  }

  it('has its facts delivered all the same, though nobody commits after it', async () => {
    proxy.be({ kind: 'lost answer', to: 'COMMIT' });
    await expect(receive()).rejects.toThrow(/ECONNRESET|terminated/);
    proxy.be({ kind: 'none' });
    await eventually(() => expect(got).toMatchObject([{ type: 'StockReceived', data }]));
    expect(proxy.broken).toBe(1);
  });

  it('has them delivered though it ends only after we looked whether it had', async () => {
    const held = await holdCommits(direct, 'UPDATE ON outbox_head');
    const failed = expect(receive()).rejects.toThrow(/ECONNRESET|terminated/);
    await held.begun();
    proxy.cut();
    await failed;
    await eventually(async () => expect(await direct.read(LOOKED)).not.toEqual([]));
    expect(got).toEqual([]);
    await held.release();
    await eventually(() => expect(got).toMatchObject([{ type: 'StockReceived', data }]));
  });
});

/** Sessions that began after the commit and have asked where the outbox ends. */
const LOOKED = `
  SELECT looking.pid FROM pg_stat_activity looking, pg_stat_activity committing
   WHERE looking.datname = current_database() AND committing.datname = current_database()
     AND committing.query = 'COMMIT' AND committing.wait_event = 'advisory'
     AND looking.backend_start > committing.query_start
     AND looking.query LIKE 'SELECT last FROM outbox_head%'`;

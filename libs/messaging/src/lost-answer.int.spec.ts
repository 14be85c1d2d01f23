import { Clock, connect, createLogger, databaseUrl, newId } from '@o2c/runtime';
import { Chance, eventually, TcpProxy, testServerUrl } from '@o2c/testing';
import type { AnyEvent } from '@o2c/contracts';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { saveCursor } from './cursors.js';
import { InProcessBus } from './in-process-bus.js';
import { MessagingTables1700000000000 } from './messaging-tables.js';
import { PgDatabase } from './pg-database.js';

const clock = new Clock();
const logger = createLogger({ service: 'test', level: process.env.TEST_LOG ?? 'silent' });

describe('A commit whose answer is lost on the way', () => {
  let proxy: TcpProxy;
  const opened: DataSource[] = [];
  let bus: InProcessBus;

  afterAll(async () => {
    await bus?.stop();
    for (const source of opened) await source.destroy();
    await proxy?.close();
  });

  async function open(name: string, url: string): Promise<PgDatabase> {
    const migrations = [MessagingTables1700000000000];
    const source = await connect({ name, url, migrations });
    opened.push(source);
    return new PgDatabase(
      (source.driver as unknown as { master: Pool }).master,
      'inventory',
      clock,
    );
  }

  it('has its facts delivered all the same, though nobody commits after it', async () => {
    const prefix = `l${newId(clock).slice(-12)}`;
    const direct = new URL(databaseUrl(testServerUrl(), prefix, 'inventory'));
    proxy = await TcpProxy.open(new Chance(1));
    proxy.leadTo(direct.hostname, Number(direct.port));
    const through = new URL(direct);
    through.port = String(proxy.port);
    const producer = await open('inventory', through.href);
    const database = await open('credit', databaseUrl(testServerUrl(), prefix, 'credit'));
    const got: AnyEvent[] = [];
    bus = new InProcessBus(logger);
    bus.addProducer({ source: 'inventory', database: producer });
    bus.addSubscriber({
      ...{ service: 'credit', types: ['StockReceived'], database, mixed: false },
      deliver: async ({ deliveries, cursor }) => {
        await database.transaction(async (tx) => cursor && saveCursor(tx, cursor));
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
    proxy.be({ kind: 'lost answer', to: 'COMMIT' });
    const data = { sku: 'A-1', warehouse: 'main', quantity: 1, receipt: newId(clock) };
    const receive = producer.transaction((tx) => {
      tx.publish([{ type: 'StockReceived', data }]);
      return Promise.resolve();
    });
    await expect(receive).rejects.toThrow(/ECONNRESET|terminated/);
    proxy.be({ kind: 'none' });
    await eventually(() => expect(got).toMatchObject([{ type: 'StockReceived', data }]));
    expect(proxy.broken).toBe(1);
  });
});

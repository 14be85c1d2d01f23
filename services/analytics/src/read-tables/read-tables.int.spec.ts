import type { AnyEvent } from '@o2c/contracts';
import type { Tx } from '@o2c/messaging';
import { startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from '../analytics.module.js';
import { FactsConsumer } from '../facts.consumer.js';
import { SampleStory } from '../sample-story.js';
import { addFacts, READ_TABLES } from './read-tables.store.js';
import { Rebuild } from './rebuild.store.js';

describe('What analytics knows', () => {
  const services: TestService[] = [];
  let story: SampleStory;
  let service: TestService;
  let known: string;

  const start = async () => {
    const started = await startService(AnalyticsModule);
    services.push(started);
    return started;
  };
  const deliver = async (to: TestService, facts: readonly AnyEvent[], size = 200) => {
    for (const ofSource of Map.groupBy(facts, ({ source }) => source).values()) {
      for (let at = 0; at < ofSource.length; at += size) {
        await to.deliver(ofSource.slice(at, at + size));
      }
    }
  };

  beforeAll(async () => {
    service = await start();
    story = new SampleStory(service.clock).tell(65);
    await deliver(service, story.facts);
    known = await dump(service);
  });
  afterAll(() => Promise.all(services.map((one) => one.stop())));

  it('is the same when every fact comes once more', async () => {
    await service.deliverTwice();
    expect(await dump(service)).toBe(known);
  });

  it('is the same, byte by byte, when facts come in another order and other batches', async () => {
    for (const size of [1, 7]) {
      const other = await start();
      const keyed = story.facts.map((fact) => [story.drawn(1_000_000), fact] as const);
      const shuffled = keyed.sort(([a], [b]) => a - b).map(([, fact]) => fact);
      await deliver(other, shuffled, size);
      expect(await dump(other)).toBe(known);
    }
  });

  it('is the same, byte by byte, when it is made anew from the log', async () => {
    const rebuild = service.app.get(Rebuild, { strict: false });
    await rebuild.begin();
    expect(await rowsIn(service)).toBe(0);
    const { body } = await service.http('GET', `/v1/process-map?seller=${story.seller}`);
    expect(body.code).toBe('seller.unknown');
    await rebuild.resume();
    expect(await dump(service)).toBe(known);
  });

  it('is made anew while facts go on coming, by two at once, or after a break', async () => {
    const [busy, quiet] = [await start(), await start()];
    const half = Math.floor(story.facts.length / 2);
    await deliver(busy, story.facts.slice(0, half));
    const rebuild = busy.app.get(Rebuild, { strict: false });
    await rebuild.begin();
    const resumed = [rebuild.resume(), rebuild.resume()];
    await deliver(busy, story.facts.slice(half));
    await Promise.all(resumed);
    expect(await dump(busy)).toBe(known);

    await rebuild.begin();
    await busy.runJobs();
    expect(await dump(busy)).toBe(known);
    expect(await rebuild.head()).toMatchObject({ done: story.facts.length });
    expect(await quiet.app.get(Rebuild, { strict: false }).head()).toEqual({ done: 0, target: 0 });
  });

  it('writes an order only for facts that tell more of it, the usual ones in place', async () => {
    const other = await start();
    const usual = new SampleStory(other.clock).tell(3, ['paid']);
    const { subject } = usual.facts.filter(({ type }) => type === 'OrderPlaced')[2] ?? {};
    const own = usual.facts.filter(({ data }) => 'order' in data && data.order === subject);
    const counted: unknown[] = [];
    await other.database.transaction(async (tx) => {
      for (const [type, fact] of new Map(own.map((one) => [one.type, one]))) {
        await addFacts(tx, [fact]);
        const [rows] = await tx.query<Written>(WRITTEN);
        counted.push([type, rows?.inserted, rows?.updated, rows?.inPlace]);
      }
    });
    expect(counted).toEqual([
      ['OrderPlaced', 1, 0, 0],
      ['CreditApproved', 1, 1, 1],
      ['OrderReleased', 1, 2, 2],
      ['StockBackordered', 1, 2, 2],
      ['StockReserved', 1, 2, 2],
      ['ShipmentPlanned', 1, 2, 2],
      // From now on the indexes of what is late or held leave it out.
      ['Shipped', 1, 3, 2],
      ['Invoiced', 1, 4, 3],
      ['PaymentApplied', 1, 4, 3],
      ['OpenItemClosed', 1, 4, 3],
    ]);
  });

  it('costs the same number of statements for 20 facts of all kinds as for 200', async () => {
    const statements = async (facts: readonly AnyEvent[]) => {
      let count = 0;
      const consumer = service.app.get(FactsConsumer, { strict: false });
      const rolledBack = service.database.transaction(async (tx) => {
        const query: Tx['query'] = (sql, params) => {
          count += 1;
          return tx.query(sql, params);
        };
        const counting: Tx = {
          now: tx.now,
          query,
          write: (sql, params) => {
            count += 1;
            tx.write(sql, params);
          },
          publish: () => undefined,
          followUp: () => undefined,
        };
        await consumer.keep(facts, counting);
        throw new Error('only counted');
      });
      await expect(rolledBack).rejects.toThrow('only counted');
      return count;
    };
    const rare = ['StockExpected', 'StockBackordered'].flatMap(
      (rareType) => story.facts.find(({ type }) => type === rareType) ?? [],
    );
    const first = [...story.facts.slice(0, 4), ...rare];
    const of = (count: number) => [...first, ...story.facts.slice(first.length - count)];
    expect(await statements(of(200))).toBe(READ_TABLES.length + 1);
    expect(await statements(of(20))).toBe(READ_TABLES.length + 1);
  });
});

type Written = { readonly inserted: number; readonly updated: number; readonly inPlace: number };

/** Rows of `order_progress` that this transaction has written so far. */
const WRITTEN = `
  SELECT pg_stat_get_xact_tuples_inserted(oid) AS inserted,
         pg_stat_get_xact_tuples_updated(oid) AS updated,
         pg_stat_get_xact_tuples_hot_updated(oid) AS "inPlace"
    FROM pg_class WHERE relname = 'order_progress'`;

/** All read tables as text, each ordered by its rows. */
async function dump({ database }: TestService): Promise<string> {
  const tables = READ_TABLES.map(async (table) => {
    const rows = await database.read<{ row: string }>(
      `SELECT t::text AS row FROM ${table} AS t ORDER BY t::text COLLATE "C"`,
    );
    return [table, ...rows.map(({ row }) => row)].join('\n');
  });
  return (await Promise.all(tables)).join('\n');
}

async function rowsIn({ database }: TestService): Promise<number> {
  const counts = READ_TABLES.map((table) => `(SELECT count(*) FROM ${table})`);
  const [row] = await database.read<{ rows: number }>(`SELECT ${counts.join(' + ')} AS rows`);
  return row?.rows ?? 0;
}

import { Chance, eventually, holdCommits, TcpProxy, testServerUrl } from '@o2c/testing';
import type { Aggregate } from './aggregate.js';
import { MicroBatches } from './micro-batches.js';
import { Home } from './sample-bus.js';

type Note = { readonly type: 'noted'; readonly data: { readonly subject: string } };

/** What the database refuses: it keeps no zero bytes in texts. */
const BROKEN = 'no\0text';

/** A request or a batch of them is tried so often. */
const TRIES = 5;
/** Four tries of two seconds each, of which the last one began too late, would take longer. */
const SECONDS = 8;
/** A statement may take three times as long. */
const SILENT_SECONDS = 10;

describe('Requests that are gathered into one transaction', () => {
  let home: Home;
  let sizes: number[];
  beforeEach(async () => {
    home = await Home.open(testServerUrl());
    sizes = [];
  });
  afterEach(() => home.source.destroy());

  it('are not refused for one among them that the database cannot take', async () => {
    const writes = new MicroBatches(home.database);
    const answers = await Promise.allSettled(
      ['first', 'before', BROKEN, 'after'].map((subject) =>
        writes.run({ caller }, notes, subject, () => ({ status: 201, body: { subject } })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    ]);
    const written = await home.effects();
    expect(written.map(({ subject }) => subject)).toEqual(['first', 'before', 'after']);
    expect(sizes).toEqual([1, 3, 1, 1, 1]);
  });

  describe('of a database that is away', () => {
    let proxy: TcpProxy;
    let writes: MicroBatches;
    /** The same database, as no network keeps us from it. */
    let direct: Home;
    beforeEach(async () => {
      direct = home;
      proxy = await TcpProxy.open(new Chance(1));
      await open({ statementTimeoutMs: 100 });
    });
    afterEach(async () => {
      await direct.source.destroy();
      await proxy.close();
    });

    async function open(options: { statementTimeoutMs?: number }): Promise<void> {
      if (home !== direct) await home.source.destroy();
      const url = new URL(testServerUrl());
      proxy.leadTo(url.hostname, Number(url.port));
      url.port = String(proxy.port);
      home = await Home.open(url.href, direct.name, options);
      writes = new MicroBatches(home.database);
    }

    const ask = (subjects: readonly string[]) =>
      Promise.allSettled(
        subjects.map((subject) =>
          writes.run(keyed(subject), notes, subject, () => ({ status: 201, body: { subject } })),
        ),
      );
    const keyed = (key: string) => ({
      caller,
      idempotency: { key, route: 'POST /notes', hash: '' },
    });
    const hundred = Array.from({ length: 100 }, (_, index) => `S${index}`);
    const away = {
      status: 'rejected',
      reason: { code: 'service.unavailable', details: { retryAfter: 1 } },
    };

    it('are refused together, and not tried one by one', async () => {
      proxy.be({ kind: 'resets', percent: 100 });
      expect(await ask(hundred)).toMatchObject(hundred.map(() => away));
      expect(proxy.broken).toBeLessThanOrEqual(2 * TRIES);
      proxy.be({ kind: 'none' });
      expect(await ask(['later'])).toMatchObject([{ status: 'fulfilled' }]);
    });

    it('are refused after seconds, where a network swallows what is asked', async () => {
      await Promise.all(hundred.slice(0, TRIES).map(() => home.database.read('SELECT 1')));
      proxy.be({ kind: 'black hole' });
      const began = performance.now();
      expect(await ask(['unheard'])).toMatchObject([away]);
      expect(performance.now() - began).toBeLessThan(SECONDS * 1_000);
    });

    it('are refused in time, unless it answers somebody, and done once if repeated', async () => {
      await open({});
      const held = await holdCommits(direct.database, 'INSERT ON effects');
      const first = ask(['first']);
      await held.begun();
      proxy.be({ kind: 'black hole' });
      const atWork = direct.database.read(SLOWER_THAN_SILENCE);
      const began = performance.now();
      const refused = (await Promise.all([first, ask(hundred)])).flat();
      expect(performance.now() - began).toBeLessThan(SILENT_SECONDS * 1_000);
      expect(refused).toMatchObject(['first', ...hundred].map(() => away));
      expect(await atWork).toHaveLength(1);
      await held.release();
      proxy.be({ kind: 'none' });
      const replayed = { value: { replayed: true, body: { subject: 'first' } } };
      const done = hundred.map((subject) => ({ value: { body: { subject } } }));
      await eventually(async () => {
        expect(await ask(['first', ...hundred])).toMatchObject([replayed, ...done]);
      });
      const written = await home.effects();
      expect(written.map(({ subject }) => subject)).toEqual(['first', ...hundred]);
    });
  });

  const caller = { key: 'k', actor: 'clerk', scopes: new Set<never>(), unlimited: true };

  const notes: Aggregate<null, string, Note> = {
    rows: (subject) => [subject],
    loadMany: (_, rows) => Promise.resolve(new Map(rows.map((row) => [row, null]))),
    decide: (_, subject) => [{ type: 'noted', data: { subject } }],
    evolve: (_, { data }) => [[data.subject, null]],
    saveMany: async (tx, _, facts) => {
      sizes.push(facts.length);
      tx.write('INSERT INTO effects (subject) SELECT * FROM unnest($1::text[])', [
        facts.map(({ data }) => data.subject),
      ]);
    },
  };
});

/** Who answers somebody else meanwhile is not given up. */
const SLOWER_THAN_SILENCE = 'SELECT pg_sleep(9)';

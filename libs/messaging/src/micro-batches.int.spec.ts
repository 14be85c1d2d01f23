import { testServerUrl } from '@o2c/testing';
import type { Aggregate } from './aggregate.js';
import { MicroBatches } from './micro-batches.js';
import { Home } from './sample-bus.js';

type Note = { readonly type: 'noted'; readonly data: { readonly subject: string } };

/** What the database refuses: it keeps no zero bytes in texts. */
const BROKEN = 'no\0text';

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

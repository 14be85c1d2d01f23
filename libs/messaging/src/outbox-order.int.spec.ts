import { setTimeout as pause } from 'node:timers/promises';
import type { AnyEvent, DataOf } from '@o2c/contracts';
import { Chance, eventually, figure, limit, tell, testServerUrl } from '@o2c/testing';
import { Relay } from './relay.js';
import { Home, inverted, logger, received } from './sample-bus.js';

/** What a reader of a log found, in the order in which it found it. */
type Seen = { readonly subject: string; readonly n: number; readonly transaction?: string };

const SECONDS = figure(5, 60);
const WRITERS = 8;

/** How others order their outbox; both must fail what ours passes. */
const CONTROLS = {
  byId: `SELECT id AS place, subject, n FROM control WHERE id > $1::bigint ORDER BY id`,
  byTransaction: `
    SELECT format('%s/%s', lpad(xid::text, 20, '0'), lpad(id::text, 20, '0')) AS place, subject, n,
           xid::text AS transaction
      FROM control
     WHERE format('%s/%s', lpad(xid::text, 20, '0'), lpad(id::text, 20, '0')) > $1::text
       AND xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY xid, id`,
};

const TABLES = [
  'CREATE TABLE subjects (subject text PRIMARY KEY, n int NOT NULL)',
  'CREATE TABLE early (one int)',
  `CREATE TABLE control (
     id bigint GENERATED ALWAYS AS IDENTITY, xid xid8 DEFAULT pg_current_xact_id(),
     subject text, n int)`,
  `CREATE FUNCTION commit_late() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN PERFORM pg_sleep(0.05 * power(random(), 8)); RETURN NULL; END $$`,
  `CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON outbox_head DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION commit_late()`,
];

describe('Eight writers who lock the same rows, commit late and roll back', () => {
  let home: Home;
  let foreign: Home;
  let isOver = false;
  const committed: Seen[] = [];
  const published: AnyEvent[] = [];
  const seen: { [control in keyof typeof CONTROLS]: Seen[] } = { byId: [], byTransaction: [] };
  let whileForeign = { ours: 0, byTransaction: 0 };

  beforeAll(
    async () => {
      home = await Home.open(testServerUrl());
      foreign = await Home.open(testServerUrl());
      for (const statement of TABLES) await home.database.read(statement);
      const subjects = [
        'shared-0',
        'shared-1',
        ...Array.from({ length: WRITERS }, (_, w) => own(w)),
      ];
      await home.database.read('INSERT INTO subjects SELECT *, 0 FROM unnest($1::text[])', [
        subjects,
      ]);
      await run();
    },
    limit(60, 240),
  );
  afterAll(() => Promise.all([home?.source.destroy(), foreign?.source.destroy()]));

  it('their facts are published as they were committed, in the order of each subject', () => {
    expect(committed.length).toBeGreaterThan(50);
    expect(published.map(({ sequence }) => sequence)).toEqual(
      published.map((_, index) => index + 1),
    );
    const seenHere = published.map((fact) => ({ subject: fact.subject, n: numberOf(fact) }));
    expect(namesOf(seenHere)).toEqual(namesOf(committed));
    expect(inverted(seenHere, ({ n }) => n)).toEqual([]);
  });

  it('a long transaction of somebody else holds up nothing', () => {
    expect(whileForeign.ours).toBeGreaterThan(10);
  });

  it('would lose facts if they were read by id', () => {
    const lost = committed.length - namesOf(seen.byId).length;
    expect(lost).toBeGreaterThan(0);
    tell('outbox read by id', { committed: committed.length, lost });
  });

  it('would be turned round and held up if they were read by transaction', () => {
    expect(inverted(seen.byTransaction, ({ n }) => n)).not.toEqual([]);
    expect(whileForeign.byTransaction).toBe(0);
  });

  async function run(): Promise<void> {
    const relay = new Relay('inventory', home.database, keep, logger);
    relay.start();
    const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer));
    const stop = new AbortController();
    const followers = [follow('byId', '0', stop.signal), follow('byTransaction', '', stop.signal)];
    await pause(SECONDS * 100);
    await stayOpen(SECONDS * 900);
    isOver = true;
    await Promise.all(writers);
    await eventually(() => expect(published).toHaveLength(committed.length));
    await relay.stop();
    stop.abort();
    await Promise.all(followers);
    tell('outbox order', { committed: committed.length, published: published.length });
  }

  async function keep(facts: readonly AnyEvent[]): Promise<void> {
    published.push(...facts);
  }

  async function write(writer: number): Promise<void> {
    const chance = new Chance(writer);
    while (!isOver) {
      const subject = chance.next() < 0.6 ? `shared-${chance.below(2)}` : own(writer);
      await home.database
        .transaction(async (tx) => {
          // A transaction gets its number here, and only then waits for its turn.
          await tx.query('INSERT INTO early VALUES (1)');
          const [row] = await tx.query<{ n: number }>(
            'UPDATE subjects SET n = n + 1 WHERE subject = $1 RETURNING n',
            [subject],
          );
          const n = row?.n ?? 0;
          await tx.query('INSERT INTO control (subject, n) VALUES ($1, $2)', [subject, n]);
          tx.publish([received(subject, n)]);
          await pause(chance.below(50) * chance.next() ** 4);
          if (chance.next() < 0.05) throw new RolledBack();
          return { subject, n };
        })
        .then((one) => committed.push(one), onlyIfRolledBack);
    }
  }

  /** Reads a log that others would have, as its reader would; again once more at the end. */
  async function follow(control: keyof typeof CONTROLS, start: string, end: AbortSignal) {
    let last = start;
    for (let isLast = false; ;) {
      const rows = await home.database.read<Seen & { place: string }>(CONTROLS[control], [last]);
      seen[control].push(...rows);
      last = String(rows.at(-1)?.place ?? last);
      if (isLast) return;
      isLast = end.aborted;
      await pause(2);
    }
  }

  /** A transaction of another service, on a database of its own in the same cluster. */
  async function stayOpen(milliseconds: number): Promise<void> {
    await foreign.database.transaction(async (tx) => {
      // Ours may not be idle for so long; that of somebody else may.
      await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      const [held] = await tx.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
      const before = published.length;
      await pause(milliseconds);
      const younger = seen.byTransaction.filter(
        (one) => Number(one.transaction) > Number(held?.id),
      );
      whileForeign = { ours: published.length - before, byTransaction: younger.length };
    });
  }
});

class RolledBack extends Error {}

function onlyIfRolledBack(error: unknown): void {
  if (!(error instanceof RolledBack)) throw error;
}

function own(writer: number): string {
  return `own-${writer}`;
}

function numberOf(fact: AnyEvent): number {
  return Number((fact.data as DataOf<'StockReceived'>).quantity);
}

function namesOf(facts: readonly Seen[]): readonly string[] {
  return [...new Set(facts.map(({ subject, n }) => `${subject}/${n}`))].sort();
}

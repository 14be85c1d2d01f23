import type { AnyEvent } from '@o2c/contracts';
import { eventually, figure, limit, tell, testServerUrl } from '@o2c/testing';
import { Relay } from './relay.js';
import { Home, inverted, logger, received } from './sample-bus.js';

const KILLS = figure(20, 100);
/** Facts that a relay sends at once: so many may come twice after its death. */
const BATCH = 500;
const BATCHES = 4;
const KILL_THE_LEADER = `
  SELECT pg_terminate_backend(pid) FROM pg_locks
   WHERE locktype = 'advisory' AND granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Keeps what relays send. */
class Log {
  readonly facts: AnyEvent[] = [];
  readonly distinct = new Set<number>();
  sending = 0;
  /** The next sending, and no other, takes until there are so many. */
  until = 0;

  readonly send = async (facts: readonly AnyEvent[]): Promise<void> => {
    const { until } = this;
    this.until = 0;
    this.sending++;
    await eventually(() => expect(this.distinct.size).toBeGreaterThanOrEqual(until), 20_000);
    this.facts.push(...facts);
    for (const { sequence } of facts) this.distinct.add(sequence);
    this.sending--;
  };
}

describe('Two relays of one outbox, of which the leading one is killed again and again', () => {
  const homes: Home[] = [];
  afterEach(async () => {
    await Promise.all(homes.splice(0).map((home) => home.source.destroy()));
  });

  it(
    'send every fact in order, and at most one batch twice for each death',
    async () => {
      const log = new Log();
      const first = await Home.open(testServerUrl());
      homes.push(first, await Home.open(testServerUrl(), first.name));
      const relays = homes.map(
        ({ database }) => new Relay('inventory', database, log.send, logger),
      );
      for (const relay of relays) relay.start();

      const repeated: number[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        // Who is killed is still sending when its successor is done: no process dies later.
        log.until = (kill + 1) * BATCHES * BATCH;
        for (let batch = 0; batch < BATCHES; batch++) await first.commit(...someFacts(batch));
        await eventually(() => expect(log.sending).toBe(1));
        expect(await relays[1]?.backlog()).toBe(BATCHES * BATCH);
        await first.database.read(KILL_THE_LEADER);
        await eventually(async () => {
          expect(await relays[0]?.backlog()).toBe(0);
          expect(log.distinct.size).toBe((kill + 1) * BATCHES * BATCH);
          expect(log.sending).toBe(0);
        }, 20_000);
        repeated.push(log.facts.length - log.distinct.size - sum(repeated));
      }
      await Promise.all(relays.map((relay) => relay.stop()));

      tell('relay', { kills: KILLS, facts: log.distinct.size, duplicates: sum(repeated) });
      expect(inverted(log.facts, ({ sequence }) => sequence)).toEqual([]);
      expect([...log.distinct]).toEqual(Array.from(log.distinct, (_, index) => index + 1));
      expect(Math.max(...repeated)).toBeLessThanOrEqual(BATCH);
    },
    limit(60, 300),
  );
});

function someFacts(batch: number) {
  return Array.from({ length: BATCH }, (_, index) => received(`S${(batch + index) % 7}`));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

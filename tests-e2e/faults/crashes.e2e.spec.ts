import { Chance, eventually, figure, limit, stored, tell } from '@o2c/testing';
import { kafkaMissing } from '../kafka-missing.js';
import { newSystem, type System } from '../system.js';
import { aCustomer, aProduct } from '../world.js';
import { countBroken, expectClean } from './books.js';
import { expectKept, Trade } from './trade.js';

const SELLING = ['orders', 'credit', 'inventory', 'shipping', 'billing', 'receivables'] as const;
const ALL = [...SELLING, 'analytics'] as const;

/** Where a process dies while sales go on, and whose step that is. */
const POINTS = [
  ['before-commit', SELLING],
  ['after-commit', SELLING],
  // In one process, facts of several types of one moment lie between an effect and the cursor.
  ['before-cursor', ['credit']],
  ['before-offset', ALL],
  ['mid-batch', ALL],
  ['in-shutdown', ALL],
] as const;

const KAFKA_POINTS = [
  ['before-cursor', SELLING],
  ['before-offset', ALL],
  ['after-commit', SELLING],
  ['mid-batch', ALL],
  ['before-commit', SELLING],
] as const;

/** Customers who buy at the same time, one order after the other. */
const LANES = 6;
/** How often a point is passed before, at most. */
const PASSED = 6;
const DIES_WITHIN = 150_000;

const firstSeed = Number(process.env.SEED ?? 1);
const seeds = (count: number) => Array.from({ length: count }, (_, index) => firstSeed + index);
const missing = kafkaMissing();
const withKafka = missing ? describe.skip : describe;

describe('A process that is killed at bad moments', () => {
  const count = { runs: 0, kills: 0, repeats: 0, sales: 0, violations: 0 };
  let system: System;

  afterEach(async () => {
    await system.stop();
    system.clean();
  }, 60_000);

  it.each(seeds(figure(1, 22)))(
    'seed %i: has kept every sale, once, after seven deaths',
    async (seed) => {
      const chance = new Chance(seed);
      system = await newSystem('standalone');
      const migrating = { TEST_CRASH: `in-migration:${chance.oneOf(ALL)}:1` };
      await expect(system.start(migrating)).rejects.toThrow('it ended');
      await system.start();
      const trade = await Trade.prepare(system, 5_000);
      await system.stop();
      const sold = await trade.sellWhile(LANES, async () => {
        for (const [point, services] of POINTS) {
          // A service is shut down once.
          const times = point === 'in-shutdown' ? 1 : 1 + chance.below(PASSED);
          await dieAt(trade, point, `${chance.oneOf<string>(services)}:${times}`);
        }
        await system.start();
      });
      await expectClean(system);
      await expectKept(system, sold);
      count.runs += POINTS.length + 1;
      count.kills += POINTS.length + 1;
      count.sales += sold.length;
      count.repeats += trade.repeats;
      count.violations += await countBroken(system);
      tell(`crash matrix, one process, up to seed ${seed}`, count);
    },
    limit(600, 900),
  );

  /** It may die as soon as it starts: there is work left from before. */
  async function dieAt(trade: Trade, point: string, when: string): Promise<void> {
    const TEST_CRASH = `${point}:${when}`;
    await system.start({ TEST_CRASH }).catch((error: unknown) => {
      if (system.isRunning) throw error;
    });
    if (point === 'in-shutdown') {
      await oneMore(trade);
      await system.stop();
    }
    await eventually(() => {
      if (system.isRunning) throw new Error(`it never came to ${TEST_CRASH}`);
    }, DIES_WITHIN);
    expect(system.endedWell).toBe(false);
  }

  function oneMore(trade: Trade): Promise<void> {
    const before = trade.acknowledged;
    return eventually(() => expect(trade.acknowledged).toBeGreaterThan(before), DIES_WITHIN);
  }

  it(
    'answers 500 equal requests as one, though it died between commit and answer',
    async () => {
      system = await newSystem('standalone');
      await system.start();
      const customer = await aCustomer(system);
      const product = await aProduct(system, '10.00', 10);
      await system.stop();
      await system.start({ TEST_CRASH: 'after-commit:orders:1' });
      const key = { 'idempotency-key': `again-${customer.id}` };
      const lines = [{ sku: product.sku, quantity: 1 }];
      const send = () =>
        system.call('POST', '/v1/orders', { customer: customer.id, currency: 'EUR', lines }, key);
      const burst = await Promise.all(Array.from({ length: 500 }, () => send().catch(() => {})));
      expect(burst.filter((answer) => answer?.status === 201)).toEqual([]);
      await system.ended();
      await system.start();
      const again = await send();
      expect(again.status).toBe(201);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      const facts = await stored(system.serverUrl, 'orders', PLACED, [`%${customer.id}%`]);
      expect(facts).toEqual([{ subject: again.body.id }]);
      await expectClean(system);
    },
    limit(400, 400),
  );
});

withKafka(`Services that are killed, on Kafka${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const AT_ONCE = 2;
  const count = { runs: 0, kills: 0, repeats: 0, sales: 0 };
  let system: System;
  let trade: Trade;

  beforeAll(async () => {
    system = await newSystem('kafka');
    await system.start();
    trade = await Trade.prepare(system, 5_000);
    system.onOutput((text) => {
      count.kills += text.match(/ended, starting it again/g)?.length ?? 0;
    });
  }, 240_000);

  afterAll(async () => {
    const violations = await countBroken(system);
    tell(`crash matrix, Kafka, seed ${firstSeed}`, { ...count, violations });
    await system.stop();
    system.clean();
  }, 90_000);

  it.each(seeds(figure(1, 25)))(
    'seed %i: have kept every sale, once, after two deaths',
    async (seed) => {
      const chance = new Chance(seed);
      const plans = Array.from({ length: AT_ONCE }, (_, index) => {
        const at = ((seed - firstSeed) * AT_ONCE + index) % KAFKA_POINTS.length;
        const [point, services] = KAFKA_POINTS[at] ?? KAFKA_POINTS[0];
        const own = services.filter((_, place) => place % AT_ONCE === index);
        return `${point}:${chance.oneOf<string>(own)}:${1 + chance.below(3)}`;
      });
      await system.stop();
      const killed = count.kills + AT_ONCE;
      const repeats = trade.repeats;
      await system.start({ TEST_CRASH: plans.join() });
      const sold = await trade.sellWhile(LANES, () =>
        eventually(() => {
          if (count.kills < killed) throw new Error(`they never came to ${plans.join()}`);
        }, DIES_WITHIN),
      );
      expect(count.kills).toBe(killed);
      await expectClean(system);
      await expectKept(system, sold);
      count.runs += AT_ONCE;
      count.sales += sold.length;
      count.repeats += trade.repeats - repeats;
      tell(`crash matrix, Kafka, up to seed ${seed}`, count);
    },
    limit(500, 500),
  );
});

const PLACED = `SELECT subject FROM outbox WHERE type = 'OrderPlaced' AND data LIKE $1`;

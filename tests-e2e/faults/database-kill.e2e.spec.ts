import { Chance, eventually, figure, killPostgres, limit, tell } from '@o2c/testing';
import { newSystem, type System } from '../system.js';
import { countBroken, expectClean } from './books.js';
import { expectKept, type Sale, Trade } from './trade.js';

const SALES = 8;

describe('A PostgreSQL that is killed under load', () => {
  const chance = new Chance(Number(process.env.SEED ?? 5));
  const count = { runs: 0, kills: 0, repeats: 0, sales: 0 };
  let system: System;

  beforeAll(async () => {
    system = await newSystem('standalone');
    await system.start();
  }, 120_000);

  afterAll(async () => {
    const violations = await countBroken(system);
    tell(`PostgreSQL killed, seed ${chance.seed}`, { ...count, violations });
    await system.stop();
    system.clean();
  }, 60_000);

  const runs = Array.from({ length: figure(1, 20) }, (_, run) => run);

  it.each(runs)(
    'run %i: has every order that was acknowledged, and goes on by itself',
    async () => {
      const trade = await Trade.prepare(system, 2 * SALES);
      const done: Sale[] = [];
      const selling = Promise.all(
        [SALES, SALES].map(async (sales) => done.push(...(await trade.sell(sales)))),
      );
      const atOrder = 1 + chance.below(2 * SALES - 1);
      await eventually(() => expect(trade.acknowledged).toBeGreaterThanOrEqual(atOrder), 60_000);
      killPostgres(system.dataDir);
      await selling;
      await expectClean(system);
      await expectKept(system, done);
      count.runs++;
      count.kills++;
      count.sales += done.length;
      count.repeats += trade.repeats;
    },
    limit(400, 400),
  );
});

import { Chance, eventually, figure, limit, signalPostgres, tell } from '@o2c/testing';
import { newSystem, type System } from '../system.js';
import { aCustomer, aProduct } from '../world.js';
import { countBroken, expectClean } from './books.js';
import { expectKept, type Sale, Trade } from './trade.js';

const SALES = 8;
const TOLD_SECONDS = 10;

describe('A PostgreSQL', () => {
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
    'that is killed, run %i: has every order that was acknowledged, and goes on by itself',
    async () => {
      const trade = await Trade.prepare(system, 2 * SALES);
      const done: Sale[] = [];
      const selling = Promise.all(
        [SALES, SALES].map(async (sales) => done.push(...(await trade.sell(sales)))),
      );
      const atOrder = 1 + chance.below(2 * SALES - 1);
      await eventually(() => expect(trade.acknowledged).toBeGreaterThanOrEqual(atOrder), 60_000);
      signalPostgres(system.dataDir, 'SIGKILL');
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

  it('that hangs is told in time, and what was asked of it meanwhile is done once', async () => {
    const customer = await aCustomer(system);
    const { sku } = await aProduct(system, '10.00');
    const order = { customer: customer.id, currency: 'EUR', lines: [{ sku, quantity: 1 }] };
    const place = () => system.call('POST', '/v1/orders', order, { 'idempotency-key': sku });
    signalPostgres(system.dataDir, 'SIGSTOP');
    try {
      const began = performance.now();
      const orders = `/v1/orders?customer=${customer.id}`;
      const asked = [place(), system.call('GET', orders), system.call('GET', '/health/ready')];
      const told = await Promise.all(asked);
      expect(performance.now() - began).toBeLessThan(TOLD_SECONDS * 1_000);
      expect(told.map(({ status }) => status)).toEqual([503, 503, 503]);
      const waits = told.map(({ headers }) => headers.get('retry-after'));
      expect(waits).toEqual(['1', '1', null]);
      expect(told[2]?.body.checks).toMatchObject({
        'orders reaches its database': 'no answer within 2 s',
      });
    } finally {
      signalPostgres(system.dataDir, 'SIGCONT');
    }
    const { id } = await eventually(async () => {
      const { status, body } = await place();
      expect(status).toBe(201);
      return body;
    });
    const { items } = await system.get(`/v1/orders?customer=${customer.id}`);
    expect(items).toMatchObject([{ id }]);
    await expectClean(system);
  }, 120_000);
});

import type { AnyEvent } from '@o2c/contracts';
import { figure, limit, startService, tell, type TestService } from '@o2c/testing';
import { InventoryModule } from './inventory.module.js';
import { SampleTrade } from './sample-trade.js';

describe('Two processes of inventory on one database', () => {
  let one: TestService;
  let other: TestService;
  let trade: SampleTrade;

  beforeAll(async () => {
    one = await startService(InventoryModule);
    other = await one.another(InventoryModule);
    trade = new SampleTrade(one);
  });
  afterAll(async () => {
    await other?.stop();
    await one?.stop();
  });

  /** Every equation of the audit holds, also that no more is promised than is there. */
  afterEach(async () => {
    expect(await one.brokenIdentities()).toEqual([]);
  });

  /** Each process gets every second fact, all at once. */
  const deliverToBoth = async (events: readonly AnyEvent[]) => {
    await Promise.all(
      events.map((event, index) => (index % 2 === 0 ? one : other).bus.deliver([event])),
    );
    await Promise.all([one.settle(), other.settle()]);
  };
  const deadlocks = async () => {
    const [row] = await one.database.read<{ met: number }>(DEADLOCKS);
    return row?.met;
  };

  it(
    'promise the last piece to one of 64 buyers',
    async () => {
      const rounds = figure(5, 100);
      for (let round = 0; round < rounds; round++) {
        const sku = await trade.product(1);
        const orders = Array.from({ length: 64 }, () => trade.release([[sku, 1]]));
        await deliverToBoth(orders.map((data) => one.event('OrderReleased', data)));
        const [found] = await one.database.read(PROMISED, [sku]);
        expect(found).toEqual({ promised: 1_000_000, orders: 1, backordered: 63_000_000 });
      }
      tell('the last piece', { rounds, buyers: 64 * rounds });
    },
    limit(60, 1_800),
  );

  it(
    'serve orders of the same goods in opposite line order without a deadlock',
    async () => {
      const skus = [];
      for (let count = 0; count < 6; count++) skus.push(await trade.product(1_000));
      const lines = skus.map((sku) => [sku, 1] as const);
      const orders = Array.from({ length: figure(60, 1_000) }, (_, index) => {
        return trade.release(index % 2 === 0 ? lines : lines.toReversed());
      });
      const before = await deadlocks();
      await deliverToBoth(orders.map((data) => one.event('OrderReleased', data)));
      expect(await deadlocks()).toBe(before);
      const [found] = await one.database.read<{ orders: number }>(PROMISED, [skus[0]]);
      expect(found?.orders).toBe(orders.length);
    },
    limit(60, 600),
  );

  it('give goods that come in to who waits, while others ask for the same', async () => {
    const sku = await trade.product();
    const early = Array.from({ length: 40 }, () => trade.release([[sku, 1]]));
    await deliverToBoth(early.map((data) => one.event('OrderReleased', data)));
    const late = Array.from({ length: 20 }, () => trade.release([[sku, 1]]));
    const receipt = { lines: [{ sku, quantity: 5 }] };
    await Promise.all([
      ...[one, other, one, other].map((service) =>
        service.http('POST', '/v1/stock-receipts', receipt, { 'idempotency-key': trade.id() }),
      ),
      deliverToBoth(late.map((data) => one.event('OrderReleased', data))),
    ]);
    await Promise.all([one.settle(), other.settle()]);
    const [found] = await one.database.read(PROMISED, [sku]);
    expect(found).toEqual({ promised: 20_000_000, orders: 20, backordered: 40_000_000 });
  });
});

const PROMISED = `
  SELECT (SELECT sum(quantity_micro) FROM reservations WHERE sku = $1) AS promised,
         (SELECT count(DISTINCT order_id) FROM reservations WHERE sku = $1) AS orders,
         (SELECT sum(quantity_micro) FROM backorders WHERE sku = $1) AS backordered`;

const DEADLOCKS = `
  SELECT deadlocks AS met FROM pg_stat_database WHERE datname = current_database()`;

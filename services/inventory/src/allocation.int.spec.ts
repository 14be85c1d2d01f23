import { startService, type TestService } from '@o2c/testing';
import { InventoryModule } from './inventory.module.js';
import { SampleTrade } from './sample-trade.js';

let service: TestService;
let trade: SampleTrade;

beforeAll(async () => {
  service = await startService(InventoryModule);
  trade = new SampleTrade(service);
});

afterAll(() => service.stop());

/** Whatever a test did: every equation of the audit holds. */
afterEach(async () => {
  expect(await service.brokenIdentities()).toEqual([]);
});

const reservedBy = (order: string) => trade.reserved(order);

describe('An order', () => {
  test('gets what is there, line by line, and waits for the rest', async () => {
    const sku = await trade.product(10);
    const of = await trade.order([
      [sku, 6],
      [sku, 6],
    ]);
    expect(
      trade.factsOf(of).map(({ type, data }) => [type, 'lines' in data && data.lines]),
    ).toEqual([
      [
        'StockReserved',
        [
          { line: 1, sku, warehouse: 'main', quantity: 6, fromBackorder: false },
          { line: 2, sku, warehouse: 'main', quantity: 4, fromBackorder: false },
        ],
      ],
      ['StockBackordered', [{ line: 2, sku, quantity: 2 }]],
    ]);
    await service.deliverTwice();
    expect(await trade.stock(sku)).toMatchObject({ onHand: 10, reserved: 10, backordered: 2 });
  });

  test('that is to be complete gets all or nothing, also when a product repeats', async () => {
    const [plenty, scarce] = [await trade.product(100), await trade.product(5)];
    const of = await trade.order(
      [
        [plenty, 1],
        [scarce, 3],
        [scarce, 3],
      ],
      { shipComplete: true },
    );
    expect(await trade.reserved(of)).toBe(0);
    const other = await trade.order([[plenty, 100]]);
    expect(await trade.reserved(other)).toBe(100);
    await trade.receive([[scarce, 1]]);
    expect(await trade.reserved(of)).toBe(0);
    await trade.receive([[plenty, 1]]);
    expect(await trade.reserved(of)).toBe(7);
  });

  test('that is to be complete gets the rest when what was missing is cancelled', async () => {
    const [there, missing] = [await trade.product(5), await trade.product()];
    const of = await trade.order(
      [
        [there, 5],
        [missing, 1],
      ],
      { shipComplete: true },
    );
    await service.publishFact('CancelAccepted', trade.cancelled(of, [{ line: 2, quantity: 1 }]));
    expect(await trade.reserved(of)).toBe(5);
  });

  test('takes from the main warehouse first, then from the others', async () => {
    const sku = await trade.product(2, 'west');
    await trade.receive([[sku, 2]], { warehouse: 'east' });
    await trade.receive([[sku, 2]]);
    const of = await trade.order([[sku, 5]]);
    const { items } = (await service.http('GET', `/v1/reservations?sku=${sku}`)).body;
    expect(items.map((one: object) => Object.values(one).slice(4))).toEqual([
      ['east', 2],
      ['main', 2],
      ['west', 1],
    ]);
    expect(await trade.reserved(of)).toBe(5);
  });

  test('that is released again with more gets only what is new', async () => {
    const sku = await trade.product(12);
    const first = trade.release([[sku, 10]]);
    await service.publishFact('OrderReleased', first);
    await service.publishFact('OrderReleased', trade.release([[sku, 15]], { order: first.order }));
    expect(await trade.reserved(first.order)).toBe(12);
    expect(await trade.stock(sku)).toMatchObject({ backordered: 3 });
  });
});

describe('New stock', () => {
  test('goes to who waits, by priority and then by order time', async () => {
    const sku = await trade.product();
    const late = await trade.order([[sku, 5]], { orderedAt: '2026-03-02T00:00:00.000Z' });
    const early = await trade.order([[sku, 5]], { orderedAt: '2026-03-01T00:00:00.000Z' });
    const urgent = await trade.order([[sku, 5]], {
      orderedAt: '2026-03-03T00:00:00.000Z',
      priority: 1,
    });
    await trade.receive([[sku, 7]]);
    expect(await Promise.all([urgent, early, late].map(reservedBy))).toEqual([5, 2, 0]);
    expect(trade.factsOf(early).at(-1)).toMatchObject({
      type: 'StockReserved',
      data: { lines: [{ quantity: 2, fromBackorder: true }] },
      actor: 'tester',
    });
    await service.http('POST', '/v1/stock-adjustments', { sku, quantity: 5, reason: 'found' });
    await service.settle();
    expect(await Promise.all([urgent, early, late].map(reservedBy))).toEqual([5, 5, 2]);
    expect(await trade.stock(sku)).toMatchObject({ onHand: 12, reserved: 12, backordered: 3 });
  });

  test('passes over an order that is to be complete and cannot be', async () => {
    const sku = await trade.product();
    const big = await trade.order([[sku, 10]], { shipComplete: true, priority: 9 });
    const small = await trade.order([[sku, 4]]);
    await trade.receive([[sku, 4]]);
    expect(await Promise.all([big, small].map(reservedBy))).toEqual([0, 4]);
  });

  test('reaches more waiting orders than fit into one allocation', async () => {
    const sku = await trade.product();
    const orders = Array.from({ length: 250 }, () => trade.release([[sku, 1]]));
    await service.publishFacts('OrderReleased', orders);
    await trade.receive([[sku, 240]]);
    expect(await trade.stock(sku)).toMatchObject({ reserved: 240, backordered: 10 });
  });
});

describe('Many at once', () => {
  test('64 buyers of the last unit: one gets it', async () => {
    const sku = await trade.product(1);
    const buyers = Array.from({ length: 64 }, () =>
      service.event('OrderReleased', trade.release([[sku, 1]])),
    );
    await Promise.all(buyers.map((buyer) => service.bus.deliver([buyer])));
    await service.settle();
    expect(await trade.stock(sku)).toMatchObject({ onHand: 1, reserved: 1, backordered: 63 });
  });

  test('orders for the same products in opposite order do not block each other', async () => {
    const pair = [await trade.product(50), await trade.product(50)] as const;
    const orders = Array.from({ length: 60 }, (_, index) => {
      const lines = pair.map((sku) => [sku, 1] as const);
      return service.event('OrderReleased', trade.release(index % 2 ? lines : lines.reverse()));
    });
    const receipts = Array.from({ length: 20 }, (_, index) =>
      trade.receive(pair.map((sku) => [sku, 1] as const).slice(index % 2)),
    );
    await Promise.all([...orders.map((one) => service.bus.deliver([one])), ...receipts]);
    await service.settle();
    expect(await trade.stock(pair[1])).toMatchObject({ onHand: 70, reserved: 60, backordered: 0 });
    expect(await trade.stock(pair[0])).toMatchObject({ onHand: 60, reserved: 60, backordered: 0 });
  });
});

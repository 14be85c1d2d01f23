import { eventually, startService, type TestService } from '@o2c/testing';
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

describe('Goods that leave', () => {
  test('are off the stock and off the promise', async () => {
    const sku = await trade.product(10);
    const of = await trade.order([[sku, 6]]);
    await service.publishFact('Shipped', trade.goods(of, [[sku, 4]]));
    await service.deliverTwice();
    expect(await trade.stock(sku)).toMatchObject({ onHand: 6, reserved: 2, available: 4 });
  });

  test('before their order is known wait for it', async () => {
    const sku = await trade.product(10);
    const released = trade.release([[sku, 6]]);
    const shipped = trade.goods(released.order, [[sku, 6]]);
    await service.publishFact('Shipped', shipped);
    await service.publishFact('CancelAccepted', trade.cancelled(released.order, []));
    expect(await trade.stock(sku)).toMatchObject({ onHand: 10 });
    await service.publishFact('OrderReleased', released);
    expect(await trade.stock(sku)).toMatchObject({ onHand: 4, reserved: 0, backordered: 0 });
  });

  test('and were not all found: the rest is off the books and waits again', async () => {
    const sku = await trade.product(10);
    const of = await trade.order([[sku, 6]]);
    const shorts = [{ line: 1, sku, quantity: 2, reason: 'broken' }];
    const goods = trade.goods(of, [[sku, 4]], { shorts });
    await service.publishFact('Shipped', goods);
    expect(await trade.stock(sku)).toMatchObject({ onHand: 4, reserved: 0, backordered: 2 });
    expect(service.facts('StockAdjusted').at(-1)?.data).toEqual({
      sku,
      warehouse: 'main',
      delta: -2,
      adjustment: goods.shipment,
      reason: 'short: broken',
    });
    expect(trade.factsOf(of).map(({ type }) => type)).toEqual([
      'StockReserved',
      'ReservationReleased',
      'StockBackordered',
    ]);
    const next = await trade.order([[sku, 4]]);
    expect(await Promise.all([of, next].map(reservedBy))).toEqual([2, 2]);
  });

  test('and come back with a voided shipment are promised to their order again', async () => {
    const sku = await trade.product(10);
    const of = await trade.order([[sku, 6]]);
    const goods = trade.goods(of, [[sku, 6]]);
    const [shipped, back] = [
      service.event('Shipped', goods),
      service.event('ShipmentVoided', trade.voided(goods)),
    ];
    await service.deliver([back]);
    await service.deliver([shipped]);
    expect(await trade.stock(sku)).toMatchObject({ onHand: 10, reserved: 6, available: 4 });
    const neverLeft = { ...trade.voided(goods), shipment: trade.id(), wasShipped: false };
    await service.publishFact('ShipmentVoided', neverLeft);
    expect(await trade.stock(sku)).toMatchObject({ onHand: 10, reserved: 6, available: 4 });
  });

  test('that nobody has on the books wait for their void', async () => {
    const sku = await trade.product(5);
    const [mine, other] = [await trade.order([[sku, 5]]), await trade.order([[sku, 5]])];
    const goods = trade.goods(mine, [[sku, 5]]);
    await service.publishFact('CancelAccepted', trade.cancelled(mine, [{ line: 1, quantity: 5 }]));
    await service.publishFact('Shipped', goods);
    expect(await trade.stock(sku)).toMatchObject({ onHand: 5, reserved: 5, backordered: 0 });
    await service.publishFact('ShipmentVoided', trade.voided(goods));
    expect(await trade.stock(sku)).toMatchObject({ onHand: 5, reserved: 5, backordered: 0 });
    expect(await Promise.all([mine, other].map(reservedBy))).toEqual([0, 5]);
    expect(await service.database.read('SELECT type FROM waiting')).toEqual([]);
  });

  test('that nobody has on the books leave them once a count has found them', async () => {
    const sku = await trade.product();
    const order = await trade.order([[sku, 2]]);
    await service.publishFact('Shipped', trade.goods(order, [[sku, 2]]));
    expect(await service.database.read('SELECT type FROM waiting')).toEqual([{ type: 'Shipped' }]);
    await trade.receive([[sku, 5]]);
    // No fact tells of it: what waits is tried again from time to time.
    await eventually(async () => {
      expect(await trade.stock(sku)).toMatchObject({ onHand: 3, reserved: 0 });
    }, 15_000);
    expect(await service.database.read('SELECT type FROM waiting')).toEqual([]);
  });
});

describe('A cancellation', () => {
  test('gives back the backorder first, then the promise, and others get it', async () => {
    const sku = await trade.product(10);
    const of = await trade.order([[sku, 14]]);
    const waiting = await trade.order([[sku, 3]]);
    await service.publishFact('CancelAccepted', trade.cancelled(of, [{ line: 1, quantity: 6 }]));
    expect(trade.factsOf(of).at(-1)).toMatchObject({
      type: 'ReservationReleased',
      data: {
        reason: 'cancelled',
        lines: [{ line: 1, sku, warehouse: 'main', quantity: 2 }],
        backorders: [{ line: 1, sku, quantity: 4 }],
      },
    });
    expect(await Promise.all([of, waiting].map(reservedBy))).toEqual([8, 2]);
    await service.deliverTwice();
    expect(await trade.stock(sku)).toMatchObject({ onHand: 10, reserved: 10, backordered: 1 });
  });

  test('that overtakes the release it is about waits for it', async () => {
    const sku = await trade.product(20);
    const first = trade.release([[sku, 10]]);
    await service.publishFact('OrderReleased', first);
    const early = trade.cancelled(first.order, [{ line: 1, quantity: 8, released: 15 }]);
    await service.publishFact('CancelAccepted', early);
    expect(await trade.reserved(first.order)).toBe(10);
    await service.publishFact('OrderReleased', trade.release([[sku, 15]], { order: first.order }));
    expect(await trade.reserved(first.order)).toBe(7);
  });
});

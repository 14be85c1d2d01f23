import { startService, type TestService } from '@o2c/testing';
import type { Order, OrderLine } from './domain/order.js';
import { loadOrders, saveOrders } from './orders.store.js';
import { SampleDelivery } from './sample-delivery.js';
import { ShippingModule } from './shipping.module.js';

describe('Orders as shipping keeps them', () => {
  let service: TestService;
  let sample: SampleDelivery;

  beforeAll(async () => {
    service = await startService(ShippingModule);
    sample = new SampleDelivery(service);
    await sample.parties();
  });
  afterAll(() => service?.stop());

  it('have up to 2,000 lines, whose quantities are exact', async () => {
    const quantities = Array.from({ length: 2_000 }, (_, index) => `${1_000_000 + index}.000001`);
    const released = sample.release(quantities);
    const { order } = released;
    await service.publishFact('OrderReleased', released);
    await service.publishFact('StockReserved', sample.promise(order, quantities));
    const { lines, shipments } = await load(order);
    const exact = quantities.map((quantity) => Number(quantity.replace('.', '')));
    expect([...lines.values()].map(({ released, planned }) => [released, planned])).toEqual(
      exact.map((quantity) => [quantity, quantity]),
    );
    expect([...shipments.values()].map((shipment) => shipment.lines.length)).toEqual([2_000]);
  });

  it.each<[string, Partial<OrderLine>]>([
    ['more is planned than was released', { planned: 11_000_000 }],
    ['less than nothing has left', { shipped: -1 }],
  ])('are not written when of a line %s', async (_, broken) => {
    const released = sample.release([10]);
    const { order } = released;
    await service.publishFact('OrderReleased', released);
    const before = await load(order);
    const lines = [...before.lines].map(([n, line]) => [n, { ...line, ...broken }] as const);
    await expect(save({ ...before, lines: new Map(lines) })).rejects.toThrow('beyond');
    expect(await load(order)).toEqual(before);
  });

  function save(order: Order) {
    return service.database.transaction((tx) => saveOrders(tx, [order], []));
  }

  async function load(id: string): Promise<Order> {
    return service.database.transaction(async (tx) => {
      const [order] = await loadOrders(tx, [id], []);
      if (!order) throw new Error(`there is no order ${id}`);
      return order;
    });
  }
});

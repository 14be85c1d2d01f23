import { eventually } from '@o2c/testing';
import { newSystem, type System } from './system.js';
import { aCustomer, aProduct, eur, orderIs, pay, place } from './world.js';

describe('Who asks the system', () => {
  let system: System;

  beforeAll(async () => {
    system = await newSystem('standalone');
    await system.start();
  }, 180_000);

  afterAll(async () => {
    await system?.stop();
    system?.clean();
  }, 60_000);

  it('is told why an order is stuck, what waits for whom, and when it goes on', async () => {
    const customer = await aCustomer(system, '50.00');
    const product = await aProduct(system, '10.00', 100);
    const order = await place(system, customer, [{ sku: product.sku, quantity: 6 }]);
    const held = await eventually(async () => {
      const { blockers } = await system.get(`/v1/orders/${order.number}/blockers`);
      if (blockers.length === 0) throw new Error('nothing stops it yet');
      return blockers[0];
    });
    expect(held).toMatchObject({ code: 'credit.limit', needed: { amount: '10.00' } });
    const { items, counts } = await system.get('/v1/work?kind=hold&limit=1');
    expect(counts).toMatchObject({ hold: 1 });
    expect(items).toMatchObject([{ kind: 'hold', actions: ['release', 'reject'] }]);
    const key = await system.post('/v1/api-keys', { name: 'boss', scopes: ['holds:decide'] });
    const decision = { reason: 'payment_announced' };
    const headers = { authorization: `Bearer ${key.key}` };
    await system.post(`/v1/holds/${items[0].subject}/release`, decision, headers);
    await eventually(async () => {
      const { blockers } = await system.get(`/v1/orders/${order.id}/blockers`);
      const work = await system.get('/v1/work');
      expect([blockers, work.items, work.counts]).toEqual([[], [], {}]);
    });
  });

  it('is told what an order needs as it is now, and has it by paying that', async () => {
    const customer = await aCustomer(system, '50.00');
    const { sku } = await aProduct(system, '10.00', 100);
    const first = await place(system, customer, [{ sku, quantity: 6 }]);
    const needs = (order: { id: string }, amount: string) =>
      eventually(async () => {
        const { blockers } = await system.get(`/v1/orders/${order.id}/blockers`);
        expect(blockers).toMatchObject([{ code: 'credit.limit', needed: { amount } }]);
      });
    await needs(first, '10.00');
    const second = await place(system, customer, [{ sku, quantity: 8 }]);
    await needs(second, '90.00');
    await pay(system, customer.number, '10.00', 'on account');
    await orderIs(system, first.id, 'released');

    await needs(second, '80.00');
    const { items } = await system.get(`/v1/work?kind=hold&customer=${customer.number}`);
    expect(items).toMatchObject([
      { title: 'The order exceeds the available credit by 80.00 EUR', order: { id: second.id } },
    ]);
    await eventually(async () => {
      const { holds, version } = await system.get(`/v1/orders/${second.id}`);
      expect(holds).toMatchObject([{ needed: eur('80.00'), since: items[0].since }]);
      expect(version).toBe(second.version);
    });
    const map = await system.get(`/v1/process-map?customer=${customer.number}`);
    expect(map.variants.flatMap(({ rework }: { rework: string[] }) => rework)).toEqual([]);
    await pay(system, customer.number, '80.00', 'on account');
    await orderIs(system, second.id, 'released');
  });
});

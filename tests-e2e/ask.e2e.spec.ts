import { eventually } from '@o2c/testing';
import { newSystem, type System } from './system.js';
import { aCustomer, aProduct, place } from './world.js';

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
});

import { startService, type TestService } from '@o2c/testing';
import { OrdersModule } from './orders.module.js';
import { eur, SampleShop } from './sample-shop.js';

let service: TestService;
let shop: SampleShop;

beforeAll(async () => {
  service = await startService(OrdersModule);
  shop = new SampleShop(service);
});

afterAll(() => service.stop());

/** Types of the facts about an order, in the order in which they were said. */
function said(order: string): readonly string[] {
  return service
    .facts()
    .filter(({ subject }) => subject === order)
    .map(({ type }) => type);
}

describe('A change', () => {
  const change = (order: { id: string; version: number }, body: object) =>
    service.http('PATCH', `/v1/orders/${order.id}`, body, { 'if-match': `"${order.version}"` });

  test('before the release is for the version that was seen, and waits for credit', async () => {
    const [sku, other] = [await shop.product(), await shop.product()];
    const placed = await shop.order([[sku, 10]]);
    const lines = [
      { line: 1, quantity: 12 },
      { sku: other, quantity: 1 },
    ];
    const { status, body } = await change(placed, { lines, priority: 3 });
    expect([status, body.gross, body.version]).toEqual([200, eur('154.70'), 2]);
    expect((await change(placed, { priority: 4 })).status).toBe(412);
    const unseen = await service.http('PATCH', `/v1/orders/${placed.id}`, { priority: 4 });
    expect(unseen.body.code).toBe('precondition.required');
    await shop.approve(placed);
    expect(await shop.statusOf(placed.id)).toBe('placed');
    await shop.approve(body);
    expect(await shop.statusOf(placed.id)).toBe('released');
    expect(service.facts('OrderReleased').at(-1)?.data).toMatchObject({
      ...{ order: placed.id, priority: 3 },
      lines: [
        { line: 1, released: 12 },
        { line: 2, sku: other, released: 1 },
      ],
    });
  });

  test('checks again only what it changes', async () => {
    const sku = await shop.product();
    const { id: customer, version } = await shop.customer();
    const placed = await shop.order([[sku, 10]], { customer });
    await service.http(
      'PATCH',
      `/v1/customers/${customer}`,
      { blocked: { reason: 'late' } },
      { 'if-match': `"${version}"` },
    );
    const less = await change(placed, { lines: [{ line: 1, quantity: 4 }] });
    expect([less.status, less.body.gross]).toEqual([200, eur('47.60')]);
    const wrong = await change(less.body, {
      requestedOn: '2020-01-01',
      lines: [{ line: 1, quantity: 0 }, { line: 7, quantity: 1 }, { sku }],
    });
    expect(wrong.body.errors.map((error: { code: string }) => error.code)).toEqual([
      ...['date.past', 'quantity.not_positive', 'line.unknown', 'line.incomplete'],
    ]);
  });

  test('after the release goes to shipping when it is less; the price stays', async () => {
    const sku = await shop.product();
    const placed = await shop.order([[sku, 10]]);
    await shop.approve(placed);
    // The release is no change of what was agreed: the version that the caller saw is current.
    const cheaper = await change(placed, { lines: [{ line: 1, discountPercent: '10' }] });
    expect([cheaper.status, cheaper.body.code]).toEqual([409, 'order.price_fixed']);
    const less = await change(placed, { lines: [{ line: 1, quantity: 7 }] });
    expect(less.body.cancellation).toEqual({ status: 'requested' });
    const asked = service.facts('CancelRequested').at(-1)?.data;
    expect(asked).toMatchObject({ cause: 'decreased', lines: [{ quantity: 3, released: 10 }] });
  });
});

describe('More of an order that is on its way', () => {
  const add = async (order: { id: string; version: number }) => {
    const lines = [
      { line: 1, quantity: 15 },
      { sku: await shop.product(), quantity: 1 },
    ];
    const tag = { 'if-match': `"${order.version}"` };
    return (await service.http('PATCH', `/v1/orders/${order.id}`, { lines }, tag)).body;
  };
  const released = (order: string) => {
    const facts = service.facts('OrderReleased').filter(({ subject }) => subject === order);
    return facts.map(({ data }) => data.lines.map((line) => line.released));
  };

  test('is released when credit approves it', async () => {
    const placed = await shop.order([[await shop.product(), 10]]);
    await shop.approve(placed);
    const more = await add(placed);
    expect([more.status, more.version]).toEqual(['released', 2]);
    await shop.approve(more);
    expect(released(placed.id)).toEqual([[10], [15, 1]]);
    expect(await shop.statusOf(placed.id)).toBe('released');
  });

  test('waits alone while credit holds it, and is taken back alone', async () => {
    const placed = await shop.order([[await shop.product(), 10]]);
    await shop.approve(placed);
    const more = await add(placed);
    await shop.hold(more);
    await shop.ship(placed, 10);
    const held = await shop.get(placed.id);
    expect(held).toMatchObject({ status: 'held', lines: [{ shipped: 10 }, { open: 1 }] });
    const [hold] = held.holds;
    const by = { 'x-test-actor': 'controller' };
    const refusal = { reason: 'no more credit' };
    await service.http('POST', `/v1/holds/${hold?.id}/reject`, refusal, by);
    expect(await shop.get(placed.id)).toMatchObject({
      ...{ status: 'shipped', lines: [{ cancelled: 5 }, { cancelled: 1 }] },
    });
    expect(released(placed.id)).toEqual([[10]]);
    expect(said(placed.id).slice(-2)).toEqual(['HoldRejected', 'OrderChanged']);
    const before = [await shop.get(placed.id), said(placed.id)];
    await service.deliverTwice();
    expect([await shop.get(placed.id), said(placed.id)]).toEqual(before);
  });
});

describe('A cancellation', () => {
  const cancel = (order: string, body: object = {}) =>
    service.http('POST', `/v1/orders/${order}/cancel`, { reason: 'not needed', ...body });
  const answer = async (type: 'CancelAccepted' | 'CancelRefused') => {
    const asked = service.facts('CancelRequested').at(-1)?.data;
    if (!asked) throw new Error('nothing was asked back');
    const { order, request, cause, lines } = asked;
    const data = { order, request, cause, lines };
    if (type === 'CancelAccepted') return service.publishFact(type, data);
    return service.publishFact(type, { ...data, code: 'order.already_shipped' });
  };

  test('before the release is done at once, whole or in part', async () => {
    const sku = await shop.product();
    const placed = await shop.order([[sku, 10]]);
    const part = await cancel(placed.number, { lines: [{ line: 1, quantity: 4 }] });
    expect(part.body).toMatchObject({ status: 'placed', cancellation: { status: 'done' } });
    const whole = await cancel(placed.id);
    expect(whole.body).toMatchObject({ status: 'cancelled', lines: [{ cancelled: 10, open: 0 }] });
    expect(said(placed.id)).toEqual(['OrderPlaced', 'OrderChanged', 'OrderCancelled']);
    expect((await cancel(placed.id)).body.code).toBe('order.not_cancellable');
  });

  test('after the release is done when shipping accepts it', async () => {
    const sku = await shop.product();
    const placed = await shop.order([[sku, 10]]);
    await shop.approve(placed);
    await shop.reserve(placed, 10);
    const asked = await cancel(placed.id);
    expect(asked.body).toMatchObject({ status: 'released', cancellation: { status: 'requested' } });
    await answer('CancelAccepted');
    const gone = [{ line: 1, sku, warehouse: 'main', quantity: 10 }];
    await service.publishFact('ReservationReleased', {
      ...{ order: placed.id, reason: 'cancelled', lines: gone, backorders: [] },
    });
    expect(await shop.get(placed.id)).toMatchObject({
      ...{ status: 'cancelled', cancellation: { status: 'done' } },
      lines: [{ cancelled: 10, reserved: 0, open: 0 }],
    });
    expect(said(placed.id).at(-1)).toBe('OrderCancelled');
  });

  test('is refused when shipping is faster, and at once when everything is shipped', async () => {
    const sku = await shop.product();
    const placed = await shop.order([[sku, 10]]);
    await shop.approve(placed);
    await cancel(placed.id);
    await shop.ship(placed, 10);
    await answer('CancelRefused');
    expect(await shop.get(placed.id)).toMatchObject({
      ...{ status: 'shipped', lines: [{ cancelled: 0, shipped: 10 }] },
      cancellation: { status: 'refused', code: 'order.already_shipped' },
    });
    const late = await cancel(placed.id);
    expect([late.status, late.body.code]).toEqual([409, 'order.already_shipped']);
  });

  test('by an expired approval takes goods back, and a new one releases them again', async () => {
    const sku = await shop.product();
    const placed = await shop.order([[sku, 10]]);
    await shop.approve(placed);
    await shop.hold(placed, 'credit.approval_expired');
    expect(await shop.statusOf(placed.id)).toBe('held');
    expect((await cancel(placed.id)).body.code).toBe('order.not_cancellable');
    await answer('CancelAccepted');
    await shop.approve(placed);
    expect(await shop.statusOf(placed.id)).toBe('released');
    const released = service.facts('OrderReleased').filter(({ subject }) => subject === placed.id);
    expect(released.map(({ data }) => data.lines[0]?.released)).toEqual([10, 20]);
  });
});

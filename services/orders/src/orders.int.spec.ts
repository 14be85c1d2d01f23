import { Audit } from '@o2c/messaging';
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

const sumOf = async (name: string) => {
  const audit = service.app.get(Audit, { strict: false });
  return (await audit.sums()).find((sum) => sum.name === name)?.value;
};

describe('An order', () => {
  test('goes from placed to paid, and every repeated fact changes nothing', async () => {
    const sku = await shop.product();
    const placed = await shop.order([[sku, 10]]);
    expect(placed).toMatchObject({ status: 'placed', net: eur('100.00'), gross: eur('119.00') });
    await shop.approve(placed);
    expect(await shop.statusOf(placed.id)).toBe('released');
    await shop.reserve(placed, 6);
    await shop.backorder(placed, 4);
    const reserved = { ordered: 10, open: 10, reserved: 6, backordered: 4 };
    expect((await shop.get(placed.id)).lines).toMatchObject([reserved]);
    await shop.reserve(placed, 4, true);
    await shop.ship(placed, 4);
    expect(await shop.get(placed.id)).toMatchObject({
      status: 'partially_shipped',
      lines: [{ open: 6, reserved: 6, backordered: 0, shipped: 4 }],
    });
    await shop.invoice(placed, 4, 'INV-1');
    expect(await shop.statusOf(placed.id)).toBe('partially_invoiced');
    await shop.ship(placed, 6);
    expect(await shop.statusOf(placed.id)).toBe('shipped');
    await shop.settle(placed, 'INV-2');
    await shop.invoice(placed, 6, 'INV-2');
    expect(await shop.statusOf(placed.id)).toBe('invoiced');
    await shop.settle(placed, 'INV-1');
    expect(await shop.statusOf(placed.id)).toBe('closed');
    await shop.settle(placed, 'INV-1', false);
    expect(await shop.statusOf(placed.id)).toBe('invoiced');
    const before = await shop.get(placed.id);
    await service.deliverTwice();
    expect(await shop.get(placed.id)).toEqual(before);
    expect(said(placed.id)).toEqual(['OrderPlaced', 'OrderReleased']);
  });

  test('is found by its number, in lists, and with its version as ETag', async () => {
    const sku = await shop.product();
    const { number: customer, id: customerId } = await shop.customer();
    const one = await shop.order([[sku, 1]], { customer, purchaseOrder: 'PO-1' });
    const two = await shop.order([[sku, 2]], { customer: customerId });
    const byNumber = await service.http('GET', `/v1/orders/${one.number}`);
    expect([byNumber.body.id, byNumber.headers.etag]).toEqual([one.id, '"1"']);
    const first = await service.http('GET', `/v1/orders?customer=${customer}&limit=1`);
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual([one.id]);
    const rest = `/v1/orders?customer=${customerId}&limit=1&after=${first.body.next}`;
    expect((await service.http('GET', rest)).body).toMatchObject({
      items: [{ id: two.id }],
      next: null,
    });
    const newest = await service.http('GET', `/v1/orders?customer=${customer}&sort=newest`);
    expect(newest.body.items.map(({ id }: { id: string }) => id)).toEqual([two.id, one.id]);
    const none = `/v1/orders?customer=${customer}&status=closed&currency=EUR&from=2026-01-01`;
    expect((await service.http('GET', none)).body).toEqual({ items: [], next: null });
    expect((await service.http('GET', '/v1/orders/SO-404')).body.code).toBe('order.unknown');
  });

  test('may have 2,000 lines, and facts about one of them leave the others alone', async () => {
    const sku = await shop.product();
    const placed = await shop.order(Array.from({ length: 2_000 }, () => [sku, 1] as const));
    expect(placed).toMatchObject({ status: 'placed', gross: eur('23800.00') });
    await shop.approve(placed);
    await shop.reserve(placed, 1);
    const { lines } = await shop.get(placed.id);
    expect(lines.length).toBe(2_000);
    const reserved = lines.filter((line) => line.reserved !== 0);
    expect(reserved).toMatchObject([{ line: 1 }]);
  });

  test('placed twice with one key is one order; with another body it is refused', async () => {
    const sku = await shop.product();
    const { number: customer } = await shop.customer();
    const body = { customer, currency: 'EUR', lines: [{ sku, quantity: 1 }] };
    const key = { 'idempotency-key': 'the same' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => service.http('POST', '/v1/orders', body, key)),
    );
    const placed = answers.filter(({ status }) => status === 201);
    expect(new Set(placed.map((answer) => answer.body.id)).size).toBe(1);
    const list = await service.http('GET', `/v1/orders?customer=${customer}`);
    expect(list.body.items.length).toBe(1);
    const other = { ...body, priority: 1 };
    expect((await service.http('POST', '/v1/orders', other, key)).body.code).toBe(
      'idempotency.key_reused',
    );
  });

  test('of a batch is answered on its own', async () => {
    const sku = await shop.product();
    const { number: customer } = await shop.customer();
    const good = { customer, currency: 'EUR', lines: [{ sku, quantity: 1 }] };
    const bad = { ...good, customer: 'nobody', lines: [{ sku, quantity: 0 }] };
    const answer = await service.http('POST', '/v1/orders/batch', { orders: [good, bad, good] });
    expect(answer.status).toBe(200);
    expect(answer.body.results).toMatchObject([
      { status: 201, body: { status: 'placed' } },
      {
        status: 422,
        problem: {
          code: 'order.invalid',
          errors: [
            { code: 'customer.unknown', path: '/customer' },
            { code: 'quantity.not_positive', path: '/lines/0/quantity' },
          ],
        },
      },
      { status: 201, body: { status: 'placed' } },
    ]);
  });

  test('needs rights for prices of one’s own and for history', async () => {
    const sku = await shop.product();
    const { number: customer } = await shop.customer();
    const lines = [{ sku, quantity: 1, unitPrice: eur('9.995') }];
    const body = { customer, currency: 'EUR', lines };
    const clerk = { 'x-test-scopes': 'orders:write' };
    const refused = await service.http('POST', '/v1/orders', body, clerk);
    expect(refused.body.errors).toMatchObject([{ code: 'price.outside_tolerance' }]);
    const seller = { 'x-test-scopes': 'orders:write,orders:price' };
    const { body: order } = await service.http('POST', '/v1/orders', body, seller);
    expect(order.lines).toMatchObject([{ unitPrice: eur('9.995'), net: eur('10.00') }]);
    const past = { ...body, history: true, orderedAt: '2010-12-01T08:26:00+01:00' };
    const forbidden = await service.http('POST', '/v1/orders', past, seller);
    expect([forbidden.status, forbidden.body.code]).toEqual([403, 'history.forbidden']);
    const { body: history } = await service.http('POST', '/v1/orders', past);
    expect(history).toMatchObject({
      orderedAt: '2010-12-01T07:26:00.000Z',
      orderedOn: '2010-12-01',
    });
    expect(history.number).toMatch(/^SO-2010-\d{6}$/);
  });
});

describe('The audit', () => {
  test('counts what is open, shipped and invoiced by each line’s share of its gross', async () => {
    const before = await Promise.all(
      ['openOrders', 'deliveredNotInvoiced', 'shippedValue'].map((name) => sumOf(`orders.${name}`)),
    );
    const sku = await shop.product();
    const placed = await shop.order([[sku, 3]], { freight: eur('1.00') });
    await shop.approve(placed);
    await shop.reserve(placed, 3);
    await shop.ship(placed, 1);
    const gained = async (name: string, index: number) =>
      Number(await sumOf(`orders.${name}`)) - Number(before[index] ?? 0);
    expect(placed.gross).toEqual(eur('36.89'));
    expect(await gained('openOrders', 0)).toBe(2459);
    expect(await gained('deliveredNotInvoiced', 1)).toBe(1230);
    await shop.invoice(placed, 1, 'INV-A');
    expect(await gained('deliveredNotInvoiced', 1)).toBe(0);
    expect(await gained('shippedValue', 2)).toBe(1230);
  });

  test('finds the line that inventory, shipping and orders do not agree about', async () => {
    const sku = await shop.product();
    const { number } = await shop.customer();
    const placed = await shop.order([[sku, 3]], { customer: number });
    await shop.approve(placed);
    const audit = service.app.get(Audit, { strict: false });
    const [broken] = await audit.identities();
    expect(broken?.name).toBe('order_lines');
    expect(broken?.firstBroken).toBeDefined();
  });
});

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

describe('A hold', () => {
  const controller = { 'x-test-actor': 'controller' };
  const decide = (hold: string, decision: string, as: Record<string, string> = controller) =>
    service.http('POST', `/v1/holds/${hold}/${decision}`, { reason: 'payment_announced' }, as);

  test('for credit shows every reason, and is lifted by itself when credit approves', async () => {
    const sku = await shop.product();
    const placed = await shop.order([[sku, 10]]);
    await shop.hold(placed, 'credit.limit', 'credit.overdue');
    const { status, holds } = await shop.get(placed.id);
    expect(status).toBe('held');
    expect(holds).toMatchObject([
      {
        ...{ code: 'credit.limit', status: 'open', needed: eur('69.00') },
        reasons: [{ code: 'credit.limit' }, { code: 'credit.overdue' }],
      },
    ]);
    const listed = `/v1/holds?status=open&order=${placed.number}&code=credit.overdue`;
    expect((await service.http('GET', listed)).body.items).toEqual(holds);
    await shop.approve(placed);
    expect(await shop.get(placed.id)).toMatchObject({ status: 'released', holds: [] });
    const lifted = await service.http('GET', `/v1/holds?customer=${placed.customer}`);
    expect(lifted.body.items).toMatchObject([{ id: holds[0]?.id, status: 'released' }]);
  });

  test('is decided once, never by whoever placed the order; credit has the last word', async () => {
    const sku = await shop.product();
    const placed = await shop.order([[sku, 10]]);
    await shop.hold(placed);
    const id = (await shop.get(placed.id)).holds[0]?.id ?? '';
    const own = await decide(id, 'release', { 'x-test-actor': 'tester' });
    expect([own.status, own.body.code]).toEqual([403, 'hold.own_order']);
    const released = await decide(id, 'release');
    expect([released.status, released.body.status]).toEqual([200, 'released']);
    expect((await decide(id, 'reject')).body.code).toBe('hold.already_decided');
    expect(await shop.statusOf(placed.id)).toBe('held');
    await shop.approve(placed);
    expect(await shop.statusOf(placed.id)).toBe('released');
    expect(said(placed.id)).toEqual(['OrderPlaced', 'HoldReleased', 'OrderReleased']);
    expect(service.facts('HoldReleased').at(-1)?.data).toMatchObject({
      ...{ hold: id, code: 'credit.limit', by: 'controller', reason: 'payment_announced' },
    });
    const nobody = '01932b5a-0000-7000-8000-000000000000';
    expect((await decide(nobody, 'release')).body.code).toBe('hold.unknown');
    expect((await decide('nothing', 'release')).body.code).toBe('hold.unknown');
  });

  test('rejects the order, and credit is told that nothing of it is wanted', async () => {
    const sku = await shop.product();
    const placed = await shop.order([[sku, 10]]);
    await shop.hold(placed);
    const id = (await shop.get(placed.id)).holds[0]?.id ?? '';
    expect((await decide(id, 'reject')).body.status).toBe('rejected');
    expect(await shop.get(placed.id)).toMatchObject({
      status: 'rejected',
      lines: [{ open: 0, cancelled: 10 }],
      holds: [{ status: 'rejected', decidedBy: 'controller' }],
    });
    expect(said(placed.id)).toEqual(['OrderPlaced', 'HoldRejected', 'OrderCancelled']);
  });

  test('stops all but one of racing orders with one purchase order number', async () => {
    const sku = await shop.product();
    const { number: customer } = await shop.customer();
    const lines = [{ sku, quantity: 1 }];
    const body = { customer, currency: 'EUR', purchaseOrder: 'PO-77', lines };
    const answers = await Promise.all(
      [1, 2, 3].map(() => service.http('POST', '/v1/orders', body)),
    );
    const statuses = answers.map((answer) => answer.body.status).sort();
    expect(statuses).toEqual(['held', 'held', 'placed']);
    const held = answers.find((answer) => answer.body.status === 'held')?.body;
    expect(held.holds).toMatchObject([{ code: 'order.duplicate', owner: 'order desk' }]);
    await shop.approve(held);
    expect(await shop.statusOf(held.id)).toBe('held');
    await decide(held.holds[0].id, 'release');
    expect(await shop.get(held.id)).toMatchObject({ status: 'released', holds: [] });
  });
});

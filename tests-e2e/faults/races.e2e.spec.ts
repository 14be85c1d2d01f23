import { eventually, figure, stored, tell } from '@o2c/testing';
import { newSystem, type Answer, type System } from '../system.js';
import {
  aCustomer,
  aProduct,
  eur,
  invoicesOf,
  openItem,
  openShipment,
  orderIs,
  place,
  ship,
} from '../world.js';
import { countBroken, deadlocks, expectClean } from './books.js';
import { Watch } from './watch.js';

type Order = { readonly id: string; readonly number: string; readonly status: string };

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('When many want the same at once', () => {
  let system: System;
  let placed = 0;

  beforeAll(async () => {
    system = await newSystem('standalone');
    await system.start();
  }, 120_000);

  afterEach(() => expectClean(system));

  afterAll(async () => {
    const counts = { deadlocks: await deadlocks(system), violations: await countBroken(system) };
    tell('races', { orders: placed, ...counts });
    await system.stop();
    system.clean();
  }, 60_000);

  const order = (
    customer: { id: string },
    lines: readonly { sku: string; quantity: number }[],
  ): Promise<Order> => {
    placed++;
    return place(system, customer, lines) as Promise<Order>;
  };

  /** The customer's orders once each has this many in each status. */
  const statuses = (customer: { id: string }, expected: Record<string, number>) =>
    eventually(async () => {
      const { items } = await system.get(`/v1/orders?customer=${customer.id}&limit=200`);
      const found = Map.groupBy(items as Order[], ({ status }) => status);
      const counts = Object.fromEntries([...found].map(([status, own]) => [status, own.length]));
      expect(counts).toEqual(expected);
      return found;
    }, 30_000);

  it('a limit of 10,000.00 takes 100 of 200 orders of 100.00, and not one more', async () => {
    const customer = await aCustomer(system, '10000.00');
    const product = await aProduct(system, '100.00', 1_000);
    await Promise.all(many(200, () => order(customer, [{ sku: product.sku, quantity: 1 }])));
    await statuses(customer, { released: 100, held: 100 });
    const [account] = await stored(
      system.serverUrl,
      'credit',
      'SELECT open_orders_minor, held_orders FROM accounts WHERE customer = $1',
      [customer.id],
    );
    expect(account).toEqual({ open_orders_minor: '1000000', held_orders: 100 });
    expect(await deadlocks(system)).toBe(0);
  }, 120_000);

  it('payments free the oldest held orders first, whoever comes meanwhile', async () => {
    const customer = await aCustomer(system, '1000.00');
    const product = await aProduct(system, '100.00', 1_000);
    const line = { sku: product.sku, quantity: 1 };
    const early: Order[] = [];
    for (let count = 0; count < 30; count++) early.push(await order(customer, [line]));
    await statuses(customer, { released: 10, held: 20 });
    const watch = new Watch(system.serverUrl, 'credit', OVER_THE_LIMIT, [customer.id]);
    const payment = {
      ...{ customer: customer.id, amount: eur('100.00'), method: 'transfer' },
      valueDate: '2026-01-15',
    };
    const [, late] = await Promise.all([
      Promise.all(many(12, () => system.post('/v1/payments', payment))),
      Promise.all(many(20, () => order(customer, [line]))),
    ]);
    const found = await statuses(customer, { released: 22, held: 28 });
    expect(await watch.stop()).toEqual([]);
    const released = new Set(found.get('released')?.map(({ id }) => id));
    expect(early.map(({ id }) => released.has(id))).toEqual(early.map((_, index) => index < 22));
    expect(late.filter(({ id }) => released.has(id))).toEqual([]);
  }, 120_000);

  it('the last piece goes to one of 64 buyers, and only that one is invoiced', async () => {
    const customer = await aCustomer(system);
    const rounds = figure(2, 100);
    for (let round = 0; round < rounds; round++) {
      const product = await aProduct(system, '100.00', 1);
      const line = { sku: product.sku, quantity: 1 };
      const orders = await Promise.all(many(64, () => order(customer, [line])));
      const promised = await eventually(async () => {
        const lines = await stored<{ order: string; left: string }>(
          ...([system.serverUrl, 'inventory', DEMAND, [product.sku]] as const),
        );
        expect(lines).toHaveLength(64);
        const served = lines.filter(({ left }) => left === '0');
        expect(served).toHaveLength(1);
        return served[0]?.order ?? '';
      });
      await ship(system, promised);
      await invoicesOf(system, promised, 1);
      const others = orders.map(({ id }) => id).filter((id) => id !== promised);
      const invoiced = 'SELECT id FROM documents WHERE order_id = ANY ($1)';
      const shipped = 'SELECT id FROM shipments WHERE order_id = ANY ($1)';
      expect(await stored(system.serverUrl, 'billing', invoiced, [others])).toEqual([]);
      expect(await stored(system.serverUrl, 'shipping', shipped, [others])).toEqual([]);
    }
  }, 900_000);

  it('orders of the same goods in opposite line order do not stop each other', async () => {
    const customer = await aCustomer(system);
    const skus = await Promise.all(
      many(4, async () => (await aProduct(system, '1.00', 1_000)).sku),
    );
    const lines = skus.map((sku) => ({ sku, quantity: 1 }));
    const before = await deadlocks(system);
    await Promise.all(
      many(figure(100, 2_000), (index) =>
        order(customer, index % 2 === 0 ? lines : lines.toReversed()),
      ),
    );
    await system.settled();
    expect(await deadlocks(system)).toBe(before);
  }, 300_000);

  it('500 times the same request is one order, with equal answers', async () => {
    const customer = await aCustomer(system, '1000.00');
    const product = await aProduct(system, '10.00', 10);
    const body = {
      ...{ customer: customer.id, currency: 'EUR' },
      lines: [{ sku: product.sku, quantity: 1 }],
    };
    const key = { 'idempotency-key': `same-${customer.id}` };
    const send = () => system.call('POST', '/v1/orders', body, key);
    const answers = await Promise.all(many(500, send));
    const byStatus = Map.groupBy(answers, ({ status }) => status);
    expect([...byStatus.keys()].sort()).toEqual([201, 409]);
    expect(codesOf(byStatus.get(409))).toEqual(['idempotency.in_progress']);
    const first = await send();
    expect(first.headers.get('idempotent-replayed')).toBe('true');
    for (const answer of byStatus.get(201) ?? []) expect(answer.body).toEqual(first.body);
    const { items } = await system.get(`/v1/orders?customer=${customer.id}`);
    expect(items.map(({ id }: Order) => id)).toEqual([first.body.id]);
    const facts = await stored(
      ...([system.serverUrl, 'orders', PLACED, [`%${customer.id}%`]] as const),
    );
    expect(facts).toEqual([{ subject: first.body.id }]);
    const other = await system.call('POST', '/v1/orders', { ...body, priority: 1 }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused' } });
    const keyless = await system.call('POST', '/v1/orders', body, { 'idempotency-key': '' });
    expect(keyless).toMatchObject({ status: 400, body: { code: 'idempotency.key_missing' } });
  }, 120_000);

  it('of two clerks who apply the same payment one is told what is left', async () => {
    const customer = await aCustomer(system);
    const product = await aProduct(system, '100.00', 1_000);
    for (let round = 0; round < figure(5, 100); round++) {
      const sold = await order(customer, [{ sku: product.sku, quantity: 1 }]);
      await ship(system, sold.id);
      const [invoice] = await invoicesOf(system, sold.id, 1);
      const item = await openItem(system, customer.id, invoice.number, '100.00');
      const payment = await system.post('/v1/payments', {
        ...{ customer: customer.id, amount: eur('100.00'), method: 'transfer' },
        ...{ valueDate: '2026-01-15', apply: [] },
      });
      const apply = () =>
        system.call('POST', `/v1/payments/${payment.id}/apply`, {
          items: [{ openItem: item.id, amount: eur('100.00') }],
        });
      const answers = await Promise.all([apply(), apply()]);
      const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
      expect(won).toMatchObject({ status: 200, body: { unapplied: eur('0.00') } });
      expect(lost?.status).toBe(409);
      expect(lost?.body).toMatchObject({
        code: 'payment.not_enough',
        payment: { id: payment.id, unapplied: eur('0.00') },
      });
    }
  }, 300_000);

  it('a cancellation against a shipment: shipping decides, one of both takes effect', async () => {
    const customer = await aCustomer(system, '100000.00');
    const rounds = figure(20, 300);
    const product = await aProduct(system, '100.00', rounds);
    const line = { sku: product.sku, quantity: 1 };
    const orders = await Promise.all(many(rounds, () => order(customer, [line])));
    const shipments: { id: string }[] = [];
    for (const { id } of orders) shipments.push(await openShipment(system, id));
    const answers = await Promise.all(
      orders.map(async ({ id }, index) => {
        const shipOne = () => system.call('POST', `/v1/shipments/${shipments[index]?.id}/ship`, {});
        const cancel = () => system.call('POST', `/v1/orders/${id}/cancel`, { reason: 'race' });
        if (index % 4 === 0) {
          const [shipped, cancelled] = await Promise.all([shipOne(), cancel()]);
          return { shipped, cancelled };
        }
        const cancelled = await cancel();
        // So that the goods leave at different moments while the request is on its way to shipping.
        for (let ask = 1; ask < index % 4; ask++) await system.get(`/v1/orders/${id}`);
        return { cancelled, shipped: await shipOne() };
      }),
    );
    let left = 0;
    for (const [index, { shipped, cancelled }] of answers.entries()) {
      const id = orders[index]?.id ?? '';
      left += shipped.status === 200 ? 1 : 0;
      await (shipped.status === 200 ? keepsGoods(id, cancelled) : isCancelled(id, shipped));
    }
    await system.settled();
    const stock = await system.get(`/v1/stock/${product.sku}`);
    expect([stock.onHand, stock.reserved]).toEqual([rounds - left, 0]);
    const { exposure } = await system.get(`/v1/credit-accounts/${customer.id}`);
    expect(exposure).toMatchObject({ openOrders: eur('0.00'), total: eur(`${left}00.00`) });
    tell('cancel against ship', { orders: rounds, shipped: left, cancelled: rounds - left });
  }, 300_000);

  /** The goods left: whoever cancelled was told, at once or by the order's cancellation. */
  async function keepsGoods(id: string, cancelled: Answer) {
    await orderIs(system, id, 'invoiced');
    const code = cancelled.status === 409 ? cancelled.body.code : await refusalOf(id);
    expect(code).toBe('order.already_shipped');
  }

  /** Shipping's answer may come after the invoice: they are facts of different types. */
  async function refusalOf(id: string): Promise<string> {
    return eventually(async () => {
      const { cancellation } = await system.get(`/v1/orders/${id}`);
      if (cancellation.status !== 'refused') throw new Error(`it is ${cancellation.status}`);
      return cancellation.code as string;
    });
  }

  async function isCancelled(id: string, shipped: Answer) {
    expect(shipped).toMatchObject({ status: 409, body: { code: expect.any(String) } });
    const gone = await orderIs(system, id, 'cancelled');
    expect(gone.cancellation).toMatchObject({ status: 'done' });
  }
});

function codesOf(answers: readonly Answer[] = []): readonly string[] {
  return [...new Set(answers.map(({ body }) => body.code))];
}

const OVER_THE_LIMIT = `
  SELECT customer FROM accounts WHERE customer = $1
     AND open_orders_minor + delivered_minor + open_items_minor - unapplied_minor > limit_minor`;

const DEMAND = `
  SELECT orders.id AS "order", coalesce(quantity_micro, 0) AS left
    FROM orders CROSS JOIN json_to_recordset(lines) AS wanted (line int, sku text)
    LEFT JOIN backorders ON (order_id, backorders.line) = (orders.id, wanted.line)
   WHERE wanted.sku = $1`;

const PLACED = `
  SELECT subject FROM outbox WHERE type = 'OrderPlaced' AND data LIKE $1`;

import { eventually } from '@o2c/testing';
import { tellSubscribers } from './event-subscribers.js';
import { kafkaMissing } from './kafka-missing.js';
import { newSystem, type Mode, type System } from './system.js';
import {
  aCustomer,
  aProduct,
  eur,
  invoicesOf,
  openItem,
  openShipment,
  orderIs,
  pay,
  place,
  receive,
  ship,
  tells,
} from './world.js';

const missing = kafkaMissing();
const skippable = missing ? describe.skip : describe;

describe('From order to cash, in one process', () => tellStory('standalone'));
skippable(`From order to cash, on Kafka${missing ? ` (skipped: ${missing})` : ''}`, () =>
  tellStory('kafka'),
);

function tellStory(mode: Mode): void {
  let system: System;

  beforeAll(async () => {
    system = await newSystem(mode);
    await system.start();
  }, 180_000);

  afterAll(async () => {
    await system?.stop();
    system?.clean();
  }, 60_000);

  it('an order of three lines is approved, released, reserved and planned', async () => {
    const customer = await aCustomer(system, '10000.00');
    const [bolt, nut] = [await aProduct(system, '10.00', 100), await aProduct(system, '2.50', 100)];
    const order = await place(system, customer, [
      { sku: bolt.sku, quantity: 10 },
      { sku: nut.sku, quantity: 20 },
      { sku: bolt.sku, quantity: 5 },
    ]);
    expect(order.gross).toEqual(eur('200.00'));
    await tells(system, order.id, ['OrderPlaced', 'CreditApproved', 'OrderReleased']);
    await tells(system, order.id, ['StockReserved', 'ShipmentPlanned']);
    const released = await orderIs(system, order.id, 'released');
    expect(released.lines.map((line: { reserved: number }) => line.reserved)).toEqual([10, 20, 5]);
  });

  it('what ships in two shipments is invoiced twice', async () => {
    const customer = await aCustomer(system, '10000.00');
    const product = await aProduct(system, '10.00', 100, 'S');
    const line = { sku: product.sku, quantity: 10 };
    const order = await place(system, customer, [line, line, line]);
    const first = await openShipment(system, order.id, { 1: 10, 2: 10, 3: 10 });
    await system.post(`/v1/shipments/${first.id}/ship`, {
      lines: [
        { line: 1, quantity: 10 },
        { line: 2, quantity: 10 },
        { line: 3, quantity: 4 },
      ],
    });
    const [invoice] = await invoicesOf(system, order.id, 1);
    expect(invoice).toMatchObject({ net: eur('240.00'), tax: eur('45.60'), gross: eur('285.60') });
    await orderIs(system, order.id, 'partially_invoiced');
    const rest = await openShipment(system, order.id, { 3: 6 });
    await system.post(`/v1/shipments/${rest.id}/ship`);
    const [, second] = await invoicesOf(system, order.id, 2);
    expect(second.gross).toEqual(eur('71.40'));
    await openItem(system, customer.id, invoice.number, '285.60');
    await openItem(system, customer.id, second.number, '71.40');
    const { items } = await system.get(`/v1/ledger/entries?customer=${customer.id}`);
    expect(items.length).toBeGreaterThanOrEqual(2);
    await orderIs(system, order.id, 'invoiced');
  });

  it('payments settle by number, short, in excess, and early', async () => {
    const customer = await aCustomer(system, '10000.00');
    const product = await aProduct(system, '100.00', 100);
    const invoices = [];
    const orders = [];
    for (let index = 0; index < 3; index++) {
      const order = await place(system, customer, [{ sku: product.sku, quantity: 1 }]);
      await ship(system, order.id);
      invoices.push((await invoicesOf(system, order.id, 1))[0]);
      orders.push(order);
    }
    for (const invoice of invoices) await openItem(system, customer.id, invoice.number, '100.00');
    const exact = await pay(system, customer.id, '100.00', `Thank you, ${invoices[0].number}`);
    expect(exact.applied).toMatchObject([{ document: invoices[0].number, amount: eur('100.00') }]);
    const short = await pay(system, customer.id, '90.00', invoices[1].reference);
    expect(short.unapplied).toEqual(eur('0.00'));
    await openItem(system, customer.id, invoices[1].number, '10.00');
    const over = await pay(system, customer.id, '125.00', invoices[2].number);
    expect(over.unapplied).toEqual(eur('25.00'));
    await orderIs(system, orders[0].id, 'closed');
    await orderIs(system, orders[1].id, 'invoiced');
    await tells(system, orders[0].id, ['Invoiced', 'PaymentApplied', 'OpenItemClosed']);

    const early = await place(system, customer, [{ sku: product.sku, quantity: 1 }]);
    const next = nextNumber(invoices[2].number);
    const before = await pay(system, customer.id, '100.00', next);
    expect(before.applied).toEqual([]);
    await ship(system, early.id);
    const [late] = await invoicesOf(system, early.id, 1);
    expect(late.number).toBe(next);
    await orderIs(system, early.id, 'closed');
  });

  it('an order over the limit is held until a payment or a controller frees it', async () => {
    const customer = await aCustomer(system, '150.00');
    const product = await aProduct(system, '100.00', 100);
    const line = { sku: product.sku, quantity: 1 };
    const first = await place(system, customer, [line]);
    await ship(system, first.id);
    const [invoice] = await invoicesOf(system, first.id, 1);
    await openItem(system, customer.id, invoice.number, '100.00');
    const second = await place(system, customer, [line]);
    const held = await orderIs(system, second.id, 'held');
    expect(held.holds).toMatchObject([{ code: 'credit.limit' }]);
    const paid = performance.now();
    await pay(system, customer.id, '100.00', invoice.number);
    await orderIs(system, second.id, 'released');
    expect(performance.now() - paid).toBeLessThan(2_000);

    const third = await place(system, customer, [line]);
    const { holds } = await orderIs(system, third.id, 'held');
    const own = await system.call('POST', `/v1/holds/${holds[0].id}/release`, { reason: 'known' });
    expect(own).toMatchObject({ status: 403, body: { code: 'hold.own_order' } });
    const controller = await system.post('/v1/api-keys', {
      name: 'controller',
      scopes: ['holds:decide', 'orders:read'],
    });
    const as = { authorization: `Bearer ${controller.key}` };
    await system.post(`/v1/holds/${holds[0].id}/release`, { reason: 'payment announced' }, as);
    await orderIs(system, third.id, 'released');
    const fourth = await place(system, customer, [line]);
    const again = await orderIs(system, fourth.id, 'held');
    await system.post(`/v1/holds/${again.holds[0].id}/reject`, { reason: 'no more credit' }, as);
    await orderIs(system, fourth.id, 'rejected');
  });

  it('more of an order on its way waits for credit alone, then is delivered as well', async () => {
    const customer = await aCustomer(system, '150.00');
    const product = await aProduct(system, '10.00', 100);
    const { id } = await place(system, customer, [{ sku: product.sku, quantity: 10 }]);
    await openShipment(system, id, { 1: 10 });
    const lines = [{ line: 1, quantity: 20 }];
    const changed = await system.call(
      'PATCH',
      `/v1/orders/${id}`,
      { lines },
      { 'if-match': '"1"' },
    );
    expect(changed.status).toBe(200);
    await orderIs(system, id, 'held');
    await ship(system, id);
    const [invoice] = await invoicesOf(system, id, 1);
    await openItem(system, customer.id, invoice.number, '100.00');
    await pay(system, customer.id, '100.00', invoice.number);
    await openShipment(system, id, { 1: 10 });
    await ship(system, id);
    await invoicesOf(system, id, 2);
    await orderIs(system, id, 'invoiced');
  });

  it('new stock goes to backorders by priority, then order time', async () => {
    const customer = await aCustomer(system);
    const product = await aProduct(system, '10.00', 0);
    const line = { sku: product.sku, quantity: 10 };
    const early = await place(system, customer, [line]);
    const late = await place(system, customer, [line]);
    const urgent = await place(system, customer, [line], { priority: 5 });
    for (const order of [early, late, urgent]) {
      await eventually(async () => {
        const { lines } = await system.get(`/v1/orders/${order.id}`);
        expect(lines[0].backordered).toBe(10);
      });
    }
    await receive(system, product.sku, 15);
    await eventually(async () => {
      const reserved = await Promise.all(
        [urgent, early, late].map(async ({ id }) => {
          return (await system.get(`/v1/orders/${id}`)).lines[0].reserved;
        }),
      );
      expect(reserved).toEqual([10, 5, 0]);
    });
  });

  it('an order is cancelled at once, by shipping, or not any more', async () => {
    const customer = await aCustomer(system, '1000.00');
    const product = await aProduct(system, '100.00', 10);
    const line = { sku: product.sku, quantity: 2 };
    const exposure = async () => {
      const account = await system.get(`/v1/credit-accounts/${customer.id}`);
      return account.exposure.openOrders.amount;
    };
    const tooMuch = await place(system, customer, [{ sku: product.sku, quantity: 11 }]);
    await orderIs(system, tooMuch.id, 'held');
    await system.post(`/v1/orders/${tooMuch.id}/cancel`, { reason: 'changed my mind' });
    await orderIs(system, tooMuch.id, 'cancelled');

    const released = await place(system, customer, [line]);
    await openShipment(system, released.id);
    expect(await exposure()).toBe('200.00');
    const asked = await system.post(`/v1/orders/${released.id}/cancel`, { reason: 'no need' });
    expect(asked.cancellation).toMatchObject({ status: 'requested' });
    const gone = await orderIs(system, released.id, 'cancelled');
    expect(gone.cancellation).toMatchObject({ status: 'done' });
    await eventually(async () => {
      expect(await exposure()).toBe('0.00');
      expect((await system.get(`/v1/stock/${product.sku}`)).available).toBe(10);
    });

    const shipped = await place(system, customer, [line]);
    await ship(system, shipped.id);
    await orderIs(system, shipped.id, 'invoiced');
    const refused = await system.call('POST', `/v1/orders/${shipped.id}/cancel`, {
      reason: 'late',
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'order.already_shipped' } });
  });

  it('a bounced payment opens its item again and raises the exposure', async () => {
    const customer = await aCustomer(system, '1000.00');
    const product = await aProduct(system, '100.00', 10);
    const order = await place(system, customer, [{ sku: product.sku, quantity: 1 }]);
    await ship(system, order.id);
    const [invoice] = await invoicesOf(system, order.id, 1);
    await openItem(system, customer.id, invoice.number, '100.00');
    const payment = await system.post('/v1/payments', {
      customer: customer.id,
      amount: eur('100.00'),
      method: 'direct_debit',
      valueDate: '2026-01-15',
      reference: invoice.number,
    });
    await orderIs(system, order.id, 'closed');
    await system.post(`/v1/payments/${payment.id}/reverse`, { reason: 'insufficient funds' });
    await openItem(system, customer.id, invoice.number, '100.00');
    await orderIs(system, order.id, 'invoiced');
    await eventually(async () => {
      const { exposure } = await system.get(`/v1/credit-accounts/${customer.id}`);
      expect(exposure.openItems.amount).toBe('100.00');
    });
    const statement = await system.get(`/v1/customers/${customer.id}/statement`);
    expect(JSON.stringify(statement)).toMatch(/insufficient funds|revers/i);
    await tells(system, order.id, [
      'OrderPlaced',
      'CreditApproved',
      'OrderReleased',
      'StockReserved',
      'ShipmentPlanned',
      'Shipped',
      'Invoiced',
      'PaymentApplied',
      'PaymentUnapplied',
    ]);
  });

  it('an approval expires after 60 days, and gives limit and stock back', async () => {
    const customer = await aCustomer(system, '1000.00');
    const product = await aProduct(system, '100.00', 10);
    const order = await place(system, customer, [{ sku: product.sku, quantity: 4 }]);
    await openShipment(system, order.id);
    await system.moveClock(new Date(Date.now() + 61 * 86_400_000).toISOString());
    const held = await orderIs(system, order.id, 'held');
    expect(held.holds).toMatchObject([{ code: 'credit.approval_expired' }]);
    await eventually(async () => {
      expect((await system.get(`/v1/stock/${product.sku}`)).available).toBe(10);
      const account = await system.get(`/v1/credit-accounts/${customer.id}`);
      expect(account.exposure.openOrders.amount).toBe('0.00');
    });
  });

  it('in the end every sum of every service agrees', async () => {
    const audit = await system.settled();
    expect(audit.identities.filter((identity: { ok: boolean }) => !identity.ok)).toEqual([]);
    expect(audit.ok).toBe(true);
    expect(audit.services.map((one: { parked: number }) => one.parked)).toEqual(
      audit.services.map(() => 0),
    );
  });

  tellSubscribers(mode, () => system);
}

/** `INV-2026-000003` → `INV-2026-000004`. */
function nextNumber(number: string): string {
  const digits = /\d+$/.exec(number)?.[0] ?? '';
  return number.slice(0, -digits.length) + String(Number(digits) + 1).padStart(digits.length, '0');
}

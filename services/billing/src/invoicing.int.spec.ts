import type { DataOf } from '@o2c/contracts';
import { Audit, execute, type Tx } from '@o2c/messaging';
import { startService, type TestService } from '@o2c/testing';
import { billing } from './billing.store.js';
import { BillingModule } from './billing.module.js';
import { shipmentOf } from './domain/incoming.js';
import { SampleSales, type Sale } from './sample-sales.js';

let service: TestService;
let sales: SampleSales;

beforeAll(async () => {
  service = await startService(BillingModule);
  // in Berlin, it is the new year already
  service.clock.advanceTo('2031-12-31T23:30:00.000Z');
  sales = new SampleSales(service);
}, 60_000);

afterAll(() => service?.stop());

/** Whatever a test did: numbers are gapless and nothing is credited beyond its invoice. */
afterEach(async () => {
  expect(await service.brokenIdentities()).toEqual([]);
});

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const audit = () => service.app.get(Audit, { strict: false });
const numbers = (sale: Sale) => sales.told(sale, 'Invoiced').map(({ number }) => number);

async function sumsOf({ seller }: Sale): Promise<Record<string, number | string>> {
  const sums = (await audit().sums()).filter((sum) => sum.seller === seller);
  return Object.fromEntries(sums.map(({ name, value }) => [name, value]));
}

async function get(path: string) {
  const { status, body } = await service.http('GET', path);
  expect(status).toBe(200);
  return body;
}

describe('Goods that left', () => {
  test('are invoiced once, with price, freight, tax, dates and reference', async () => {
    const sale = await sales.sale({ freight: eur('5.00'), terms: 'eom+15' });
    const shipment = await sales.ship(sale, [4]);
    await service.deliverTwice();
    const [told, ...others] = sales.told(sale, 'Invoiced');
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      ...{ ...sale, shipments: [shipment], history: false },
      ...{ number: 'INV-2032-000001', reference: 'RF85INV2032000001' },
      ...{ issuedOn: '2032-01-01', taxPointOn: '2026-03-02', dueOn: '2032-02-15' },
      ...{ net: eur('45.00'), tax: eur('8.55'), gross: eur('53.55'), payable: eur('53.55') },
      taxes: [{ category: 'S', rate: '19', base: eur('45.00'), tax: eur('8.55') }],
      lines: [{ line: 1, orderLine: 1, quantity: 4, net: eur('40.00'), gross: eur('53.55') }],
    });
    expect(await get(`/v1/invoices/${told?.invoice}`)).toMatchObject({
      ...{ id: told?.invoice, number: told?.number, reference: told?.reference },
      ...{ order: sale.order, shipment, customer: sale.customer, seller: sale.seller },
      ...{ issuedOn: '2032-01-01', taxPointOn: '2026-03-02', dueOn: '2032-02-15' },
      ...{ net: eur('45.00'), tax: eur('8.55'), gross: eur('53.55'), payable: eur('53.55') },
      taxes: [{ category: 'S', rate: '19', base: eur('45.00'), tax: eur('8.55') }],
      lines: [{ line: 1, quantity: 4, unitPrice: eur('10.00'), net: eur('40.00'), rate: '19' }],
      ...{ chargeTotal: eur('5.00'), creditedGross: eur('0.00') },
    });
  });

  test('before their order is known wait for it', async () => {
    const sale = await sales.parties();
    await sales.ship(sale, [4]);
    expect(numbers(sale)).toEqual([]);
    await service.publishFact('OrderReleased', sales.release(sale));
    expect(numbers(sale)).toEqual(['INV-2032-000001']);
  });

  test('before their seller is known wait for it, also goods of the past', async () => {
    const sale = sales.unheard();
    await service.publishFact('OrderReleased', sales.release(sale));
    await sales.ship(sale, [4]);
    const past = { history: true, shippedAt: '2009-12-01T08:26:00.000Z', shippedOn: '2009-12-01' };
    await sales.ship(sale, [6], past);
    expect(numbers(sale)).toEqual([]);
    const taxRates = [
      ['19', '2021-01-01'],
      ['16', '2007-01-01'],
    ].map(([rate = '', from = '']) => {
      return { country: 'DE', category: 'S', rateClass: 'standard', rate, from } as const;
    });
    await service.publishFact('SellerRegistered', sales.seller(sale, { taxRates }));
    expect(numbers(sale).toSorted()).toEqual(['INV-2009-000001', 'INV-2032-000001']);
    expect(sales.told(sale, 'Invoiced')).toContainEqual(
      expect.objectContaining({
        ...{ issuedOn: '2009-12-01', dueOn: '2009-12-31', history: true },
        gross: eur('69.60'),
      }),
    );
  });

  test('without a tax rate for their day are parked, and invoiced once it was added', async () => {
    const sale = await sales.sale();
    await service.publishFact('SellerChanged', sales.seller(sale, { taxRates: [] }));
    const shipment = await sales.ship(sale, [4]);
    expect(numbers(sale)).toEqual([]);
    const parked = await get('/internal/billing/parked-facts');
    const fact = parked.find((one: { subject: string }) => one.subject === shipment);
    expect(fact).toMatchObject({ type: 'Shipped', code: 'tax_rate.missing' });
    await service.publishFact('SellerChanged', sales.seller(sale));
    const replay = `/internal/billing/parked-facts/${fact.id}/replay`;
    expect((await service.http('POST', replay, { reason: 'rate added' })).status).toBeLessThan(300);
    expect(numbers(sale)).toEqual(['INV-2032-000001']);
  });

  test('of one order at the same moment give an invoice each, without gaps', async () => {
    const sale = await sales.sale();
    const shipped = Array.from({ length: 20 }, () => sales.goods(sale, ['0.5']));
    await Promise.all(shipped.map((goods) => service.publishFact('Shipped', goods)));
    const expected = shipped.map((_, index) => `INV-2032-${String(index + 1).padStart(6, '0')}`);
    expect(numbers(sale).toSorted()).toEqual(expected);
    expect(await sumsOf(sale)).toMatchObject({
      'billing.invoicedShare': 11900,
      'billing.toInvoice': 0,
    });
  });

  test('cost as many statements by the hundred as one by one', async () => {
    const one = await statementsFor(await Promise.all([sales.sale()]));
    const hundred = await statementsFor(
      await Promise.all(Array.from({ length: 100 }, () => sales.sale())),
    );
    expect(hundred).toBe(one);
    expect(one).toBeLessThanOrEqual(16);
  });
});

describe('An order that wants one invoice', () => {
  const perOrder = { invoicePer: 'order' as const };

  test('gets it when everything has left', async () => {
    const sale = await sales.sale(perOrder);
    const first = await sales.ship(sale, [4]);
    expect([numbers(sale), await sumsOf(sale)]).toEqual([
      [],
      { 'billing.invoicedShare': 0, 'billing.toInvoice': 4760 },
    ]);
    const second = await sales.ship(sale, [6]);
    expect(sales.told(sale, 'Invoiced')).toMatchObject([
      { shipments: [first, second], gross: eur('119.00') },
    ]);
    expect(await sumsOf(sale)).toEqual({
      'billing.invoiced': 11900,
      'billing.invoicedShare': 11900,
      'billing.toInvoice': 0,
    });
  });

  test('gets it when the rest is cancelled, even if that is told before the order', async () => {
    const [late, early] = [await sales.sale(perOrder), await sales.parties()];
    await sales.ship(late, [4]);
    await service.publishFact('CancelAccepted', sales.cancelled(late, 6));
    expect(sales.told(late, 'Invoiced')).toMatchObject([{ gross: eur('47.60') }]);
    await service.publishFact('CancelAccepted', sales.cancelled(early, 6));
    await service.publishFact('OrderReleased', sales.release(early, perOrder));
    await sales.ship(early, [4]);
    expect(sales.told(early, 'Invoiced')).toMatchObject([{ gross: eur('47.60') }]);
  });

  test('does not pay for a shipment that was lost before it was invoiced', async () => {
    const sale = await sales.sale(perOrder);
    const lost = await sales.ship(sale, [4]);
    await service.publishFact('ShipmentVoided', sales.voided(sale, lost));
    expect(await sumsOf(sale)).toEqual({ 'billing.invoicedShare': 0, 'billing.toInvoice': 0 });
    await sales.ship(sale, [10]);
    expect(sales.told(sale, 'Invoiced')).toMatchObject([{ gross: eur('119.00') }]);
    expect(sales.told(sale, 'CreditNoted')).toEqual([]);
  });
});

describe('An order that changes after its release', () => {
  test('is invoiced at what was agreed last, and is worth that', async () => {
    const sale = await sales.sale();
    await sales.ship(sale, [4]);
    const change = { unitPrice: eur('20.00'), net: eur('200.00'), gross: eur('238.00') };
    const changed = sales.release(sale, { lines: sales.lines(change) });
    await service.publishFact('OrderReleased', changed);
    expect(await sumsOf(sale)).toMatchObject({ 'billing.invoicedShare': 9520 });
    await sales.ship(sale, [6]);
    expect(sales.told(sale, 'Invoiced').map(({ gross }) => gross)).toEqual([
      eur('47.60'),
      eur('142.80'),
    ]);
  });
});

describe('A change that is on hold', () => {
  test('says what was shipped is worth, also when it is told before the release', async () => {
    const sale = await sales.parties();
    const released = service.event('OrderReleased', sales.release(sale));
    const changed = service.event('OrderChanged', sales.change(sale, '20.00', '238.00'));
    await service.deliver([changed]);
    await service.deliver([released]);
    await sales.ship(sale, [4]);
    expect(sales.told(sale, 'Invoiced')).toMatchObject([{ gross: eur('47.60') }]);
    expect(await sumsOf(sale)).toMatchObject({ 'billing.invoicedShare': 9520 });
  });
});

/** Statements that invoicing one shipment of each sale takes. */
async function statementsFor(all: readonly Sale[]): Promise<number> {
  let statements = 0;
  await service.database.transaction(async (tx) => {
    const counting: Tx = {
      now: tx.now,
      publish: (facts, cause) => tx.publish(facts, cause),
      followUp: (kind, commands) => tx.followUp(kind, commands),
      query: (sql, params) => {
        statements++;
        return tx.query(sql, params);
      },
      write: (sql, params) => {
        statements++;
        tx.write(sql, params);
      },
    };
    const commands = all.map((sale) => shipmentCommand(sales.goods(sale, [10])));
    const outcomes = await execute(counting, billing, commands);
    expect(outcomes.map(({ status }) => status)).toEqual(all.map(() => 'done'));
  });
  return statements;
}

function shipmentCommand(goods: DataOf<'Shipped'>) {
  return {
    type: 'RecordShipment',
    order: goods.order,
    shipment: shipmentOf(goods),
    history: false,
    document: sales.id(),
    at: service.clock.iso(),
  } as const;
}

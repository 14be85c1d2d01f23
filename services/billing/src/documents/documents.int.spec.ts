import { startService, type TestService } from '@o2c/testing';
import { BillingModule } from '../billing.module.js';
import { SampleSales, type Sale } from '../sample-sales.js';

let service: TestService;
let sales: SampleSales;

beforeAll(async () => {
  service = await startService(BillingModule);
  service.clock.advanceTo('2032-01-01T09:00:00.000Z');
  sales = new SampleSales(service);
}, 60_000);

afterAll(() => service?.stop());

/** Whatever a test did: numbers are gapless and nothing is credited beyond its invoice. */
afterEach(async () => {
  expect(await service.brokenIdentities()).toEqual([]);
});

const eur = (amount: string) => ({ amount, currency: 'EUR' });

function credit(body: object, headers?: Record<string, string>) {
  return service.http('POST', '/v1/credit-notes', { reason: 'damage', ...body }, headers);
}

/** An invoice over ten at 10.00 EUR, 119.00 with tax. */
async function invoice(more: object = {}): Promise<{ sale: Sale; id: string; shipment: string }> {
  const sale = await sales.sale(more);
  const shipment = await sales.ship(sale, [10]);
  return { sale, shipment, id: sales.told(sale, 'Invoiced')[0]?.invoice ?? '' };
}

describe('A credit note', () => {
  test('takes a part of an invoice back, by quantity or by amount', async () => {
    const { sale, id } = await invoice();
    const lines = [{ line: 1, quantity: 2 }];
    const back = await credit({ invoice: id, lines, reason: 'return', comment: 'two broken' });
    expect(back).toMatchObject({
      status: 201,
      body: {
        ...{ number: 'CN-2032-000001', invoice: id, invoiceNumber: 'INV-2032-000001' },
        ...{ cause: 'credit', reason: 'return', comment: 'two broken', order: sale.order },
        ...{ issuedOn: '2032-01-01', net: eur('20.00'), tax: eur('3.80'), gross: eur('23.80') },
        lines: [{ line: 1, quantity: 2, net: eur('20.00'), gross: eur('23.80') }],
      },
    });
    const price = await credit({ invoice: id, lines: [{ line: 1, net: eur('0.50') }] });
    expect(price.body).toMatchObject({ number: 'CN-2032-000002', gross: eur('0.60') });
    expect((await service.http('GET', `/v1/invoices/${id}`)).body).toMatchObject({
      creditedGross: eur('24.40'),
    });
    expect(sales.told(sale, 'CreditNoted')).toMatchObject([
      { creditNote: back.body.id, invoice: id, cause: 'credit', gross: eur('23.80') },
      { creditNote: price.body.id, lines: [{ quantity: 0, gross: eur('0.60') }] },
    ]);
  });

  test('never takes back more than is left, and what is refused takes no number', async () => {
    const { id } = await invoice();
    await credit({ invoice: id, lines: [{ line: 1, quantity: 9 }] });
    const refused = await credit({ invoice: id, lines: [{ line: 1, quantity: 2 }] });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'invoice.overcredited',
        errors: [{ code: 'invoice.overcredited', path: '/lines/0/quantity' }],
        left: {
          ...{ net: eur('10.00'), tax: eur('1.90'), gross: eur('11.90') },
          lines: [{ line: 1, quantity: 1, net: eur('10.00') }],
        },
      },
    });
    const rest = await credit({ invoice: id });
    expect(rest.body).toMatchObject({ number: 'CN-2032-000002', gross: eur('11.90') });
    expect((await credit({ invoice: id })).body.code).toBe('invoice.overcredited');
  });

  test('asked for by many at once credits each piece once', async () => {
    const { sale, id } = await invoice();
    const lines = [{ line: 1, quantity: 3 }];
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => credit({ invoice: id, lines })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      ...[201, 201, 201, 409, 409, 409, 409, 409],
    ]);
    const numbers = sales.told(sale, 'CreditNoted').map(({ number }) => number);
    expect(numbers).toEqual(['CN-2032-000001', 'CN-2032-000002', 'CN-2032-000003']);
  });

  test('with the same key is the same credit note', async () => {
    const { sale, id } = await invoice();
    const key = { 'idempotency-key': 'damage-77' };
    const first = await credit({ invoice: id, lines: [{ line: 1, quantity: 1 }] }, key);
    const again = await credit({ invoice: id, lines: [{ line: 1, quantity: 1 }] }, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(sales.told(sale, 'CreditNoted')).toHaveLength(1);
  });

  test('names all faults at once', async () => {
    const { id } = await invoice();
    const lines = [
      { line: 9, quantity: '0.0000001' },
      { line: 1, net: { amount: '1.00', currency: 'USD' } },
    ];
    const { status, body } = await credit({ invoice: id, lines, issuedOn: '2031-12-31' });
    expect([status, body.code]).toEqual([422, 'content.invalid']);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      ...['/lines/0/quantity', '/issuedOn', '/issuedOn', '/lines/0/line', '/lines/1/net'],
    ]);
    expect((await credit({ invoice: 'INV-2032-999999' })).status).toBe(404);
  });

  test('of the past has its own date, with the right to load history', async () => {
    const past = { history: true, shippedAt: '2009-12-01T08:26:00.000Z', shippedOn: '2009-12-01' };
    const sale = await sales.parties();
    const taxRates = [
      { country: 'DE', category: 'S', rateClass: 'standard', rate: '19', from: '2007-01-01' },
    ] as const;
    await service.publishFact('SellerChanged', sales.seller(sale, { taxRates: [...taxRates] }));
    await service.publishFact('OrderReleased', sales.release(sale, { history: true }));
    await sales.ship(sale, [10], past);
    const [{ invoice: id = '' } = {}] = sales.told(sale, 'Invoiced');
    const body = { invoice: id, history: true, issuedOn: '2009-12-24' };
    const forbidden = await credit(body, { 'x-test-scopes': 'invoices:write' });
    expect([forbidden.status, forbidden.body.code]).toEqual([403, 'history.forbidden']);
    expect((await credit(body)).body).toMatchObject({
      ...{ number: 'CN-2009-000001', issuedOn: '2009-12-24', history: true },
    });
  });
});

describe('A shipment that was lost', () => {
  test('has its invoice credited in full, and is not worth anything any more', async () => {
    const { sale, id, shipment } = await invoice({ freight: eur('5.00') });
    await credit({ invoice: id, lines: [{ line: 1, net: eur('33.33') }] });
    await service.publishFact('ShipmentVoided', sales.voided(sale, shipment));
    await service.deliverTwice();
    expect(sales.told(sale, 'CreditNoted')).toMatchObject([
      { cause: 'credit', gross: eur('39.66') },
      {
        ...{ cause: 'void', reason: 'lost by carrier', shipments: [shipment] },
        ...{ net: eur('71.67'), gross: eur('85.29') },
        lines: [{ quantity: 10, gross: eur('85.29') }],
      },
    ]);
    await sales.ship(sale, [10]);
    expect(sales.told(sale, 'Invoiced').map(({ gross }) => gross)).toEqual([
      eur('124.95'),
      eur('124.95'),
    ]);
  });

  test('and whose loss is told first is invoiced and credited once it is known', async () => {
    const sale = await sales.sale();
    const goods = sales.goods(sale, [10]);
    await service.publishFact('ShipmentVoided', sales.voided(sale, goods.shipment));
    await service.publishFact('Shipped', goods);
    expect(sales.told(sale, 'CreditNoted')).toMatchObject([{ gross: eur('119.00') }]);
  });
});

describe('A document', () => {
  test('cannot be changed or deleted once it is issued', async () => {
    const { id } = await invoice();
    const immutable = 'immutable once issued';
    for (const sql of [
      'UPDATE documents SET gross_minor = 1 WHERE id = $1',
      `UPDATE documents SET content = '{}' WHERE id = $1`,
      'DELETE FROM documents WHERE id = $1',
    ]) {
      await expect(service.database.read(sql, [id])).rejects.toThrow(immutable);
    }
    await expect(service.database.read('TRUNCATE documents CASCADE')).rejects.toThrow(immutable);
  });

  test('is found by number, customer, order, currency and date, page by page', async () => {
    const { sale } = await invoice();
    const list = async (query: string) => (await service.http('GET', `/v1/invoices?${query}`)).body;
    const customer = `C-${sale.customer.slice(-8)}`;
    const ofSeller = `seller=${sale.seller}`;
    for (const query of [
      ...[`customer=${customer}`, `customer=${sale.customer}`, `order=SO-${sale.order.slice(-8)}`],
      ...[`number=INV-2032-000001&${ofSeller}`, `currency=EUR&${ofSeller}`],
      `from=2032-01-01&to=2032-01-01&${ofSeller}`,
    ]) {
      expect([query, (await list(query)).items]).toMatchObject([query, [{ order: sale.order }]]);
    }
    expect((await list(`from=2032-01-02&${ofSeller}`)).items).toEqual([]);
    await sales.ship(sale, [1]);
    const first = await list(`${ofSeller}&limit=1`);
    const second = await list(`${ofSeller}&limit=1&after=${first.next}`);
    const numbers = [...first.items, ...second.items].map(({ number }) => number);
    expect([numbers, second.next]).toEqual([['INV-2032-000001', 'INV-2032-000002'], null]);
    const last = await list(`${ofSeller}&limit=1&sort=newest`);
    const before = await list(`${ofSeller}&limit=1&sort=newest&after=${last.next}`);
    const backwards = [...last.items, ...before.items].map(({ number }) => number);
    expect([backwards, before.next]).toEqual([numbers.toReversed(), null]);
    const { status, body } = await service.http('GET', '/v1/invoices/INV-2032-000001');
    expect([status, body.code]).toEqual([422, 'seller.required']);
  });

  test('can be had as PDF, always with the same bytes', async () => {
    const { id } = await invoice();
    const note = (await credit({ invoice: id })).body.id;
    for (const path of [`/v1/invoices/${id}.pdf`, `/v1/credit-notes/${note}.pdf`]) {
      const [first, second] = [await service.http('GET', path), await service.http('GET', path)];
      expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
      expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(first.bytes.equals(second.bytes)).toBe(true);
    }
    expect((await service.http('GET', `/v1/invoices/${note}.pdf`)).status).toBe(404);
  });
});

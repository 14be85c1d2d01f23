import { startService, type TestService } from '@o2c/testing';
import { OrdersModule } from './orders.module.js';
import { ADDRESS, eur, faultsIn, SampleShop } from './sample-shop.js';
import { SellerBootstrap } from './sellers/seller-bootstrap.js';

let service: TestService;
let shop: SampleShop;

beforeAll(async () => {
  service = await startService(OrdersModule);
  shop = new SampleShop(service);
});

afterAll(() => service.stop());

test('The first start makes one seller in Germany, a second start none', async () => {
  await service.app.get(SellerBootstrap, { strict: false }).ensureFirst();
  const { body } = await service.http('GET', '/v1/sellers');
  expect(body.items).toMatchObject([
    { number: 'S-1', currency: 'EUR', timeZone: 'Europe/Berlin', priceTolerancePercent: '0' },
  ]);
  expect(service.facts('SellerRegistered').length).toBe(1);
});

describe('A customer', () => {
  test('is found by id, number and in lists, and is told to the others', async () => {
    const { id, number } = await shop.customer({ creditLimit: eur('10000.00'), email: 'a@b.de' });
    const byNumber = await service.http('GET', `/v1/customers/${number}`);
    expect(byNumber.body).toMatchObject({ id, terms: 'net30', billTo: ADDRESS, version: 1 });
    expect(byNumber.headers.etag).toBe('"1"');
    const list = await service.http('GET', '/v1/customers?email=a@b.de');
    expect(list.body.items).toMatchObject([{ id }]);
    expect(service.facts('CustomerRegistered').at(-1)?.data).toMatchObject({
      ...{ customer: id, initialCredit: { limit: eur('10000.00') } },
    });
    expect((await service.http('GET', '/v1/customers/nobody')).body.code).toBe('customer.unknown');
    const other = await shop.customer();
    const several = await service.http('GET', `/v1/customers?ids=${id},${other.id},nobody`);
    expect(several.body.items.map((one: { id: string }) => one.id)).toEqual([id, other.id]);
  });

  test('gets a number when none is given, and nobody else gets one that is taken', async () => {
    const { number } = await shop.customer({ number: undefined });
    expect(number).toMatch(/^C-\d{6}$/);
    const content = { name: 'X', currency: 'EUR', terms: 'net30', billTo: ADDRESS };
    const same = await Promise.all(
      [1, 2, 3].map(() => service.http('POST', '/v1/customers', { ...content, number: 'C-X' })),
    );
    expect(same.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(same.find(({ status }) => status === 409)?.body.code).toBe('customer.number_taken');
  });

  test('is refused with everything that is wrong', async () => {
    const content = { name: 'X', currency: 'EUX', terms: 'soon', billTo: ADDRESS };
    const wrong = { ...content, vatId: 'DE136695977', email: 'nobody', creditLimit: eur('-1.00') };
    const { status, body } = await service.http('POST', '/v1/customers', wrong);
    expect(status).toBe(422);
    expect(faultsIn(body)).toEqual([
      'customer.vat_id_invalid /vatId',
      'currency.unknown /currency',
      'customer.terms_unknown /terms',
      'customer.email_invalid /email',
      'amount.negative /creditLimit',
      'currency.mismatch /creditLimit',
    ]);
  });

  test('is changed on the version that was seen; a block stops his orders', async () => {
    const sku = await shop.product();
    const { id, number } = await shop.customer();
    const change = (body: object, version: number) =>
      service.http('PATCH', `/v1/customers/${number}`, body, { 'if-match': `"${version}"` });
    expect((await change({ blocked: { reason: 'late' }, terms: 'eom+15' }, 1)).body).toMatchObject({
      ...{ id, blocked: { reason: 'late' }, terms: 'eom+15', name: 'ACME GmbH', version: 2 },
    });
    expect((await change({ name: 'Y' }, 1)).body).toMatchObject({ code: 'precondition.failed' });
    const refused = await shop.faults([[sku, 1]], { customer: number });
    expect(refused).toEqual(['customer.blocked /customer']);
    expect((await change({ blocked: null }, 2)).body.blocked).toBeUndefined();
    expect((await shop.order([[sku, 1]], { customer: number })).status).toBe('placed');
    expect(service.facts('CustomerChanged').map(({ data }) => data.blocked?.reason)).toEqual([
      ...['late', undefined],
    ]);
  });
});

describe('A product', () => {
  test('may have its pack given as text', async () => {
    const product = { sku: 'PACKED', name: 'Packed', unit: 'piece', taxCategory: 'S' };
    const body = { ...product, price: eur('1'), packMultiple: '5' };
    const { status, body: view } = await service.http('POST', '/v1/products', body);
    expect([status, view.packMultiple]).toEqual([201, 5]);
  });

  test('has no price and no pack that facts cannot carry', async () => {
    const product = { sku: 'HUGE', name: 'Huge', unit: 'piece', taxCategory: 'S' };
    const much = '1000000000.5';
    const body = { ...product, price: eur(much), packMultiple: much };
    const { status, body: problem } = await service.http('POST', '/v1/products', body);
    const codes = problem.errors.map(({ code }: { code: string }) => code);
    expect([status, codes]).toEqual([422, ['price.invalid', 'quantity.too_large']]);
  });

  test('has prices from days on; the price of the day counts', async () => {
    const sku = await shop.product({ packMultiple: '0.5' });
    // At the seller it may be tomorrow already.
    const later = service.clock.now().getTime() + 2 * 86_400_000;
    const priceFrom = new Date(later).toISOString().slice(0, 10);
    const headers = { 'if-match': '"1"' };
    const body = { price: eur('12.00'), priceFrom, name: 'Bolt' };
    const changed = await service.http('PATCH', `/v1/products/${sku}`, body, headers);
    expect(changed.body).toMatchObject({ price: eur('10.00'), name: 'Bolt', version: 2 });
    expect(changed.body.prices.length).toBe(2);
    expect((await shop.order([[sku, '1.5']])).net).toEqual(eur('15.00'));
    const odd = await shop.faults([[sku, '1.4']]);
    expect(odd).toEqual(['quantity.not_pack_multiple /lines/0/quantity']);
  });

  test('has a sku of its own, and can be taken off sale', async () => {
    const sku = await shop.product();
    const content = { sku, name: 'X', unit: 'kg', taxCategory: 'Z', price: eur('1.00') };
    expect((await service.http('POST', '/v1/products', content)).body.code).toBe(
      'product.sku_taken',
    );
    await service.http('PATCH', `/v1/products/${sku}`, { active: false }, { 'if-match': '"1"' });
    expect(await shop.faults([[sku, 1]])).toEqual(['product.inactive /lines/0/sku']);
    const list = await service.http('GET', '/v1/products?active=false');
    expect(list.body.items).toMatchObject([{ sku }]);
  });
});

describe('A seller', () => {
  test('has to be named once there are two, and taxes at its own rates', async () => {
    const address = { ...ADDRESS, country: 'GB' };
    const rate = { country: 'GB', category: 'S', rateClass: 'standard', from: '2011-01-04' };
    const { status, body } = await service.http('POST', '/v1/sellers', {
      ...{ name: 'Trader Ltd', address, currency: 'GBP', timeZone: 'Europe/London' },
      taxRates: [{ ...rate, rate: 20 }],
    });
    expect([status, body.number, body.taxRates[0].rate]).toEqual([201, 'S-2', '20']);
    const sku = await shop.product();
    expect(await shop.faults([[sku, 1]])).toEqual(['seller.required /seller']);
    expect((await shop.order([[sku, 1]], { seller: 'S-2' })).gross).toEqual(eur('12.00'));
    expect((await shop.order([[sku, 1]], { seller: 'S-1' })).gross).toEqual(eur('11.90'));
  });

  test('is refused with everything that is wrong', async () => {
    const { body } = await service.http('POST', '/v1/sellers', {
      ...{ name: 'X', address: ADDRESS, currency: 'EUX', timeZone: 'Mars/Olympus', number: 'S-1' },
      ...{ iban: 'DE03120300000000202051', priceTolerancePercent: 101, vatId: 'DE1' },
    });
    expect(faultsIn(body)).toEqual([
      'seller.vat_id_invalid /vatId',
      'currency.unknown /currency',
      'seller.time_zone_unknown /timeZone',
      'seller.iban_invalid /iban',
      'percent.invalid /priceTolerancePercent',
    ]);
  });
});

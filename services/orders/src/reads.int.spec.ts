import { type Scan, scansOf, startService, type TestService } from '@o2c/testing';
import type { OrderView } from './orders/order-view.dto.js';
import { OrdersModule } from './orders.module.js';
import { SampleShop } from './sample-shop.js';

describe('However many orders there are', () => {
  let service: TestService;
  let orders: readonly OrderView[];

  beforeAll(async () => {
    service = await startService(OrdersModule);
    const shop = new SampleShop(service);
    const sku = await shop.product();
    orders = [await shop.order([[sku, 1]]), await shop.order([[sku, 2]])];
  });
  afterAll(() => service?.stop());

  /** Scans that read more of a table than what they look for. */
  const tooMuch = async (path: string): Promise<readonly Scan[]> => {
    let status = 0;
    const scans = await scansOf(service, async () => {
      ({ status } = await service.http('GET', path));
    });
    expect([path, status]).toEqual([path, 200]);
    expect(scans.map(({ table }) => table)).toContain('orders');
    return scans.filter(({ condition }) => condition === undefined);
  };

  it('one is found by its id or number', async () => {
    expect(await tooMuch(`/v1/orders/${orders[0]?.id}`)).toEqual([]);
    expect(await tooMuch(`/v1/orders/${orders[0]?.number}`)).toEqual([]);
  });

  it('a page deep in the list is read as fast as the first', async () => {
    const { body } = await service.http('GET', '/v1/orders?limit=1');
    expect(await tooMuch(`/v1/orders?limit=50&after=${body.next}`)).toEqual([]);
  });

  it('those of a customer, of a status or of a purchase order are found', async () => {
    const customer = orders[0]?.customer;
    expect(await tooMuch(`/v1/orders?customer=${customer}`)).toEqual([]);
    expect(await tooMuch('/v1/orders?status=held')).toEqual([]);
  });

  it('customers and products are found by any part of what they are called', async () => {
    const [shop, sku] = [new SampleShop(service), 'Ä-7%'];
    const { number } = await shop.customer({ number: 'C-Q7', name: 'Zwölfhaus & Co' });
    await shop.product({ sku, name: 'Washer M8' });
    await manyMore('customers');
    await manyMore('products');
    for (const [path, index, called] of [
      ['customers?search=fhaus', 'customers_searched', { number }],
      ['customers?search=c-q7', 'customers_searched', { number }],
      ['products?search=sHeR', 'products_searched', { sku }],
      ['products?search=ä-7%', 'products_searched', { sku }],
      // Too short for the index of parts, but how a word begins is one of them.
      ['customers?search=zw', 'customers_searched', { number }],
      ['products?search=ä', 'products_searched', { sku }],
      // Most are called so: the first of them are at hand.
      ['customers?search=like', 'customers_pkey', {}],
    ] as const) {
      const scans = await scansOf(service, async () => {
        const { body } = await service.http('GET', `/v1/${encodeURI(path)}&limit=1`);
        expect(body.items).toEqual([expect.objectContaining(called)]);
      });
      const used = new Set(scans.map((scan) => scan.index));
      expect([path, [...used]]).toEqual([path, [index]]);
    }
  });

  const manyMore = (table: string) =>
    service.database.transaction(async (tx) => {
      await tx.query(`
        INSERT INTO ${table} (id, number, data, version)
        SELECT gen_random_uuid(), 'X-' || n, one.data || jsonb_build_object('name', 'Like ' || n,
               'number', 'X-' || n, 'sku', 'X-' || n), 1
          FROM (SELECT data FROM ${table} LIMIT 1) AS one, generate_series(1, 20000) AS n`);
      await tx.query(`ANALYZE ${table}`);
    });
});

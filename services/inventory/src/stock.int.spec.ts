import { Audit } from '@o2c/messaging';
import { startService, type TestService } from '@o2c/testing';
import { InventoryModule } from './inventory.module.js';
import { SampleTrade } from './sample-trade.js';

let service: TestService;
let trade: SampleTrade;

beforeAll(async () => {
  service = await startService(InventoryModule);
  trade = new SampleTrade(service);
});

afterAll(() => service.stop());

/** Whatever a test did: every equation of the audit holds. */
afterEach(async () => {
  expect(await service.brokenIdentities()).toEqual([]);
});

describe('Stock', () => {
  test('that came in is on hand and can be promised', async () => {
    const sku = await trade.product();
    const { body } = await trade.receive(
      [
        [sku, 100],
        [sku, '0.5'],
      ],
      { reference: 'DN-1' },
    );
    expect(body).toEqual({
      id: expect.any(String),
      warehouse: 'main',
      reference: 'DN-1',
      lines: [
        { sku, quantity: 100 },
        { sku, quantity: '0.5' },
      ],
    });
    expect(await trade.stock(sku)).toMatchObject({
      sku,
      onHand: '100.5',
      reserved: 0,
      available: '100.5',
      backordered: 0,
      warehouses: [{ warehouse: 'main', onHand: '100.5', reserved: 0, available: '100.5' }],
    });
    expect(trade.factsOf(sku).map(({ type, data }) => [type, data])).toEqual([
      [
        'StockReceived',
        { sku, warehouse: 'main', quantity: 100, receipt: body.id, reference: 'DN-1' },
      ],
      [
        'StockReceived',
        { sku, warehouse: 'main', quantity: '0.5', receipt: body.id, reference: 'DN-1' },
      ],
    ]);
  });

  test('of an unknown product is refused after two seconds, with all faults', async () => {
    const begin = performance.now();
    const unheard = { lines: [{ sku: 'nobody', quantity: 1 }] };
    const unknown = await service.http('POST', '/v1/stock-receipts', unheard);
    expect(unknown).toMatchObject({ status: 422, body: { code: 'reference.unknown' } });
    expect(performance.now() - begin).toBeGreaterThan(1_900);
    const wrong = await service.http('POST', '/v1/stock-receipts', {
      lines: [
        { sku: 'nobody', quantity: -1 },
        { sku: 'nobody', quantity: '1.1234567' },
      ],
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      '/lines/0/quantity',
      '/lines/1/quantity',
      '/lines/0/sku',
      '/lines/1/sku',
    ]);
    for (const path of ['/v1/stock/nobody', '/v1/stock/%00']) {
      expect(await service.http('GET', path)).toMatchObject({
        status: 404,
        body: { code: 'stock.unknown' },
      });
    }
  });

  test('of more pieces in all than a number holds is audited to the last one', async () => {
    const skus = [await trade.product(), await trade.product()];
    for (const sku of skus) {
      const lines = Array.from({ length: 6 }, () => ({ sku, quantity: 999_999_999 }));
      expect((await service.http('POST', '/v1/stock-receipts', { lines })).status).toBe(201);
    }
    const identities = await service.app.get(Audit, { strict: false }).identities();
    const { left, right } = identities.find(({ name }) => name === 'stock_balance') ?? {};
    expect(left).toEqual(expect.stringMatching(/^\d{17}$/));
    expect(left).toBe(right);
  });

  test('received with a repeated key comes in once', async () => {
    const sku = await trade.product();
    const body = { lines: [{ sku, quantity: 5 }] };
    const first = await service.http('POST', '/v1/stock-receipts', body, {
      'idempotency-key': 'r1',
    });
    const second = await service.http('POST', '/v1/stock-receipts', body, {
      'idempotency-key': 'r1',
    });
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(await trade.stock(sku)).toMatchObject({ onHand: 5 });
  });

  test('can be corrected, but not below what is promised, and never below nothing', async () => {
    const sku = await trade.product(10);
    await trade.order([[sku, 8]]);
    const adjust = (quantity: number, reason = 'damaged') =>
      service.http('POST', '/v1/stock-adjustments', { sku, quantity, reason });
    expect(await adjust(-2)).toMatchObject({
      status: 201,
      body: { lines: [{ sku, quantity: -2 }] },
    });
    expect(await adjust(-1)).toMatchObject({ status: 409, body: { code: 'stock.reserved' } });
    expect(await adjust(0)).toMatchObject({ status: 422, body: { code: 'content.invalid' } });
    expect(await trade.stock(sku)).toMatchObject({ onHand: 8, reserved: 8, available: 0 });
    const free = await trade.product(3);
    const lines = { lines: [{ sku: free, quantity: -4 }], reason: 'lost' };
    expect(await service.http('POST', '/v1/stock-adjustments', lines)).toMatchObject({
      status: 422,
    });
    expect(await service.http('POST', '/v1/stock-adjustments', { reason: 'lost' })).toMatchObject({
      status: 422,
    });
  });

  test('needs the right to read or to change it', async () => {
    const sku = await trade.product(1);
    const reader = { 'x-test-scopes': 'stock:read' };
    const body = { lines: [{ sku, quantity: 5 }] };
    expect((await service.http('GET', '/v1/stock', undefined, reader)).status).toBe(200);
    expect((await service.http('POST', '/v1/stock-receipts', body, reader)).status).toBe(403);
  });

  test('is listed page by page', async () => {
    const one = await trade.product(1);
    const other = await trade.product(2);
    await trade.order([[other, 3]]);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after = next === '' ? '' : `&after=${next}`;
      const { body } = await service.http('GET', `/v1/stock?limit=2${after}`);
      seen.push(...body.items.map(({ sku }: { sku: string }) => sku));
      next = body.next;
    }
    expect(seen).toEqual([...seen].sort());
    expect(seen).toEqual(expect.arrayContaining([one, other]));
    const short = await service.http('GET', '/v1/stock?backordered=true');
    expect(short.body.items.map(({ sku }: { sku: string }) => sku)).toContain(other);
    expect(short.body.items.map(({ sku }: { sku: string }) => sku)).not.toContain(one);
  });
});

describe('What is expected', () => {
  test('can be promised from its day on, and is no longer expected once it came', async () => {
    const sku = await trade.product(5);
    await trade.order([[sku, 8]]);
    const announced = await service.http('POST', '/v1/expected-receipts', {
      lines: [
        { sku, quantity: 10, expectedOn: '2999-01-02' },
        { sku, quantity: 2, expectedOn: '2999-01-01' },
      ],
    });
    expect(announced.status).toBe(201);
    const today = service.clock.today('UTC');
    expect(await trade.stock(sku)).toMatchObject({
      backordered: 3,
      expected: [
        { expectedOn: '2999-01-01', quantity: 2 },
        { expectedOn: '2999-01-02', quantity: 10 },
      ],
      atp: [
        { on: today, quantity: 0 },
        { on: '2999-01-01', quantity: 0 },
        { on: '2999-01-02', quantity: 9 },
      ],
    });
    await trade.receive([[sku, 4]]);
    expect(await trade.stock(sku)).toMatchObject({
      backordered: 0,
      available: 1,
      expected: [{ id: announced.body.id, expectedOn: '2999-01-02', quantity: 8 }],
    });
    await trade.receive([[sku, 1]], { expectedReceipt: announced.body.id });
    expect(await trade.stock(sku)).toMatchObject({ expected: [{ quantity: 7 }] });
    const cancel = `/v1/expected-receipts/${announced.body.id}/cancel`;
    expect(await service.http('POST', cancel)).toMatchObject({ status: 204 });
    expect(await trade.stock(sku)).toMatchObject({ expected: [] });
    for (const nobody of [trade.id(), 'nobody']) {
      const unknown = `/v1/expected-receipts/${nobody}/cancel`;
      expect(await service.http('POST', unknown)).toMatchObject({
        status: 404,
        body: { code: 'expected_receipt.unknown' },
      });
    }
  });

  test('is told to who has to wait for it', async () => {
    const sku = await trade.product();
    await service.http('POST', '/v1/expected-receipts', {
      lines: [{ sku, quantity: 10, expectedOn: '2999-05-01' }],
    });
    const of = await trade.order([[sku, 4]]);
    expect(trade.factsOf(of).map(({ data }) => data)).toEqual([
      {
        ...{ order: of, cause: 'missing', owner: 'purchasing' },
        lines: [{ line: 1, sku, quantity: 4, expectedOn: '2999-05-01' }],
      },
    ]);
  });
});

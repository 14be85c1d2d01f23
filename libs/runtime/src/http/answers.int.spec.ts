import { Body, Controller, Get, Module, Param, Post, Put, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SCOPES } from '@o2c/contracts';
import { Requires } from '../auth/access.js';
import { Authenticator } from '../auth/authenticator.js';
import { By, type Caller } from '../auth/caller.js';
import { Clock } from '../clock.js';
import { MoneyDto, MoneyField } from '../fields/amount-fields.js';
import { TextList } from '../fields/nested-fields.js';
import { Choice, Flag, Int, Text } from '../fields/plain-fields.js';
import { createLogger } from '../logging.js';
import { createHttp } from './create-http.js';
import { Idempotency, type IdempotencyKey } from './idempotency.js';
import { IfMatch } from './if-match.js';
import { buildOpenApi, mergeOpenApi, serveDocs } from './openapi.js';
import { Page, pageOf, type PageRequest, PositionPage } from './page.js';
import type { Reply } from './reply.js';

class OrderDto {
  @Text() declare readonly customer: string;
  @MoneyField({ optional: true }) declare readonly freight?: MoneyDto;
  @MoneyField({ nullable: true, optional: true }) declare readonly limit?: MoneyDto | null;
}

class FilterDto {
  @Choice(['open', 'closed'], { optional: true }) declare readonly status?: string;
  @Int({ optional: true, min: 0 }) declare readonly days?: number;
  @Flag({ optional: true }) declare readonly late?: boolean;
  @TextList({ optional: true }) declare readonly sku?: string[];
}

@Controller('v1/orders')
class OrdersController {
  @Post()
  @Requires('orders:write')
  place(
    @Body() order: OrderDto,
    @Idempotency() key: IdempotencyKey,
    @By() by: Caller,
  ): Reply<object> {
    const body = { order, key, actor: by.actor, version: 3 };
    return { status: 202, body, headers: { location: '/v1/orders/1' }, replayed: true };
  }

  @Get()
  @Requires('orders:read')
  list(@Query() filter: FilterDto, @Page() page: PageRequest): object {
    const rows = [1, 2, 3].map((n) => ({ n })).filter(({ n }) => n > Number(page.after ?? 0));
    return { ...pageOf(rows.slice(0, page.limit + 1), page.limit, ({ n }) => `${n}`), filter };
  }

  @Get(':id/lines')
  @Requires('orders:read')
  lines(@Param('id') id: string, @Page() { limit }: PageRequest, @By() { actor }: Caller): object {
    return { id, limit, actor };
  }

  @Get(':id/facts')
  @Requires('orders:read')
  facts(@PositionPage() { after, limit }: PageRequest): object {
    return { after, limit };
  }

  @Put(':id')
  @Requires('orders:write')
  change(@Param('id') id: string, @IfMatch() version: number): object {
    return { id, version };
  }

  @Post(':id/cancel')
  @Requires('orders:write')
  cancel(@Idempotency() key: IdempotencyKey): object {
    return key;
  }
}

@Module({
  controllers: [OrdersController],
  providers: [{ provide: Authenticator, useValue: { authenticate: () => Promise.resolve(ada) } }],
})
class ShopModule {}

const ada: Caller = { key: 'k1', actor: 'Ada', scopes: new Set(SCOPES), unlimited: false };

describe('the answers of the API', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const logger = createLogger({ service: 'test', level: 'silent' });
    app = await createHttp(ShopModule, { logger, clock: new Clock() });
    serveDocs(app, () => buildOpenApi(app, 'Shop'));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });

  afterAll(() => app.close());

  function post(url: string, payload: object, key: string | undefined = 'abc') {
    return app.inject({ method: 'POST', url, payload, headers: { 'idempotency-key': key } });
  }

  const order = { customer: 'C1' };

  test('an answer carries its status, headers, version and that it was given before', async () => {
    const answer = await post('/v1/orders', { ...order, freight: null, limit: null });
    expect(answer.statusCode).toBe(202);
    expect(answer.headers).toMatchObject({
      etag: '"3"',
      location: '/v1/orders/1',
      'idempotent-replayed': 'true',
    });
    expect(answer.json()).toMatchObject({ order: { ...order, limit: null }, actor: 'Ada' });
    expect(answer.json().order).not.toHaveProperty('freight');
  });

  test('the same request is recognised whatever the order of its fields', async () => {
    const cancel = async (payload: object) => (await post('/v1/orders/7/cancel', payload)).json();
    const first = await cancel({ a: 1, b: { c: 2, d: [1, 2] } });
    expect(first).toMatchObject({ key: 'abc', route: 'POST /v1/orders/:id/cancel id=7' });
    expect(await cancel({ b: { d: [1, 2], c: 2 }, a: 1 })).toEqual(first);
    expect((await cancel({ b: { d: [2, 1], c: 2 }, a: 1 })).hash).not.toBe(first.hash);
  });

  test('a POST without its key, or with a key without end, is refused', async () => {
    const without = await app.inject({ method: 'POST', url: '/v1/orders', payload: order });
    expect(without.json()).toMatchObject({ status: 400, code: 'idempotency.key_missing' });
    const endless = await post('/v1/orders', order, 'x'.repeat(256));
    expect(endless.json()).toMatchObject({ status: 400, code: 'idempotency.key_invalid' });
  });

  test('a change names the version it was made on', async () => {
    const put = (headers: Record<string, string>) =>
      app.inject({ method: 'PUT', url: '/v1/orders/7', headers });
    const changed = await put({ 'if-match': '"12"' });
    expect([changed.headers.etag, changed.json()]).toEqual(['"12"', { id: '7', version: 12 }]);
    expect((await put({})).json()).toMatchObject({ status: 428, code: 'precondition.required' });
    expect((await put({ 'if-match': '*' })).json()).toMatchObject({ status: 412 });
  });

  test('a list comes in pages', async () => {
    const get = (url: string) => app.inject(url);
    const first = (await get('/v1/orders?limit=2')).json();
    expect(first).toMatchObject({ items: [{ n: 1 }, { n: 2 }], next: expect.any(String) });
    const second = (await get(`/v1/orders?limit=2&after=${first.next}`)).json();
    expect(second).toMatchObject({ items: [{ n: 3 }], next: null });
    const wrong = await get('/v1/orders?limit=0&after=%00');
    expect(wrong.json()).toMatchObject({ status: 400, code: 'page.invalid' });
    expect(wrong.json().errors).toHaveLength(2);
  });

  test('a filter is read from text', async () => {
    const get = async (query: string) => (await app.inject(`/v1/orders?${query}`)).json();
    const { filter } = await get('status=open&days=30&late=true&sku=A&limit=1');
    expect(filter).toEqual({ status: 'open', days: 30, late: true, sku: ['A'] });
    expect((await get('status=lost&days=x&colour=red')).errors).toHaveLength(3);
    const wrong = await get('status=lost&limit=0&colour=red');
    expect(wrong.code).toBe('request.malformed');
    const paths = wrong.errors.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(['/limit', '/colour', '/status']);
  });

  test.each(['lines', 'facts'])('a list without filters takes none: %s', async (list) => {
    const get = async (query: string) => (await app.inject(`/v1/orders/7/${list}?${query}`)).json();
    expect(await get('limit=2')).toMatchObject({ limit: 2 });
    const { status, code, errors } = await get('colour=red&limit=2&a~b=1');
    expect([status, code]).toEqual([400, 'request.malformed']);
    expect(errors).toEqual([
      ...[{ code: 'field.unknown', path: '/colour', message: expect.stringMatching('colour') }],
      ...[{ code: 'field.unknown', path: '/a~0b', message: expect.stringMatching('a~b') }],
    ]);
  });

  test('the documentation is complete and served from this machine', async () => {
    const { paths, components, openapi } = (await app.inject('/openapi.json')).json();
    expect(openapi).toBe('3.1.0');
    expect(components.securitySchemes.key).toMatchObject({ scheme: 'bearer' });
    const place = paths['/v1/orders'].post;
    expect(place.security).toEqual([{ key: [] }]);
    expect(place.responses.default.content).toHaveProperty('application/problem+json');
    expect(place.parameters).toMatchObject([{ name: 'Idempotency-Key', in: 'header' }]);
    const names = paths['/v1/orders'].get.parameters.map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual(['after', 'days', 'late', 'limit', 'sku', 'status']);
    expect(components.schemas.OrderDto.properties.freight).toMatchObject({
      $ref: '#/components/schemas/Money',
    });
    const page = await app.inject('/docs');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    expect((await app.inject('/docs/swagger-ui-bundle.js')).statusCode).toBe(200);
    const document = buildOpenApi(app, 'Shop');
    expect(mergeOpenApi('All', [document]).paths).toEqual(document.paths);
  });
});

import { connect as connectSocket } from 'node:net';
import { Body, Controller, Get, Module, Param, Post, Put, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError, type Scope } from '@o2c/contracts';
import { QueryFailedError } from 'typeorm';
import { Public, Requires } from '../auth/access.js';
import { By, type Caller } from '../auth/caller.js';
import { signCaller, SignedHeaderAuthenticator } from '../auth/signed-header.js';
import { Clock, newSecret } from '../clock.js';
import { MoneyDto, MoneyField, QuantityField } from '../fields/amount-fields.js';
import { ListOf, Nested, TextList } from '../fields/nested-fields.js';
import { Choice, Flag, Int, Text } from '../fields/plain-fields.js';
import { DateField } from '../fields/time-fields.js';
import { Health } from '../health.js';
import { createLogger } from '../logging.js';
import { createHttp } from './create-http.js';
import { Idempotency, type IdempotencyKey } from './idempotency.js';
import { IfMatch } from './if-match.js';
import { listen } from './listen.js';
import { buildOpenApi, mergeOpenApi, serveDocs } from './openapi.js';
import { Page, pageOf, type PageRequest } from './page.js';
import type { Reply } from './reply.js';

class LineDto {
  @Text({ max: 40 }) declare readonly sku: string;
  @QuantityField() declare readonly quantity: number | string;
}

class OrderDto {
  @Text({ doc: 'Id or number' }) declare readonly customer: string;
  @ListOf(() => LineDto, { min: 1, max: 3 }) declare readonly lines: LineDto[];
  @MoneyField({ optional: true }) declare readonly freight?: MoneyDto;
  @MoneyField({ nullable: true, optional: true }) declare readonly limit?: MoneyDto | null;
  @Nested(() => LineDto, { optional: true }) declare readonly extra?: LineDto;
  @DateField({ optional: true }) declare readonly requestedOn?: string;
  @Flag({ optional: true }) declare readonly shipComplete?: boolean;
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

  @Put(':id')
  @Requires('orders:write')
  change(@Param('id') id: string, @IfMatch() version: number): object {
    return { id, version };
  }

  @Post(':id/:fault')
  @Requires('orders:write')
  fail(@Param('fault') fault: string, @Idempotency() key: IdempotencyKey): object {
    if (fault === 'shipped') throw new DomainError('order.already_shipped', 'It has left');
    if (fault === 'unstorable') throw databaseError('22P02');
    if (fault === 'late') throw databaseError('57014');
    if (fault === 'key') return key;
    throw databaseError('23505');
  }
}

@Controller()
class FrontController {
  @Public()
  @Get()
  hello(): object {
    return { hello: 'world' };
  }
}

@Module({ controllers: [OrdersController, FrontController] })
class ShopModule {}

@Controller('open')
class CarelessController {
  @Get()
  anybody(): string {
    return 'all customers';
  }
}

@Module({ controllers: [CarelessController] })
class CarelessModule {}

function databaseError(code: string): Error {
  const error = Object.assign(new Error('duplicate key value violates "customers_pkey"'), { code });
  return new QueryFailedError('INSERT INTO customers', ['secret'], error);
}

const secret = newSecret();
const clock = new Clock();
const logger = createLogger({ service: 'test', level: 'silent' });

function caller(...scopes: Scope[]): Record<string, string> {
  const who: Caller = { key: 'k1', actor: 'Ada', scopes: new Set(scopes), unlimited: false };
  return { 'x-caller': signCaller(who, secret, clock), 'idempotency-key': 'abc' };
}

describe('the HTTP side of a process', () => {
  const health = new Health();
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const authenticator = new SignedHeaderAuthenticator(secret, clock);
    app = await createHttp(ShopModule, { logger, clock, authenticator, health });
    serveDocs(app, () => buildOpenApi(app, 'Shop'));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });

  afterAll(() => app.close());

  const writer = () => caller('orders:write');
  const reader = () => caller('orders:read');

  function post(
    url: string,
    payload?: object | string,
    headers: Record<string, string> = writer(),
  ) {
    const json = payload === undefined ? {} : { 'content-type': 'application/json' };
    return app.inject({
      method: 'POST',
      url,
      headers: { ...json, ...headers },
      payload: payload ?? '',
    });
  }

  const order = { customer: 'C1', lines: [{ sku: 'A', quantity: 2 }] };

  test('an answer carries its status, headers, version and that it was given before', async () => {
    const answer = await post('/v1/orders', { ...order, freight: null, limit: null });
    expect(answer.statusCode).toBe(202);
    expect(answer.headers).toMatchObject({
      etag: '"3"',
      location: '/v1/orders/1',
      'idempotent-replayed': 'true',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.json()).toMatchObject({ order: { ...order, limit: null }, actor: 'Ada' });
    expect(answer.json().order).not.toHaveProperty('freight');
  });

  test('all faults of a request come at once, each with its place', async () => {
    const answer = await post('/v1/orders', {
      lines: [{ sku: '', quantity: 1.5 }, 'no line', { sku: 'A', quantity: '2', colour: 'red' }],
      freight: { amount: 3, currency: 'euro' },
      extra: [],
      requestedOn: '2026-02-30',
      shipComplete: 'yes',
      'a/b': 1,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const { errors, ...problem } = answer.json();
    expect(problem).toMatchObject({
      type: 'urn:order-to-cash:problem:request.malformed',
      title: 'Bad Request',
      status: 400,
      code: 'request.malformed',
      instance: '/v1/orders',
      requestId: answer.headers['x-request-id'],
    });
    const places = errors.map(({ code, path }: { code: string; path: string }) => [path, code]);
    expect(places.sort()).toEqual([
      ['/a~1b', 'field.unknown'],
      ['/customer', 'field.required'],
      ['/extra', 'field.shape'],
      ['/freight/amount', 'field.shape'],
      ['/freight/currency', 'field.shape'],
      ['/lines', 'field.shape'],
      ['/lines/0/quantity', 'field.shape'],
      ['/lines/0/sku', 'field.shape'],
      ['/lines/1', 'field.shape'],
      ['/lines/2/colour', 'field.unknown'],
      ['/requestedOn', 'field.shape'],
      ['/shipComplete', 'field.shape'],
    ]);
  });

  test.each([
    ['no JSON', '{"customer":', 400],
    ['a list', '[]', 400],
    ['a hidden prototype', '{"__proto__":{"admin":true}}', 400],
    ['nesting without end', '['.repeat(100_000) + ']'.repeat(100_000), 400],
    ['a list in a list', JSON.stringify({ ...order, lines: [order.lines] }), 400],
    ['a zero byte', JSON.stringify({ ...order, customer: 'a\u0000' }), 400],
    ['too much', JSON.stringify({ customer: 'x'.repeat(2_100_000) }), 413],
    ['nothing at all', undefined, 400],
  ])('a body that is %s is refused', async (_, body, status) => {
    const answer = await post('/v1/orders', body);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ status, requestId: expect.any(String) });
  });

  test('what is no JSON by its own words is not read', async () => {
    const headers = { ...writer(), 'content-type': 'text/plain' };
    const answer = await app.inject({ method: 'POST', url: '/v1/orders', headers, payload: 'hi' });
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'request.media_type']);
  });

  test('a rule of the business is answered with its code', async () => {
    const answer = await post('/v1/orders/7/shipped');
    expect(answer.json()).toMatchObject({
      status: 409,
      code: 'order.already_shipped',
      detail: 'It has left',
    });
  });

  test.each([
    ['unknown', 500, 'internal'],
    ['unstorable', 400, 'request.malformed'],
    ['late', 503, 'service.unavailable'],
  ])(
    'an error of the database (%s) says nothing about the database',
    async (fault, status, code) => {
      const answer = await post(`/v1/orders/7/${fault}`);
      expect(answer.json()).toMatchObject({ status, code });
      expect(answer.body).not.toMatch(/customers|INSERT|secret|pkey/);
    },
  );

  test('an address that nobody answers is a problem document too', async () => {
    const answer = await app.inject('/v2/nothing');
    expect(answer.json()).toMatchObject({
      status: 404,
      code: 'route.unknown',
      instance: '/v2/nothing',
    });
    const broken = await app.inject('/v1/%zz');
    expect(broken.json()).toMatchObject({ status: 400, code: 'request.malformed' });
    expect(broken.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  test('only the gateway may call, and only for callers with the right scope', async () => {
    const nobody = await post('/v1/orders', order, {});
    expect(nobody.json()).toMatchObject({ status: 401, code: 'auth.missing' });
    expect(nobody.headers['www-authenticate']).toBe('Bearer');
    const forged = signCaller(
      { key: 'k', actor: 'Eve', scopes: new Set(['orders:write']), unlimited: true },
      newSecret(),
      clock,
    );
    const eve = await post('/v1/orders', order, { 'x-caller': forged });
    expect(eve.json()).toMatchObject({ status: 401, code: 'auth.invalid' });
    const other = await post('/v1/orders', order, caller('orders:read'));
    expect(other.json()).toMatchObject({ status: 403, code: 'auth.forbidden' });
    expect((await app.inject('/')).json()).toEqual({ hello: 'world' });
  });

  test('an old word of the gateway counts no more', async () => {
    const moving = new Clock(true);
    const authenticator = new SignedHeaderAuthenticator(secret, moving);
    const headers = caller('orders:read');
    await expect(authenticator.authenticate(headers)).resolves.toMatchObject({ actor: 'Ada' });
    moving.advanceTo(new Date(clock.now().getTime() + 120_000).toISOString());
    await expect(authenticator.authenticate(headers)).rejects.toMatchObject({
      code: 'auth.invalid',
    });
  });

  test('the same request is recognised whatever the order of its fields', async () => {
    const keys = async (payload: object) => (await post('/v1/orders/7/key', payload)).json();
    const first = await keys({ a: 1, b: { c: 2, d: [1, 2] } });
    expect(first).toMatchObject({ key: 'abc', route: 'POST /v1/orders/:id/:fault id=7 fault=key' });
    expect(await keys({ b: { d: [1, 2], c: 2 }, a: 1 })).toEqual(first);
    expect((await keys({ b: { d: [2, 1], c: 2 }, a: 1 })).hash).not.toBe(first.hash);
  });

  test('a POST without its key, or with a key without end, is refused', async () => {
    const { 'x-caller': who = '' } = writer();
    const without = await post('/v1/orders', order, { 'x-caller': who });
    expect(without.json()).toMatchObject({ status: 400, code: 'idempotency.key_missing' });
    const long = { 'x-caller': who, 'idempotency-key': 'x'.repeat(256) };
    const endless = await post('/v1/orders', order, long);
    expect(endless.json()).toMatchObject({ status: 400, code: 'idempotency.key_invalid' });
  });

  test('a change names the version it was made on', async () => {
    const put = (headers: Record<string, string>) =>
      app.inject({ method: 'PUT', url: '/v1/orders/7', headers: { ...writer(), ...headers } });
    expect((await put({ 'if-match': '"12"' })).json()).toEqual({ id: '7', version: 12 });
    expect((await put({})).json()).toMatchObject({ status: 428, code: 'precondition.required' });
    expect((await put({ 'if-match': '*' })).json()).toMatchObject({ status: 412 });
  });

  test('a list comes in pages', async () => {
    const get = (url: string) => app.inject({ url, headers: reader() });
    const first = (await get('/v1/orders?limit=2')).json();
    expect(first).toMatchObject({ items: [{ n: 1 }, { n: 2 }], next: expect.any(String) });
    const second = (await get(`/v1/orders?limit=2&after=${first.next}`)).json();
    expect(second).toMatchObject({ items: [{ n: 3 }], next: null });
    const wrong = await get('/v1/orders?limit=0&after=%00');
    expect(wrong.json()).toMatchObject({ status: 400, code: 'page.invalid' });
    expect(wrong.json().errors).toHaveLength(2);
  });

  test('a filter is read from text', async () => {
    const get = async (query: string) =>
      (await app.inject({ url: `/v1/orders?${query}`, headers: reader() })).json();
    const { filter } = await get('status=open&days=30&late=true&sku=A&limit=1');
    expect(filter).toEqual({ status: 'open', days: 30, late: true, sku: ['A'] });
    expect((await get('status=lost&days=x&colour=red')).errors).toHaveLength(3);
  });

  test('a handler that forgot to say who may call it stops the start', async () => {
    const authenticator = new SignedHeaderAuthenticator(secret, clock);
    await expect(createHttp(CarelessModule, { logger, clock, authenticator })).rejects.toThrow(
      'CarelessController.anybody',
    );
  });

  test('health says which part is not ready', async () => {
    expect((await app.inject('/health/ready')).json()).toEqual({ ok: true, checks: {} });
    let isUp = false;
    health.add('database', () => (isUp ? Promise.resolve() : Promise.reject(new Error('away'))));
    const down = await app.inject('/health/ready');
    expect([down.statusCode, down.json()]).toEqual([
      503,
      { ok: false, checks: { database: 'away' } },
    ]);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    isUp = true;
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
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

  test('a taken port is named', async () => {
    const authenticator = new SignedHeaderAuthenticator(secret, clock);
    const one = await createHttp(ShopModule, { logger, clock, authenticator });
    const other = await createHttp(ShopModule, { logger, clock, authenticator });
    const port = Number(new URL(await listen(one, 0)).port);
    await new Promise((resolve) => connectSocket(port, '127.0.0.1', () => resolve(undefined)));
    await expect(listen(other, port)).rejects.toThrow(`Port ${port} is taken by another program`);
    await Promise.all([one.close(), other.close()]);
  });
});

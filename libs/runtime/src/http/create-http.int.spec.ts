import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError, type Scope } from '@o2c/contracts';
import { QueryFailedError } from 'typeorm';
import { Public, Requires } from '../auth/access.js';
import type { Caller } from '../auth/caller.js';
import { signCaller, SignedHeaderAuthenticator } from '../auth/signed-header.js';
import { Clock, newSecret } from '../clock.js';
import { MoneyDto, MoneyField, QuantityField } from '../fields/amount-fields.js';
import { ListOf, Nested } from '../fields/nested-fields.js';
import { Flag, Text } from '../fields/plain-fields.js';
import { DateField } from '../fields/time-fields.js';
import { Health } from '../health.js';
import { createLogger } from '../logging.js';
import { createHttp } from './create-http.js';
import { listen } from './listen.js';

class LineDto {
  @Text({ max: 40 }) declare readonly sku: string;
  @QuantityField() declare readonly quantity: number | string;
}

class OrderDto {
  @Text() declare readonly customer: string;
  @ListOf(() => LineDto, { min: 1, max: 3 }) declare readonly lines: LineDto[];
  @MoneyField({ optional: true }) declare readonly freight?: MoneyDto;
  @Nested(() => LineDto, { optional: true }) declare readonly extra?: LineDto;
  @DateField({ optional: true }) declare readonly requestedOn?: string;
  @Flag({ optional: true }) declare readonly shipComplete?: boolean;
}

@Controller('v1/orders')
class OrdersController {
  @Post()
  @Requires('orders:write')
  place(@Body() order: OrderDto): object {
    return order;
  }

  @Post(':id/:fault')
  @Requires('orders:write')
  fail(@Param('fault') fault: string): object {
    if (fault === 'shipped') throw new DomainError('order.already_shipped', 'It has left');
    if (fault === 'again') throw new DomainError('order.already_shipped', 'Gone', [], {}, true);
    if (fault === 'unstorable') throw databaseError('22P02');
    if (fault === 'late') throw databaseError('57014');
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
  return { 'x-caller': signCaller(who, secret, clock) };
}

describe('the HTTP side of a process', () => {
  const health = new Health();
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const authenticator = new SignedHeaderAuthenticator(secret, clock);
    app = await createHttp(ShopModule, { logger, clock, authenticator, health });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });

  afterAll(() => app.close());

  const writer = () => caller('orders:write');

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

  test('an amount as people write it is answered with how to write it', async () => {
    const answer = await post('/v1/orders', {
      ...order,
      freight: { amount: '1,234.50', currency: 'EUR' },
    });
    const detail = 'amount must be a decimal number as text, such as "1234.50"';
    expect(answer.json()).toMatchObject({ status: 400, detail });
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
    ['half a character', JSON.stringify({ ...order, customer: 'a\ud800' }), 400],
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
    const again = await post('/v1/orders/7/again');
    expect(again.headers['idempotent-replayed']).toBe('true');
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
    expect(nobody.headers).toMatchObject({
      'www-authenticate': 'Bearer',
      'x-content-type-options': 'nosniff',
    });
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

  test('a taken port is named', async () => {
    const authenticator = new SignedHeaderAuthenticator(secret, clock);
    const one = await createHttp(ShopModule, { logger, clock, authenticator });
    const other = await createHttp(ShopModule, { logger, clock, authenticator });
    const port = Number(new URL(await listen(one, 0)).port);
    await expect(listen(other, port)).rejects.toThrow(`Port ${port} is taken by another program`);
    await Promise.all([one.close(), other.close()]);
  });

  test('closing does not wait for a browser that holds a connection open', async () => {
    const authenticator = new SignedHeaderAuthenticator(secret, clock);
    const shop = await createHttp(ShopModule, { logger, clock, authenticator });
    const { port } = new URL(await listen(shop, 0));
    const socket = connectSocket(Number(port), '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    const began = performance.now();
    await shop.close();
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

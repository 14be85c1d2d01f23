import { newSystem, type System } from './system.js';
import { aCustomer, aProduct, eur } from './world.js';

describe('An integrator', () => {
  let system: System;

  beforeAll(async () => {
    system = await newSystem('standalone');
    await system.start();
  }, 120_000);

  afterAll(async () => {
    expect([await system.stop(), system.log]).toEqual([0, expect.any(String)]);
    system.clean();
  }, 60_000);

  it('finds every operation and every schema in one OpenAPI 3.1 document', async () => {
    const document = await system.get('/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    const schemas = new Set(Object.keys(document.components.schemas));
    const named = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]*)"/g);
    expect([...named].map(([, name]) => name).filter((name) => !schemas.has(name ?? ''))).toEqual(
      [],
    );
    const operations = Object.values<Record<string, { operationId: string }>>(document.paths)
      .flatMap((path) => Object.values(path))
      .map(({ operationId }) => operationId);
    expect(new Set(operations).size).toBe(operations.length);
    expect(operations.length).toBeGreaterThan(50);
  });

  it('is refused every period that ends before it begins', async () => {
    const { id } = await aCustomer(system);
    await system.settled();
    const { paths } = await system.get('/openapi.json');
    type Got = { get?: { parameters?: readonly { name: string }[] } };
    const periods = Object.entries<Got>(paths).flatMap(([path, { get }]) => {
      const names = new Set(get?.parameters?.map(({ name }) => name));
      const end = ['to', 'asOf'].find((name) => names.has(name));
      return names.has('from') && end ? [{ path, end, step: names.has('step') }] : [];
    });
    expect(periods.length).toBeGreaterThanOrEqual(9);
    for (const { path, end, step } of periods) {
      const named = path.replace('{id}', id).replace('{name}', 'order_to_cash');
      const url = `${named}?from=2026-03-02&${end}=2026-03-01${step ? '&step=Shipped' : ''}`;
      const { status, body } = await system.call('GET', url);
      const codes = body.errors?.map(({ code }: { code: string }) => code);
      expect([path, status, codes]).toEqual([path, 422, ['period.backwards']]);
    }
  });

  it('reads Swagger, and is told of health, without a key', async () => {
    for (const path of ['/', '/docs', '/health/live', '/health/ready']) {
      expect([path, (await fetch(system.url + path)).status]).toEqual([path, 200]);
    }
  });

  it.each([
    ['no key', {}, 401, 'auth.missing'],
    ['a wrong key', { authorization: 'Bearer nobody' }, 401, 'auth.invalid'],
  ])('with %s is told so', async (_, headers, status, code) => {
    const response = await fetch(`${system.url}/v1/orders`, { headers });
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code });
  });

  it('with a key of few rights gets no further than these', async () => {
    const { key } = await system.post('/v1/api-keys', { name: 'shop', scopes: ['orders:read'] });
    const as = { authorization: `Bearer ${key}` };
    expect((await system.call('GET', '/v1/orders', undefined, as)).status).toBe(200);
    const refused = await system.call('GET', '/v1/payments', undefined, as);
    expect(refused).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    const inner = await system.call('GET', '/internal/credit/heads', undefined, as);
    expect(inner).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  });

  it('is told all faults of an order at once', async () => {
    const customer = await aCustomer(system);
    const product = await aProduct(system, '10.00');
    const { status, body } = await system.call('POST', '/v1/orders', {
      customer: customer.id,
      currency: 'USD',
      requestedOn: '2020-01-01',
      lines: [
        { sku: 'NO-SUCH', quantity: 1 },
        { sku: product.sku, quantity: 0, unitPrice: eur('10.00') },
      ],
    });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'order.invalid' });
    const paths = body.errors.map((error: { path: string }) => error.path);
    expect(paths).toEqual(
      expect.arrayContaining(['/currency', '/requestedOn', '/lines/0/sku', '/lines/1/quantity']),
    );
  });

  it('is refused what is malformed, too large, of another type or without a key', async () => {
    const post = (body: string, headers: object = {}) =>
      fetch(`${system.url}/v1/customers`, {
        method: 'POST',
        headers: {
          authorization: 'Bearer test-key-of-the-whole-system',
          'content-type': 'application/json',
          'idempotency-key': 'bad',
          ...headers,
        },
        body,
      });
    expect((await post('{"name":')).status).toBe(400);
    expect((await post('{"surprise":1}')).status).toBe(400);
    expect((await post(JSON.stringify({ name: 'x'.repeat(3_000_000) }))).status).toBe(413);
    expect((await post('<xml/>', { 'content-type': 'text/xml' })).status).toBe(415);
    const keyless = await system.call(
      'POST',
      '/v1/customers',
      { name: 'A' },
      { 'idempotency-key': '' },
    );
    expect(keyless).toMatchObject({ status: 400, body: { code: 'idempotency.key_missing' } });
    expect((await system.call('GET', '/v1/nothing')).body.code).toBe('route.unknown');
  });

  it('is asked for an Idempotency-Key by every POST but the one that signs in', async () => {
    const { paths } = await system.get('/openapi.json');
    const posts = Object.keys(paths).filter((path) => paths[path].post && path !== '/v1/session');
    expect(posts.length).toBeGreaterThan(25);
    for (const path of posts) {
      const url = path.replaceAll(/\{\w+\}/g, '01932b5a-0000-7000-8000-000000000001');
      const { status, body } = await system.call('POST', url, {}, { 'idempotency-key': '' });
      expect([path, status, body.code]).toEqual([path, 400, 'idempotency.key_missing']);
    }
  });

  it.each([
    ['/v1/events?type=OrderPlace', '/type'],
    ['/v1/process-map/orders?step=OrderPlace', '/step'],
    ['/v1/process-map/orders?fromStep=Shiped&toStep=Invoiced', '/fromStep'],
    ['/v1/parked-facts?status=discard', '/status'],
    ['/v1/parked-facts?state=parked', '/state'],
  ])('is told of a slip of the pen instead of an empty list: %s', async (url, path) => {
    const { status, body } = await system.call('GET', url);
    const paths = body.errors?.map((error: { path: string }) => error.path);
    expect([status, paths]).toEqual([400, [path]]);
  });

  it('signs in with a key, acts by cookie alone, and is out after signing out', async () => {
    const { key, id } = await system.post('/v1/api-keys', {
      name: 'Ada',
      scopes: ['orders:read', 'customers:read', 'admin'],
    });
    const signIn = (text: string) =>
      fetch(`${system.url}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key: text }),
      });
    expect((await signIn('o2c_nobody')).status).toBe(401);
    const signedIn = await signIn(key);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^o2c_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict;/);
    expect(cookie).not.toContain(key);
    expect(await signedIn.json()).toMatchObject({ name: 'Ada', scopes: expect.any(Array) });
    const as = { cookie: cookie.split(';', 1)[0] ?? '' };
    const ask = (method: string, path: string, headers: object, body?: object) =>
      fetch(system.url + path, {
        method,
        headers: { ...as, ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
    expect(await (await ask('GET', '/v1/session', {})).json()).toMatchObject({ name: 'Ada' });
    expect((await ask('GET', '/v1/orders', {})).status).toBe(200);
    expect((await ask('GET', '/v1/payments', {})).status).toBe(403);
    const change = { 'if-match': '"1"' };
    const forged = await ask('PATCH', `/v1/api-keys/${id}`, change, { name: 'Eve' });
    expect(await forged.json()).toMatchObject({ status: 403, code: 'session.forged' });
    const own = { ...change, 'x-session': 'console' };
    expect((await ask('PATCH', `/v1/api-keys/${id}`, own, { name: 'Bea' })).status).toBe(200);
    expect((await ask('DELETE', '/v1/session', { 'x-session': 'console' })).status).toBe(204);
    expect((await ask('GET', '/v1/session', {})).status).toBe(401);
    expect((await ask('GET', '/v1/orders', {})).status).toBe(401);
  });

  it('is out of every session when the key is revoked', async () => {
    const { key, id } = await system.post('/v1/api-keys', { name: 'B', scopes: ['orders:read'] });
    const { headers } = await fetch(`${system.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    const as = { cookie: headers.get('set-cookie')?.split(';', 1)[0] ?? '' };
    expect((await fetch(`${system.url}/v1/orders`, { headers: as })).status).toBe(200);
    await system.call('PATCH', `/v1/api-keys/${id}`, { revoked: true }, { 'if-match': '"1"' });
    const refused = await fetch(`${system.url}/v1/orders`, { headers: as });
    expect(await refused.json()).toMatchObject({ status: 401, code: 'auth.invalid' });
  });

  it('finds the console without a key: strict about scripts, assets kept for good', async () => {
    const page = await fetch(`${system.url}/orders/${'a'.repeat(36)}`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const [script = ''] = /assets\/[\w.-]+\.js/.exec(await page.text()) ?? [];
    const asset = await fetch(`${system.url}/${script}`);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('content-encoding')).toBe('gzip');
    expect((await fetch(`${system.url}/assets/..%2f..%2fpackage.json`)).status).toBe(404);
    expect((await fetch(`${system.url}/no-such-page`)).status).toBe(404);
  });

  it('that repeats a request 50 times at once has one order', async () => {
    const customer = await aCustomer(system);
    const product = await aProduct(system, '10.00');
    const body = {
      customer: customer.id,
      currency: 'EUR',
      lines: [{ sku: product.sku, quantity: 1 }],
    };
    const key = { 'idempotency-key': `same-${customer.id}` };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => system.call('POST', '/v1/orders', body, key)),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => [201, 409].includes(status))).toBe(true);
    const replay = await system.call('POST', '/v1/orders', body, key);
    expect(replay.status).toBe(201);
    expect(replay.headers.get('idempotent-replayed')).toBe('true');
    const { items } = await system.get(`/v1/orders?customer=${customer.id}`);
    expect(items.map(({ id }: { id: string }) => id)).toEqual([replay.body.id]);
    const other = await system.call('POST', '/v1/orders', { ...body, priority: 1 }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused' } });
  });
});

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from './client.js';
import { eachOf } from './each-of.js';
import { Problem } from './problem.js';

type Scripted = {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Record<string, string>;
};
type Seen = {
  readonly request: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

describe('A client of the API', () => {
  let server: Server;
  let script: Scripted[];
  let seen: Seen[];
  let url: string;

  beforeEach(async () => {
    script = [];
    seen = [];
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      seen.push({ request: `${request.method} ${request.url}`, headers: request.headers, body });
      const { status, body: answer = {}, headers } = script.shift() ?? { status: 500 };
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const client = (patience?: number) => new Client({ url, key: 'secret', patience });
  const keys = () => seen.map(({ headers }) => headers['idempotency-key']);

  it('shows its key and answers the parsed JSON', async () => {
    script = [{ status: 200, body: { id: '1' } }];
    expect(await client().get('/v1/orders/1')).toEqual({ id: '1' });
    expect(seen[0]).toMatchObject({
      request: 'GET /v1/orders/1',
      headers: { authorization: 'Bearer secret' },
    });
  });

  it('sends a command again with the same key while the system is busy or away', async () => {
    script = [
      { status: 503 },
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 409, body: { code: 'idempotency.in_progress' } },
      { status: 201, body: { id: '1' } },
    ];
    expect(await client().post('/v1/orders', { lines: [] })).toEqual({ id: '1' });
    expect(seen).toHaveLength(4);
    expect(new Set(keys()).size).toBe(1);
    expect(new Set(seen.map(({ body }) => body))).toEqual(new Set(['{"lines":[]}']));
  });

  it('gives each command a key of its own, unless the caller gives one', async () => {
    script = Array.from({ length: 3 }, () => ({ status: 201 }));
    await client().post('/v1/orders');
    await client().post('/v1/orders');
    await client().post('/v1/orders', {}, 'mine');
    expect(new Set(keys()).size).toBe(3);
    expect(keys()[2]).toBe('mine');
  });

  it('tells an answer that was given before', async () => {
    script = [{ status: 201, headers: { 'idempotent-replayed': 'true' } }];
    expect(await client().postAnswer('/v1/orders', {})).toMatchObject({ replayed: true });
  });

  it('throws the problem of a refusal at once, with all faults', async () => {
    const errors = [{ code: 'quantity.not_positive', path: '/lines/0/quantity', message: 'no' }];
    script = [{ status: 422, body: { status: 422, code: 'order.invalid', detail: 'no', errors } }];
    const refused = await client()
      .post('/v1/orders')
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ status: 422, code: 'order.invalid', document: { errors } });
    expect(seen).toHaveLength(1);
  });

  it('gives up on a system that stays busy, and on one that is not there', async () => {
    script = Array.from({ length: 20 }, () => ({
      status: 503,
      body: { code: 'service.unavailable' },
    }));
    await expect(client(200).get('/v1/orders')).rejects.toMatchObject({ status: 503 });
    await expect(
      new Client({ url: 'http://127.0.0.1:1', key: 'secret', patience: 100 }).get('/v1/orders'),
    ).rejects.toThrow('does not answer');
  });

  it('changes only the version that the caller has seen', async () => {
    script = [{ status: 200 }, { status: 200 }];
    await client().patch('/v1/customers/1', {}, 3);
    await client().put('/v1/credit-accounts/1', {}, 0);
    expect(seen.map(({ headers }) => headers['if-match'])).toEqual(['"3"', '"0"']);
  });

  it('reads a list page by page', async () => {
    script = [
      { status: 200, body: { items: [1, 2], next: 'two' } },
      { status: 200, body: { items: [3], next: null } },
    ];
    expect(await client().all('/v1/orders', { status: 'held', customer: undefined })).toEqual([
      ...[1, 2, 3],
    ]);
    expect(seen.map(({ request }) => request)).toEqual([
      'GET /v1/orders?limit=200&status=held',
      'GET /v1/orders?limit=200&status=held&after=two',
    ]);
  });

  it('repeats a parameter for each item of a list', async () => {
    script = [{ status: 200 }];
    const query = { type: ['Shipped', 'Invoiced'], after: '7' } as const;
    await client().call('GET /v1/events', { query });
    expect(seen.map(({ request }) => request)).toEqual([
      'GET /v1/events?type=Shipped&type=Invoiced&after=7',
    ]);
  });
});

describe('Many calls', () => {
  it('run some at a time and answer in order', async () => {
    let running = 0;
    let most = 0;
    const results = await eachOf([3, 1, 2, 5, 4], 2, async (item) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, item));
      running--;
      return item * 10;
    });
    expect(results).toEqual([30, 10, 20, 50, 40]);
    expect(most).toBe(2);
  });

  it('stop at the first failure', async () => {
    const begun: number[] = [];
    const failing = eachOf([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      if (item === 2) throw new Error('two');
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    await expect(failing).rejects.toThrow('two');
    expect(begun).toEqual([1, 2]);
  });
});

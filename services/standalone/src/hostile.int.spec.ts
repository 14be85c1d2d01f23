import { ApiKeys, GatewayModule } from '@o2c/gateway';
import { InProcessBus, moduleOn } from '@o2c/messaging';
import { Clock, createHttp, createLogger, databaseUrl, Health, newId } from '@o2c/runtime';
import { Chance, eventually, figure, limit, tell, testServerUrl } from '@o2c/testing';
import { apiDocument, SERVICES } from './api-document.js';
import { type Operation, type Sent, Stranger } from './sample-stranger.js';

type App = Awaited<ReturnType<typeof createHttp>>;
type Json = ReturnType<typeof JSON.parse>;
type Answer = { readonly status: number; readonly type: string; readonly body: Json };

const KEY = 'key-of-a-stranger';
const SEED = Number(process.env.SEED ?? 1);
const ROUNDS = figure(20, 1_000);
/** Requests at work at once. */
const ABREAST = 8;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('Whatever a stranger sends', () => {
  let app: App;
  let bus: InProcessBus;
  let stranger: Stranger;
  let operations: readonly Operation[];
  let serial = 0;

  beforeAll(async () => {
    const document = JSON.parse(await apiDocument());
    operations = operationsOf(document);
    stranger = new Stranger(new Chance(SEED), document, new Clock().now());
    [app, bus] = await start();
    await trade();
  }, 120_000);
  afterAll(async () => {
    await bus?.stop();
    await app?.close();
  }, 60_000);

  it(
    `no answer is a failure of ours, every refusal says why, and the books agree (SEED=${SEED})`,
    async () => {
      const chance = new Chance(SEED);
      const faults: object[] = [];
      const count = { requests: 0, done: 0, refused: 0, seed: SEED };
      for (let round = 0; round < ROUNDS; round++) {
        const all = operations.map((operation) => ({ operation, rank: chance.next() }));
        all.sort((one, other) => one.rank - other.rank);
        for (let from = 0; from < all.length; from += ABREAST) {
          const some = all.slice(from, from + ABREAST).map(({ operation }) => operation);
          const requests = some.map((operation) => stranger.request(operation));
          const answers = await Promise.all(requests.map(send));
          answers.forEach((answer, index) => {
            const sent = requests[index] as Sent;
            faults.push(...faultsOf(sent, answer));
            count.requests += 1;
            count[answer.status < 400 ? 'done' : 'refused'] += 1;
            const { method, path } = some[index] as Operation;
            // The key that we come with stands in the list of all, and must not be revoked.
            if (method !== 'get' || path !== '/v1/api-keys') stranger.hear(path, answer.body);
          });
        }
      }
      tell('hostile requests', count);
      expect(faults).toEqual([]);
      const { ok, identities, services } = await settled();
      expect(identities.filter((one: Json) => one.ok !== true)).toEqual([]);
      expect(services.filter(({ parked }: Json) => parked > 0)).toEqual([]);
      expect(ok).toBe(true);
    },
    limit(300, 3_600),
  );

  async function start(): Promise<[App, InProcessBus]> {
    const logger = createLogger({ service: 'test', level: process.env.TEST_LOG ?? 'silent' });
    const clock = new Clock();
    const prefix = `h${newId(clock).slice(-12)}`;
    const platform = {
      ...{ clock, logger, health: new Health(), bus: new InProcessBus(logger), maxConnections: 4 },
      databaseUrl: (service: string) => databaseUrl(testServerUrl(), prefix, service),
    };
    const settings = {
      ...{ internalSecret: 's'.repeat(40), bootstrapKey: KEY },
      ...{ requestsPerSecond: 1e6, maxConcurrentRequests: 1e6 },
    };
    const gateway = GatewayModule.with({ settings, testClock: false });
    const { health } = platform;
    const module = moduleOn(platform, gateway, ...SERVICES);
    const made = await createHttp(module, { logger, clock, health });
    await made.init();
    await made.getHttpAdapter().getInstance().ready();
    await platform.bus.start();
    await made.get(ApiKeys, { strict: false }).ensureFirst(KEY);
    return [made, platform.bus];
  }

  /** One sale from the order to the payment, so that there is something to speak of. */
  async function trade(): Promise<void> {
    const sku = 'A-1';
    const address = { name: 'A', lines: ['Way 1'], postalCode: '1', city: 'B', country: 'DE' };
    const customer = { name: 'A', terms: 'net30', currency: 'EUR', billTo: address };
    const { id } = await post('customers', { ...customer, creditLimit: eur('9000000.00') });
    const product = { sku, name: 'Bolt', unit: 'piece', taxCategory: 'Z', price: eur('10.00') };
    await post('products', product);
    await post('stock-receipts', { lines: [{ sku, quantity: 100_000 }] });
    const wanted = { customer: id, currency: 'EUR', lines: [{ sku, quantity: 5 }] };
    for (let orders = 0; orders < 12; orders++) {
      const order = await post('orders', wanted);
      const [shipment] = await found(`shipments?order=${order.id}`);
      if (orders % 2 === 0) continue;
      await post(`shipments/${shipment.id}/ship`, {});
      const [invoice] = await found(`invoices?order=${order.id}`);
      const payment = { amount: eur('20.00'), method: 'transfer', valueDate: '2026-01-15' };
      await post('payments', { ...payment, customer: id, reference: invoice.number });
    }
    for (const list of ['open-items', 'payments', 'stock', 'holds', 'ledger/entries', 'sellers']) {
      await ask(`/v1/${list}`);
    }
  }

  async function post(path: string, body: object): Promise<Json> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': `own ${++serial}` };
    const payload = JSON.stringify(body);
    const answer = await send({ method: 'POST', url: `/v1/${path}`, headers, payload });
    expect(answer.status).toBeLessThan(300);
    stranger.hear(`/v1/${path}`, answer.body);
    return answer.body;
  }

  const found = (path: string): Promise<Json[]> =>
    eventually(async () => {
      const { items } = await ask(`/v1/${path}`);
      expect(items).not.toEqual([]);
      return items;
    });

  async function ask(url: string): Promise<Json> {
    const { body } = await send({ method: 'GET', url, headers: {} });
    stranger.hear(url, body);
    return body;
  }

  const settled = (): Promise<Json> =>
    eventually(async () => {
      const audit = await ask('/v1/audit');
      expect(audit.settled).toBe(true);
      return audit;
    }, 60_000);

  async function send({ method, url, headers, payload }: Sent): Promise<Answer> {
    const response = await app.inject({
      ...{ method: method as 'GET', url, payloadAsStream: true },
      headers: { authorization: `Bearer ${KEY}`, ...headers },
      ...(payload !== undefined && { payload }),
    });
    const type = String(response.headers['content-type'] ?? '');
    const stream = response.stream();
    // It has no end.
    if (type.includes('event-stream')) stream.destroy();
    const chunks = type.includes('event-stream') ? [] : await stream.toArray();
    const text = Buffer.concat(chunks as Buffer[]).toString();
    const body = type.includes('json') && text !== '' ? JSON.parse(text) : text;
    return { status: response.statusCode, type, body };
  }
});

/** What is wrong with an answer: a failure of ours, or a refusal that says not why. */
function faultsOf({ method, url, payload }: Sent, { status, type, body }: Answer): object[] {
  const isReason = type.startsWith('application/problem+json') && typeof body.code === 'string';
  if (status < 400 || (status < 500 && isReason)) return [];
  return [{ method, url, payload: String(payload).slice(0, 2_000), status, type, body }];
}

function operationsOf({ paths }: Json): readonly Operation[] {
  return Object.entries<Json>(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => ({
      method,
      path,
      parameters: item[method].parameters ?? [],
      body: item[method].requestBody?.content['application/json'].schema,
    })),
  );
}

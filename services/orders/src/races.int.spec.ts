import { startService, type Answer, type TestService } from '@o2c/testing';
import { OrdersModule } from './orders.module.js';
import { SampleShop } from './sample-shop.js';

describe('Two processes of orders on one database', () => {
  let one: TestService;
  let other: TestService;
  let shop: SampleShop;

  beforeAll(async () => {
    one = await startService(OrdersModule);
    other = await one.another(OrdersModule);
    shop = new SampleShop(one);
  });
  afterAll(async () => {
    await other?.stop();
    await one?.stop();
  });

  it('make one order of 500 identical requests, and give equal answers', async () => {
    const { number: customer } = await shop.customer();
    const lines = [{ sku: await shop.product(), quantity: 1 }];
    const body = { customer, currency: 'EUR', lines };
    const key = { 'idempotency-key': 'same' };
    const send = (service: TestService, content = {}) =>
      service.http('POST', '/v1/orders', { ...body, ...content }, key);
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => send(index % 2 === 0 ? one : other)),
    );
    const placed = answers.filter(({ status }) => status === 201);
    const busy = answers.filter(({ status }) => status !== 201);
    expect(new Set(busy.map(codeOf))).toEqual(new Set(['409 idempotency.in_progress']));
    expect(new Set(placed.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    const [first] = placed;
    expect(await one.database.read(PLACED)).toEqual([{ subject: first?.body.id }]);
    for (const service of [one, other]) {
      expect(await send(service)).toMatchObject({ status: 201, body: first?.body });
      expect(codeOf(await send(service, { priority: 1 }))).toBe('422 idempotency.key_reused');
    }
  });

  it('count every order of many customers once, and no number twice', async () => {
    const { number: customer } = await shop.customer();
    const lines = [{ sku: await shop.product(), quantity: 1 }];
    const body = { customer, currency: 'EUR', lines };
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const key = { 'idempotency-key': `own-${index}` };
        return (index % 2 === 0 ? one : other).http('POST', '/v1/orders', body, key);
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.number)).size).toBe(200);
    const [gaps] = await one.database.read(GAPS);
    expect(gaps).toEqual({ gaps: 0 });
  });
});

const codeOf = ({ status, body }: Answer) => `${status} ${body.code}`;

const PLACED = `SELECT subject FROM outbox WHERE type = 'OrderPlaced'`;

const GAPS = `
  SELECT (SELECT last FROM outbox_head) - count(DISTINCT position) AS gaps FROM outbox`;

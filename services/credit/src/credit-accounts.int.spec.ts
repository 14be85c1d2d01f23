import { startService, type TestService } from '@o2c/testing';
import { CreditModule } from './credit.module.js';
import { SampleTrade } from './sample-trade.js';

let service: TestService;
let trade: SampleTrade;

beforeAll(async () => {
  service = await startService(CreditModule);
  trade = new SampleTrade(service);
  await trade.open();
});
afterAll(() => service.stop());

const put = (customer: string, body: object, version: number | null = 0) =>
  service.http(
    'PUT',
    `/v1/credit-accounts/${customer}`,
    body,
    version === null ? {} : { 'if-match': `"${version}"` },
  );
const get = (path: string) => service.http('GET', `/v1/credit-accounts${path}`);

describe('A credit account', () => {
  test('is found by the customer’s id and number, empty before the first order', async () => {
    const registered = trade.registered();
    await service.publishFact('CustomerRegistered', registered);
    const byNumber = await get(`/${registered.number}`);
    expect(byNumber).toMatchObject({ status: 200, headers: { etag: '"0"' } });
    expect(byNumber.body).toEqual({
      seller: trade.seller,
      customer: registered.customer,
      currency: 'EUR',
      limit: null,
      exposure: {
        openOrders: trade.eur('0.00'),
        deliveredNotInvoiced: trade.eur('0.00'),
        openItems: trade.eur('0.00'),
        unapplied: trade.eur('0.00'),
        total: trade.eur('0.00'),
      },
      available: null,
      rules: {},
      blocked: null,
      heldOrders: 0,
      version: 0,
    });
    expect((await get(`/${registered.customer}`)).body).toEqual(byNumber.body);
  });

  test('is unknown until its customer was heard of', async () => {
    const answer = await get(`/${trade.id()}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'customer.unknown' } });
  });

  test('gets limit, rules and block from a controller, and says so', async () => {
    const customer = await trade.customer('100.00');
    const rules = { overdue: { amount: trade.eur('10.00'), days: 30 }, reviewOn: '2026-12-31' };
    const terms = { limit: trade.eur('500.00'), rules, blocked: { reason: 'fraud' } };
    const answer = await put(customer, terms);
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(answer.body).toMatchObject({ ...terms, available: trade.eur('500.00'), version: 1 });
    expect((await get(`/${customer}`)).body).toEqual(answer.body);
    const [said] = service.facts('CreditLimitChanged').slice(-1);
    expect(said?.data).toEqual({ seller: trade.seller, customer, currency: 'EUR', ...terms });
    expect(said?.actor).toBe('tester');
  });

  test('loses its limit: nothing is checked any more, and who waited is approved', async () => {
    const customer = await trade.customer('10.00');
    const order = await trade.order(customer, '30.00');
    const answer = await put(customer, { limit: null });
    expect(answer.body).toMatchObject({ limit: null, available: null, heldOrders: 0 });
    expect(service.facts().at(-1)).toMatchObject({ type: 'CreditApproved', subject: order });
  });

  test('is not changed on a version that is gone, or on none', async () => {
    const customer = await trade.customer('10.00');
    await put(customer, { limit: null });
    expect(await put(customer, { limit: null })).toMatchObject({
      status: 412,
      body: { code: 'precondition.failed' },
    });
    expect((await put(customer, { limit: null }, null)).status).toBe(428);
  });

  test('is not changed to nonsense, and all of it is told', async () => {
    const customer = await trade.customer('10.00');
    const rules = { overdue: { amount: { amount: '1.00', currency: 'USD' }, days: 1 } };
    const answer = await put(customer, { limit: trade.eur('-1.005'), rules });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      '/limit',
      '/rules/overdue/amount',
    ]);
    expect((await put(customer, { rules: {} })).status).toBe(400);
  });

  test('of a customer who is not known cannot be changed', async () => {
    expect(await put('nobody', { limit: null })).toMatchObject({
      status: 422,
      body: { code: 'reference.unknown' },
    });
  });

  test('needs the scopes for it', async () => {
    const customer = await trade.customer('10.00');
    const path = `/v1/credit-accounts/${customer}`;
    const scopes = { 'x-test-scopes': 'credit:read' };
    expect((await service.http('GET', path, undefined, scopes)).status).toBe(200);
    const change = { ...scopes, 'if-match': '"0"' };
    expect((await service.http('PUT', path, { limit: null }, change)).status).toBe(403);
  });
});

describe('What makes up an exposure', () => {
  test('is listed document by document, in pages', async () => {
    const customer = await trade.customer('1000.00');
    const order = await trade.order(customer, '100.00');
    await service.publishFact('Shipped', trade.shipped(customer, order, 4));
    const invoiced = trade.invoiced(customer, order, '20.00', 2);
    await service.publishFact('Invoiced', invoiced);
    const paid = trade.received(customer, '5.00');
    await service.publishFact('PaymentReceived', paid);

    const { items, next } = (await get(`/${customer}/documents?limit=2`)).body;
    const rest = (await get(`/${customer}/documents?limit=2&after=${next}`)).body;
    const all = [...items, ...rest.items];
    expect(all).toMatchObject([
      { kind: 'invoice', document: invoiced.number, exposure: { openItems: trade.eur('20.00') } },
      {
        kind: 'order',
        order,
        exposure: {
          openOrders: trade.eur('60.00'),
          deliveredNotInvoiced: trade.eur('20.00'),
        },
      },
      { kind: 'payment', document: paid.payment, exposure: { unapplied: trade.eur('5.00') } },
    ]);
    expect(rest.next).toBeNull();
  });

  test('in another currency is an account of its own', async () => {
    const customer = await trade.customer('100.00');
    const dollars = { amount: '7.00', currency: 'USD' };
    const payment = { ...trade.received(customer, '7.00'), amount: dollars };
    await service.publishFact('PaymentReceived', payment);
    const { items } = (await get(`?customer=${customer}`)).body;
    expect(items).toMatchObject([
      { currency: 'EUR', limit: trade.eur('100.00') },
      { currency: 'USD', limit: null, exposure: { unapplied: dollars } },
    ]);
    const onlyDollars = (await get(`?customer=${customer}&currency=USD`)).body;
    expect(onlyDollars.items).toHaveLength(1);
  });

  test('is listed for all customers, in pages', async () => {
    const first = (await get('?limit=3')).body;
    const second = (await get(`?limit=3&after=${first.next}`)).body;
    const customers = [...first.items, ...second.items].map(({ customer, currency }) => {
      return `${customer} ${currency}`;
    });
    expect(new Set(customers).size).toBe(6);
    expect((await get('?after=bm9uc2Vuc2U')).status).toBe(400);
  });
});

test('A customer who owes to several sellers: the seller has to be named', async () => {
  const customer = await trade.customer('100.00');
  const seller = await trade.otherSeller();
  expect(await get(`/${customer}`)).toMatchObject({
    status: 422,
    body: { code: 'seller.required' },
  });
  expect((await get(`/${customer}?seller=${seller}`)).body).toMatchObject({ seller, limit: null });
  expect((await put(customer, { limit: null })).status).toBe(422);
});

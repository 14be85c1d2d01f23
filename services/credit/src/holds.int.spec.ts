import { startService, type TestService } from '@o2c/testing';
import { CreditModule } from './credit.module.js';
import { FactsConsumer } from './facts.consumer.js';
import { SampleTrade } from './sample-trade.js';

let service: TestService;
let trade: SampleTrade;

beforeAll(async () => {
  service = await startService(CreditModule);
  trade = new SampleTrade(service);
  await trade.open();
});
afterAll(() => service.stop());

const read = async (customer: string) =>
  (await service.http('GET', `/v1/credit-accounts/${customer}`)).body;
const decisions = (order: string) => service.facts().filter(({ subject }) => subject === order);
/** What was decided; the same told anew is not. */
const said = (order: string) =>
  decisions(order).flatMap(({ type, data }) => ('restated' in data ? [] : type));
const pay = (customer: string, amount: string) =>
  service.publishFact('PaymentReceived', trade.received(customer, amount));
const decideHold = (type: 'HoldReleased' | 'HoldRejected', order: string, code: string) => {
  const [hold, by, reason] = [trade.id(), 'controller', 'agreed'];
  return service.publishFact(type, { order, hold, code, by, reason });
};

describe('Orders that wait', () => {
  test('are approved when a payment makes room, oldest first, the large one left out', async () => {
    const customer = await trade.customer('100.00');
    await trade.order(customer, '100.00');
    const large = await trade.order(customer, '80.00');
    const first = await trade.order(customer, '30.00');
    const second = await trade.order(customer, '30.00');
    await pay(customer, '50.00');
    expect([large, first, second].map((order) => said(order).at(-1))).toEqual([
      'CreditHeld',
      'CreditApproved',
      'CreditHeld',
    ]);
    expect((await read(customer)).heldOrders).toBe(2);
  });

  test('are told the fact that made room', async () => {
    const customer = await trade.customer('0.00');
    const order = await trade.order(customer, '80.00');
    const [payment] = await service.publishFacts('PaymentReceived', [
      trade.received(customer, '80.00'),
    ]);
    expect(decisions(order).at(-1)).toMatchObject({
      type: 'CreditApproved',
      causationid: payment?.id,
    });
  });

  test('are all asked, though more wait than are asked at once', async () => {
    const customer = await trade.customer('0.00');
    const many = Array.from({ length: 250 }, (_, index) =>
      trade.placed(customer, [index < 245 ? '9.00' : '1.00']),
    );
    await service.publishFacts('OrderPlaced', many);
    await pay(customer, '5.00');
    expect(many.slice(0, 245).every(({ order }) => said(order).length === 1)).toBe(true);
    expect(many.slice(245).map(({ order }) => said(order).at(-1))).toEqual(
      Array.from({ length: 5 }, () => 'CreditApproved'),
    );
    expect(await read(customer)).toMatchObject({ available: trade.eur('0.00'), heldOrders: 245 });
  });

  test('are asked oldest first where room was left behind two who came at once', async () => {
    const customer = await trade.customer('0.00');
    const many = Array.from({ length: 250 }, (_, index) =>
      trade.placed(customer, [index === 149 || index === 249 ? '5.00' : '9.00']),
    );
    await service.publishFacts('OrderPlaced', many);
    const [{ heldSince = '' } = {}] = service
      .facts('CreditHeld')
      .flatMap(({ data }) => (data.customer === customer ? data : []));
    const account = { seller: trade.seller, customer, currency: 'EUR' };
    const paid = service.event('PaymentReceived', trade.received(customer, '5.00'));
    await service.database.transaction(async (tx) => {
      const after = { heldSince, order: many[199]?.order };
      tx.followUp('offer-room', [{ ...account, after }]);
      return new FactsConsumer().carryOut([paid], tx);
    });
    await service.settle();
    expect([149, 249].map((index) => said(many[index]?.order ?? '').at(-1))).toEqual([
      'CreditApproved',
      'CreditHeld',
    ]);
  });

  test('are asked again when their customer is no longer blocked', async () => {
    const registered = trade.registered();
    const blocked = { ...registered, blocked: { reason: 'insolvency' } };
    await service.publishFact('CustomerRegistered', blocked);
    const order = await trade.order(registered.customer, '10.00');
    expect(decisions(order)[0]).toMatchObject({ data: { reasons: [{ code: 'credit.blocked' }] } });
    await service.publishFact('CustomerChanged', registered);
    expect(said(order)).toEqual(['CreditHeld', 'CreditApproved']);
  });

  test('are asked again when what is overdue is disputed or paid', async () => {
    const customer = await trade.customer('1000.00');
    const rules = { overdue: { amount: trade.eur('10.00'), days: 5 } };
    const body = { limit: trade.eur('1000.00'), rules };
    const path = `/v1/credit-accounts/${customer}`;
    await service.http('PUT', path, body, { 'if-match': '"0"' });
    const first = trade.loaded(customer, '60.00', '2026-01-10');
    const second = trade.loaded(customer, '50.00', '2026-01-10');
    await service.publishFacts('OpenItemLoaded', [first, second]);
    const order = await trade.order(customer, '10.00');
    expect(decisions(order)[0]).toMatchObject({
      data: { reasons: [{ code: 'credit.overdue', needed: trade.eur('100.00') }] },
    });
    await service.publishFact('ItemDisputed', trade.disputed(first, '60.00'));
    expect(said(order)).toEqual(['CreditHeld']);
    await service.publishFact('WrittenOff', trade.writtenOff(second, '45.00'));
    expect(said(order)).toEqual(['CreditHeld', 'CreditApproved']);
  });

  test('are held by what fell due before the rule was switched on, now or anew', async () => {
    const customer = await trade.customer('1000.00');
    const path = `/v1/credit-accounts/${customer}`;
    const setTerms = async (version: number, rules: object) => {
      const body = { limit: trade.eur('1000.00'), rules };
      const answer = await service.http('PUT', path, body, { 'if-match': `"${version}"` });
      expect(answer.status).toBe(200);
    };
    const needed = (order: string) => decisions(order)[0]?.data;
    const overdue = { amount: trade.eur('10.00'), days: 5 };
    const first = trade.loaded(customer, '60.00', '2026-01-10');
    const second = trade.loaded(customer, '50.00', '2026-01-11');
    await service.publishFacts('OpenItemLoaded', [first, second]);
    await service.publishFact('ItemDisputed', trade.disputed(first, '20.00'));
    expect(said(await trade.order(customer, '10.00'))).toEqual(['CreditApproved']);

    await setTerms(0, { overdue });
    expect(needed(await trade.order(customer, '10.00'))).toMatchObject({
      reasons: [{ code: 'credit.overdue', needed: trade.eur('80.00') }],
    });
    await setTerms(1, {});
    await service.publishFact('WrittenOff', trade.writtenOff(second, '50.00'));
    await setTerms(2, { overdue });
    expect(needed(await trade.order(customer, '10.00'))).toMatchObject({
      reasons: [{ code: 'credit.overdue', needed: trade.eur('30.00') }],
    });
  });
});

describe('A controller', () => {
  test('lets an order pass over the limit', async () => {
    const customer = await trade.customer('10.00');
    const order = await trade.order(customer, '30.00');
    await decideHold('HoldReleased', order, 'credit.limit');
    expect(decisions(order).at(-1)).toMatchObject({
      type: 'CreditApproved',
      data: { manual: true, exposure: trade.eur('30.00'), available: trade.eur('-20.00') },
    });
  });

  test('rejects an order shipped in part, and what was delivered still counts', async () => {
    const customer = await trade.customer('100.00');
    const order = await trade.order(customer, '50.00');
    await service.publishFact('Shipped', trade.shipped(customer, order, 4));
    await decideHold('HoldRejected', order, 'credit.limit');
    expect(said(order)).toEqual(['CreditApproved', 'CreditRejected']);
    expect(await read(customer)).toMatchObject({ exposure: { total: trade.eur('20.00') } });
    const { body } = await service.http('GET', '/internal/credit/audit');
    const identities = body.identities as { left: number; right: number }[];
    expect(identities.filter(({ left, right }) => left !== right)).toEqual([]);
  });

  test('rejects an order', async () => {
    const customer = await trade.customer('10.00');
    const order = await trade.order(customer, '30.00');
    await decideHold('HoldRejected', order, 'credit.limit');
    expect(said(order)).toEqual(['CreditHeld', 'CreditRejected']);
    await pay(customer, '100.00');
    expect(said(order)).toEqual(['CreditHeld', 'CreditRejected']);
  });

  test('takes back what was added to an order, not the order', async () => {
    const customer = await trade.customer('150.00');
    const placed = trade.placed(customer, ['100.00']);
    const [line] = placed.lines;
    if (!line) throw new Error('the order has no line');
    const more = { ...line, gross: trade.eur('200.00'), ordered: 20, released: 10 };
    await service.publishFact('OrderPlaced', placed);
    await service.publishFact('OrderChanged', { ...placed, version: 2, lines: [more] });
    const { exposure, available } = await read(customer);
    expect([exposure.openOrders, available]).toEqual([trade.eur('100.00'), trade.eur('50.00')]);
    const { order } = placed;
    const decided = { order, hold: trade.id(), code: 'credit.limit', by: 'controller' };
    await service.publishFact('HoldRejected', { ...decided, reason: 'no', increaseOnly: true });
    const less = { ...more, cancelled: 10 };
    await service.publishFact('OrderChanged', { ...placed, version: 3, lines: [less] });
    expect(said(order)).toEqual(['CreditApproved', 'CreditHeld', 'CreditApproved']);
    expect(decisions(order).at(-1)?.data).toMatchObject({ version: 3 });
    expect(await read(customer)).toMatchObject({ heldOrders: 0, available: trade.eur('50.00') });
  });

  test('says nothing to credit about a hold of another kind', async () => {
    const customer = await trade.customer('10.00');
    const order = await trade.order(customer, '30.00');
    await decideHold('HoldReleased', order, 'order.duplicate');
    expect(said(order)).toEqual(['CreditHeld']);
  });
});

test('Facts that come twice change nothing', async () => {
  const decided = () => service.facts().filter(({ data }) => !('restated' in data));
  const before = decided().length;
  const accounts = await service.http('GET', '/v1/credit-accounts?limit=200');
  await service.deliverTwice();
  expect(decided()).toHaveLength(before);
  expect((await service.http('GET', '/v1/credit-accounts?limit=200')).body).toEqual(accounts.body);
});

describe('After 60 days', () => {
  test('an approval of which nothing was shipped expires, and makes room', async () => {
    const customer = await trade.customer('100.00');
    const idle = await trade.order(customer, '60.00');
    const shipped = await trade.order(customer, '20.00');
    const old = trade.placed(customer, ['20.00'], { history: true });
    await service.publishFact('OrderPlaced', old);
    await service.publishFact('Shipped', trade.shipped(customer, shipped, 1));
    const waits = await trade.order(customer, '50.00');

    const day = 86_400_000;
    service.clock.advanceTo(new Date(service.clock.now().getTime() + 61 * day).toISOString());
    await service.runJobs();
    expect(decisions(idle).at(-1)).toMatchObject({
      type: 'CreditHeld',
      data: { reasons: [{ code: 'credit.approval_expired' }] },
    });
    expect([shipped, old.order, waits].map((order) => said(order).at(-1))).toEqual([
      'CreditApproved',
      'CreditApproved',
      'CreditApproved',
    ]);

    await pay(customer, '500.00');
    expect(said(idle).at(-1)).toBe('CreditHeld');
    await decideHold('HoldReleased', idle, 'credit.approval_expired');
    expect(said(idle).at(-1)).toBe('CreditApproved');
  });
});

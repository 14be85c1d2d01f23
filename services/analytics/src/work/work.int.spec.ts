import { catalogue, type EventType, WORK_KINDS, type WorkKind } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from '../analytics.module.js';
import { SampleStory } from '../sample-story.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const { order, seller, customer } = catalogue.OrderPlaced.example;
const { payment } = catalogue.PaymentReceived.example;
const item = { item: catalogue.Invoiced.example.invoice, order };

describe('What waits for a person', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService(AnalyticsModule);
    await tell('SellerRegistered', { seller });
    await tell('CustomerRegistered', { customer, number: 'C-7', name: 'ACME GmbH' });
    await tell('OrderPlaced', { requestedOn: '2026-03-05' });
  });
  afterAll(() => service?.stop());

  const tell = (type: EventType, fields: object = {}) =>
    service.publishFact(type, { ...catalogue[type].example, ...fields } as never);

  const ask = async (more: object = {}) => {
    const question = { kinds: WORK_KINDS, sort: 'age', limit: 100, ...more };
    const { status, body } = await service.http('POST', '/internal/analytics/work', { question });
    expect(status).toBe(200);
    return body as { items: { id: string; kind: WorkKind; since: string }[]; counts: object };
  };

  it('a hold, until somebody decides or credit approves', async () => {
    const { hold } = catalogue.CreditHeld.example;
    await tell('CreditHeld');
    const { items, counts } = await ask({ customer: 'C-7' });
    expect(items).toEqual([
      {
        ...{ id: `hold:${hold}`, kind: 'hold', subject: hold, code: 'credit.limit' },
        title: 'The order exceeds the available credit by 69.00 EUR',
        ...{ owner: 'credit controller', since: catalogue.CreditHeld.example.heldSince },
        ...{ amount: eur('119.00'), customer: { id: customer, number: 'C-7', name: 'ACME GmbH' } },
        ...{ order: { id: order, number: 'SO-2026-000123' }, service: 'credit' },
        link: `/v1/holds?order=${order}`,
      },
    ]);
    expect(counts).toEqual({ hold: 1 });
    expect((await ask({ owner: 'warehouse' })).items).toEqual([]);
    await tell('HoldReleased', { hold });
    expect((await ask()).items).toEqual([]);
    await tell('CreditApproved');
    expect((await ask()).counts).toEqual({});
  });

  it('goods that lack, until they are there; a late shipment, until it leaves', async () => {
    await tell('OrderReleased', { requestedOn: '2026-03-05' });
    expect((await ask()).items).toMatchObject([{ kind: 'late_shipment', amount: eur('119.00') }]);
    const line = { line: 1, sku: 'A-100', quantity: 10 };
    await tell('StockBackordered', { lines: [line] });
    expect((await ask()).items).toMatchObject([
      { kind: 'backorder', owner: 'purchasing', title: '10 of A-100, none expected' },
    ]);
    expect((await ask()).items).toMatchObject([{ amount: eur('119.00') }]);
    await tell('StockExpected');
    expect((await ask()).items).toMatchObject([{ title: '10 of A-100, expected on 2026-12-03' }]);
    const { body } = await service.http('GET', `/internal/analytics/blockers/${order}`);
    expect(body.blockers).toMatchObject([
      { action: 'Receive 10 of A-100; next receipt on 2026-12-03' },
    ]);
    const given = { ...line, warehouse: 'main', fromBackorder: true };
    await tell('StockReserved', { lines: [given] });
    expect((await ask()).counts).toEqual({ late_shipment: 1 });
    const short = { ...line, quantity: 2, expectedOn: '2026-12-03' };
    await tell('Shipped', { lines: [{ ...line, quantity: 8 }] });
    await tell('StockBackordered', { lines: [short], cause: 'short', owner: 'warehouse' });
    expect((await ask()).items).toMatchObject([
      { kind: 'short_pick', title: '2 of A-100, expected on 2026-12-03' },
    ]);
    await tell('StockReserved', { lines: [{ ...given, quantity: 2 }] });
    await tell('Shipped', { lines: [{ ...line, quantity: 2 }] });
    expect((await ask()).counts).toEqual({});
  });

  it('cash that settles nothing, until it is applied', async () => {
    await tell('PaymentReceived', { customer: undefined, payer: 'Somebody' });
    expect((await ask()).items).toMatchObject([
      { kind: 'unapplied_cash', code: 'payment.unidentified', amount: eur('119.00') },
    ]);
    await tell('PaymentIdentified', { customer });
    expect((await ask({ customer: 'C-7' })).items).toMatchObject([{ code: 'payment.unapplied' }]);
    await tell('Invoiced');
    await tell('PaymentApplied', { ...item, amount: eur('100.00') });
    const { items } = await ask({ sort: 'amount' });
    expect(items).toMatchObject([
      { kind: 'unapplied_cash', amount: eur('19.00') },
      { kind: 'short_payment', amount: eur('19.00'), document: 'INV-2026-000099' },
    ]);
    await tell('PaymentRefunded', { payment, amount: eur('19.00') });
    expect((await ask()).counts).toEqual({ short_payment: 1 });
  });

  it('a dispute and the rest of an invoice, until they are settled', async () => {
    await tell('ItemDisputed', { ...item, disputed: eur('15.00') });
    const { items } = await ask({ sort: 'amount' });
    expect(items).toMatchObject([
      { kind: 'disputed_item', amount: eur('15.00') },
      { kind: 'short_payment', amount: eur('4.00') },
    ]);
    await tell('ItemDisputed', { ...item, disputed: eur('0.00') });
    await tell('WrittenOff', { ...item, amount: eur('19.00') });
    expect((await ask()).counts).toEqual({});
  });

  it('is paged without losing or repeating anything, by age and by amount', async () => {
    const story = new SampleStory(service.clock).tell(60, ['held', 'duplicate', 'placed']);
    for (const facts of Map.groupBy(story.facts, ({ source }) => source).values()) {
      await service.deliver(facts);
    }
    const whole = await ask();
    expect(whole.counts).toEqual({ hold: 40 });
    expect(whole.items.map(({ since }) => since)).toEqual(
      whole.items.map(({ since }) => since).sort(),
    );
    for (const sort of ['age', 'amount']) {
      const seen: string[] = [];
      for (let after: object | undefined; ;) {
        const { items, counts } = await ask({ sort, after, limit: 7 });
        expect(counts).toEqual(after ? {} : { hold: 40 });
        const last = items.at(-1);
        if (!last) break;
        seen.push(...items.map(({ id }) => id));
        const { since, id } = last;
        const money = sort === 'age' ? { currency: null, minor: null } : amountOf(last);
        after = { ...money, since, id };
      }
      expect(seen).toHaveLength(40);
      expect(seen).toEqual((await ask({ sort })).items.map(({ id }) => id));
    }
  });

  it('is the same when every fact comes once more', async () => {
    const before = await ask();
    await service.deliverTwice();
    expect(await ask()).toEqual(before);
  });

  it('is told to nobody but the gateway', async () => {
    const headers = { 'x-test-scopes': 'analytics:read' };
    const { status } = await service.http('POST', '/internal/analytics/work', {}, headers);
    expect(status).toBe(403);
  });
});

function amountOf(item: object) {
  const { amount } = item as { amount: { amount: string; currency: string } };
  return { currency: amount.currency, minor: Math.round(Number(amount.amount) * 100) };
}

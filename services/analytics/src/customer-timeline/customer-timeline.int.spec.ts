import type { AnyEvent, Scope } from '@o2c/contracts';
import { newId } from '@o2c/runtime';
import { scansOf, startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from '../analytics.module.js';
import { happenedAt } from '../domain/document-time.js';
import { maySee } from '../domain/fact-scope.js';
import { ENDINGS, SampleStory } from '../sample-story.js';
import type { CustomerTimelineItemDto } from './customer-timeline.dto.js';

type Told = Pick<CustomerTimelineItemDto, 'at' | 'order' | 'orderNumber' | 'id' | 'type'>;

describe("A customer's timeline", () => {
  let service: TestService;
  let story: SampleStory;
  let customer: string;

  beforeAll(async () => {
    service = await startService(AnalyticsModule);
    story = new SampleStory(service.clock);
    [customer = ''] = story.customers;
    story.say('CreditLimitChanged', { customer });
    story.tell(3 * ENDINGS.length);
    const [, stranger = ''] = story.customers;
    story.say('OpenItemLoaded', { customer, invoice: undefined, order: undefined });
    story.say('PaymentReceived', { customer, history: true, valueDate: '2025-12-24' });
    story.say('PaymentReceived', { customer: stranger });
    story.say('PaymentReceived', { customer: undefined });
    story.say('CreditHeld', { customer, order: placed()[0]?.data.order, restated: true } as never);
    story.say('CustomerChanged', { customer, number: 'C-1' });
    await deliver(story.facts);
    await service.deliverTwice();
  });
  afterAll(() => service?.stop());

  const deliver = async (facts: readonly AnyEvent[]) => {
    for (const told of Map.groupBy(facts, ({ source }) => source).values()) {
      await service.deliver(told);
    }
  };
  const placed = () => story.facts.filter((fact) => fact.type === 'OrderPlaced');
  const page = async (query = '', scopes?: string) => {
    const headers: Record<string, string> = scopes === undefined ? {} : { 'x-test-scopes': scopes };
    const path = `/v1/customers/${customer}/timeline${query}`;
    return service.http('GET', path, undefined, headers);
  };
  const pages = async (limit: number, scopes?: string, between = async () => {}) => {
    const items: Told[] = [];
    for (let after = ''; ;) {
      const { status, body } = await page(`?limit=${limit}${after}`, scopes);
      expect(status).toBe(200);
      items.push(...body.items);
      if (body.next === null) return items;
      after = `&after=${body.next}`;
      await between();
    }
  };

  /** The same, counted from the facts one by one. */
  const expected = (...scopes: readonly Scope[]): Told[] => {
    const isTold = ({ data }: AnyEvent) => !('restated' in data && data.restated);
    const orderOf = ({ data }: AnyEvent) => ('order' in data ? data.order : undefined);
    const mine = placed().filter(({ data }) => data.customer === customer);
    const orders = mine.map(({ data: { order, number } }) => {
      const facts = story.facts.filter((fact) => orderOf(fact) === order && isTold(fact));
      const [{ id, type } = facts[0] as AnyEvent] = facts.toSorted((a, b) =>
        a.time === b.time ? (a.id < b.id ? 1 : -1) : a.time < b.time ? 1 : -1,
      );
      const at = facts.map(happenedAt).sort()[0] ?? '';
      return { at, order, orderNumber: number, id, type };
    });
    const own = story.facts.filter(
      (fact) =>
        (fact.data as { customer?: string }).customer === customer &&
        orderOf(fact) === undefined &&
        maySee(new Set<Scope>(scopes.length > 0 ? scopes : ['analytics:read']), fact.type),
    );
    const none = { order: null, orderNumber: null };
    const ofCustomer = own.map((fact) => ({ at: happenedAt(fact), ...none, ...shown(fact) }));
    return [...orders, ...ofCustomer].sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
  };

  it('has each order where it began with its latest fact, and what is of no order', async () => {
    const { body } = await page('?limit=200');
    expect(body.items.map(told)).toEqual(expected());
    expect(body.next).toBeNull();
    const types = new Set(expected().map(({ type }) => type));
    for (const type of ['CreditLimitChanged', 'CustomerChanged', 'OpenItemLoaded'] as const) {
      expect(types).toContain(type);
    }
    expect(body.items[0]).toMatchObject({
      type: 'CustomerChanged',
      summary: 'Customer ACME GmbH was changed.',
    });
    expect(body.items.at(-1)).toMatchObject({ at: '2025-12-24T12:00:00.000Z' });
    const byNumber = await service.http('GET', '/v1/customers/C-1/timeline?limit=200');
    expect(byNumber.body).toEqual(body);
  });

  it('is the same in pages of any length', async () => {
    for (const limit of [1, 4, 7]) expect((await pages(limit)).map(told)).toEqual(expected());
  });

  it('stays where it is while facts come and somebody turns the pages', async () => {
    const before = expected();
    const open = before.filter(({ type }) => type === 'OrderPlaced');
    expect(open).not.toEqual([]);
    const items = await pages(3, undefined, async () => {
      const count = story.facts.length;
      story.say('PaymentReceived', { customer, payment: newId(service.clock) });
      const order = open.at(-1)?.order ?? '';
      story.say('CreditApproved', { customer, order, decision: newId(service.clock) });
      await deliver(story.facts.slice(count));
    });
    expect(items.map(placeOf)).toEqual(before.map(placeOf));
    expect(items.find(({ order }) => order === open.at(-1)?.order)?.type).toBe('CreditApproved');
    expect((await pages(200)).map(told)).toEqual(expected());
  });

  it('shows of what is of no order no more than the key may read', async () => {
    const scopes = ['customers:read', 'orders:read', 'payments:read'] as const;
    const items = await pages(5, scopes.join());
    expect(items.map(told)).toEqual(expected(...scopes));
    const types = new Set(items.filter(({ order }) => order === null).map(({ type }) => type));
    expect([...types].sort()).toEqual([
      ...['CustomerChanged', 'CustomerRegistered', 'PaymentReceived', 'PaymentReversed'],
    ]);
    for (const lacking of ['customers:read', 'orders:read']) {
      expect(await page('', lacking)).toMatchObject({ status: 403 });
    }
  });

  it('refuses a place that it never named, a filter, and an unknown customer', async () => {
    for (const cursor of ['x', '2026-01-01 1', `yesterday ${customer}`]) {
      const after = Buffer.from(cursor).toString('base64url');
      const { status, body } = await page(`?after=${after}`);
      expect([status, body.code]).toEqual([400, 'page.invalid']);
    }
    const filtered = await page('?colour=red');
    expect([filtered.status, filtered.body.errors[0].path]).toEqual([400, '/colour']);
    const { status, body } = await service.http('GET', '/v1/customers/C-99/timeline');
    expect([status, body.code]).toEqual([404, 'customer.unknown']);
  });

  it('is read from where the page before ended, however many orders and customers', async () => {
    await service.database.read(ORDERS_OF_OTHERS);
    await service.database.read('ANALYZE order_progress');
    const { body } = await page('?limit=2');
    const scans = await scansOf(service, () => page(`?limit=2&after=${body.next}`));
    const reads = scans.filter(({ table }) => ['facts', 'order_progress'].includes(table));
    expect(reads.map(({ index }) => index).sort()).toEqual([
      ...['facts_of_customer', 'facts_of_order', 'facts_pkey', 'order_progress_customer'],
    ]);
    const conditionOf = (name: string) => reads.find(({ index }) => index === name)?.condition;
    expect(conditionOf('facts_of_customer')).toMatch(/customer.*type.*ROW\(.*id\) </s);
    expect(conditionOf('order_progress_customer')).toMatch(/customer = .*began_at <= /);
    expect(scans.filter(({ condition }) => condition === undefined)).toEqual([]);
  });
});

/** Of how many customers there are orders decides which index is read. */
const ORDERS_OF_OTHERS = `
  INSERT INTO order_progress
  SELECT (jsonb_populate_record(one, jsonb_build_object(
           'order_id', gen_random_uuid(), 'customer', gen_random_uuid()))).*
    FROM order_progress AS one, generate_series(1, 2000) LIMIT 2000`;

function shown({ id, type }: AnyEvent) {
  return { id, type };
}

function told({ at, order, orderNumber, id, type }: Told): Told {
  return { at, order, orderNumber, id, type };
}

function placeOf({ at, order, id }: Told): string {
  return `${at} ${order ?? id}`;
}

import type { AnyEvent } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from './analytics.module.js';
import { SampleStory } from './sample-story.js';

type Told = {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly summary: string;
};

describe('The log of all facts', () => {
  let service: TestService;
  let story: SampleStory;

  beforeAll(async () => {
    service = await startService(AnalyticsModule);
    story = new SampleStory(service.clock).tell(8, ['paid', 'paid together', 'bounced', 'held']);
    for (const facts of Map.groupBy(story.facts, ({ source }) => source).values()) {
      await service.deliver(facts);
    }
    await service.deliverTwice();
  });
  afterAll(() => service?.stop());

  const pages = async (query: string) => {
    const items: Told[] = [];
    for (let after: string | null = ''; after !== null;) {
      const cursor: string = after === '' ? '' : `&after=${after}`;
      const { body } = await service.http('GET', `/v1/events?limit=7${query}${cursor}`);
      items.push(...body.items);
      after = body.next;
    }
    return items;
  };
  const timeline = async (order: string): Promise<readonly Told[]> => {
    const { status, body } = await service.http('GET', `/v1/orders/${order}/timeline`);
    expect([status, body.next]).toEqual([200, null]);
    return body.items;
  };
  const placed = () => story.facts.filter((fact) => fact.type === 'OrderPlaced');

  it('is replayed page by page, each fact once, at positions without gaps', async () => {
    const items = await pages('');
    expect(items.map(({ position }) => position)).toEqual(story.facts.map((_, at) => at + 1));
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(story.facts.map(({ id }) => id)));
  });

  it('is replayed by type, in the same order', async () => {
    const shipped = (await pages('')).filter(({ type }) => type === 'Shipped');
    expect(await pages('&type=Shipped')).toEqual(shipped);
    const { status, body } = await service.http('GET', '/v1/events?type=GoodsPraised');
    expect([status, body.code]).toEqual([400, 'request.malformed']);
  });

  it('is replayed by several types together, each fact once, in the same order', async () => {
    const types = ['Shipped', 'Invoiced'];
    const wanted = (await pages('')).filter(({ type }) => types.includes(type));
    expect(new Set(wanted.map(({ type }) => type))).toEqual(new Set(types));
    expect(await pages('&type=Shipped&type=Invoiced&type=Shipped')).toEqual(wanted);
    const { status, body } = await service.http('GET', '/v1/events?type=Shipped&type=GoodsPraised');
    expect([status, body.errors[0].path]).toEqual([400, '/type']);
  });

  it('goes on from a position that the reader has seen, also at its end', async () => {
    const { body } = await service.http('GET', '/v1/events?after=5&limit=1');
    expect(body.items[0].position).toBe(6);
    const end = await service.http('GET', `/v1/events?after=${story.facts.length}`);
    expect(end).toMatchObject({ status: 200, body: { items: [], next: null } });
  });

  it('refuses a place in the list that it never named', async () => {
    const after = Buffer.from('1; DROP').toString('base64url');
    const { status, body } = await service.http('GET', `/v1/events?after=${after}`);
    expect([status, body.code]).toEqual([400, 'page.invalid']);
  });

  it('tells an order by id or number, of all services, with the payment for it', async () => {
    const [order] = placed();
    const told = await timeline(order?.data.order ?? '');
    expect(await timeline('SO-1')).toEqual(told);
    expect(told.map(({ time }) => time)).toEqual(told.map(({ time }) => time).sort());
    expect(told[0]?.summary).toBe('web shop placed SO-1, 1 line over 119.00 EUR.');
    const types = told.map(({ type }) => type);
    expect(types.filter((type) => !/^(Ship|Invoiced|PaymentApplied|OpenItem)/.test(type))).toEqual([
      ...['OrderPlaced', 'CreditApproved', 'OrderReleased', 'StockReserved'],
      'PaymentReceived',
    ]);
    expect(types.at(-1)).toBe('OpenItemClosed');
  });

  it('tells a payment in every order that it settled, and its bounce', async () => {
    const [, together, bounced] = placed();
    const received = (facts: readonly { readonly type: string }[]) =>
      facts.filter(({ type }) => type === 'PaymentReceived').length;
    expect(received(await timeline(together?.data.order ?? ''))).toBe(1);
    const told = await timeline(bounced?.data.order ?? '');
    expect(told.at(-1)).toMatchObject({
      type: 'PaymentReversed',
      summary: 'The bank took 119.00 EUR back: insufficient funds.',
    } satisfies Partial<AnyEvent | Told>);
  });

  it('knows no story of an order that nobody placed', async () => {
    for (const name of ['SO-99', '01932b5a-0000-7000-8000-00000000ffff', '-'.repeat(36)]) {
      const { status, body } = await service.http('GET', `/v1/orders/${name}/timeline`);
      expect([status, body.code]).toEqual([404, 'order.unknown']);
    }
  });
});

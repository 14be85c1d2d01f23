import { catalogue, type AnyEvent } from '@o2c/contracts';
import { parseMoney, type MoneyJson } from '@o2c/money';
import { startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from '../analytics.module.js';
import { SampleStory } from '../sample-story.js';

type Listed = {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly order: string | null;
  readonly amount: MoneyJson | null;
  readonly summary: string;
  readonly data: { readonly issuedOn?: string };
};

const SPRING = 'from=2026-03-08&to=2026-03-12';
const YEAR = 'from=2026-01-01&to=2026-12-31';

describe('The facts behind a figure', () => {
  let service: TestService;
  let story: SampleStory;

  beforeAll(async () => {
    service = await startService(AnalyticsModule);
    story = new SampleStory(service.clock).tell(78);
    for (const facts of Map.groupBy(story.facts, ({ source }) => source).values()) {
      await service.deliver(facts);
    }
  });
  afterAll(() => service?.stop());

  const get = async (path: string) => {
    const { status, body } = await service.http('GET', path);
    expect([path, status, body.code]).toEqual([path, 200, undefined]);
    return body;
  };
  /** All pages. */
  const behind = async (name: string, query: string): Promise<readonly Listed[]> => {
    const items: Listed[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const page = await get(`/v1/kpis/${name}/facts?${query}&limit=40${after}`);
      items.push(...page.items);
      next = page.next;
    }
    return items;
  };
  const told = (...types: readonly string[]) =>
    story.facts.filter(({ type }) => types.includes(type));

  it('add up to what was invoiced, and to what is owed at the end', async () => {
    const { dso } = await get(`/v1/kpis?${SPRING}`);
    const facts = await behind('dso_period_end', SPRING);
    const { creditSales, receivablesEnd } = dso.periodEnd.parameters;
    const inside = facts.filter(({ data }) => (data.issuedOn ?? '') >= '2026-03-08');
    const sold = sum(inside, 'Invoiced') - sum(inside, 'CreditNoted');
    expect(sold).toBe(parseMoney(creditSales).minor);
    expect(sold).toBeGreaterThan(0);
    const paid = sum(facts, 'PaymentApplied') - sum(facts, 'PaymentUnapplied');
    const issued = sum(facts, 'Invoiced') - sum(facts, 'CreditNoted');
    expect(issued - paid).toBe(parseMoney(receivablesEnd).minor);
    expect(issued).toBeGreaterThan(sold);
    const listed = facts.filter(({ type }) => type === 'Invoiced');
    expect(told('Invoiced').length).toBeGreaterThan(listed.length);
  });

  it('add up to the cash of the days', async () => {
    const { cashPerDay } = await get(`/v1/kpis?${YEAR}`);
    const facts = await behind('cash_per_day', YEAR);
    expect(sum(facts, 'PaymentReceived')).toBe(parseMoney(cashPerDay.received).minor);
    expect(facts).toHaveLength(told('PaymentReceived', 'PaymentReversed').length);
  });

  it('are the two steps of every order that a cycle time measures', async () => {
    const { cycleTimes } = await get(`/v1/kpis?${SPRING}`);
    for (const { name, count } of cycleTimes as readonly { name: string; count: number }[]) {
      const facts = await behind(name, SPRING);
      const ofOrder = Map.groupBy(facts, ({ order }) => order);
      expect([name, ofOrder.size]).toEqual([name, count]);
      expect([...ofOrder.values()].map(({ length }) => length)).toEqual(Array(count).fill(2));
    }
  });

  it('are the orders of the period and what held them', async () => {
    const { orderedOn } = catalogue.OrderPlaced.example;
    const facts = await behind('hold_rate', `from=${orderedOn}&to=${orderedOn}`);
    expect(new Set(facts.map(({ id }) => id))).toEqual(idsOf(told('OrderPlaced', 'CreditHeld')));
    expect(await behind('hold_rate', 'from=2020-01-01&to=2020-01-31')).toEqual([]);
    const orders = await behind('orders_by_state', 'from=2020-01-01&to=2020-01-31');
    expect(orders.filter(({ type }) => type === 'OrderPlaced')).toHaveLength(78);
  });

  it('come newest first, in words, each once', async () => {
    const facts = await behind('dso_period_end', YEAR);
    const positions = facts.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => b - a));
    expect(facts.find(({ type }) => type === 'Invoiced')?.summary).toMatch(/ was issued, due on /);
  });

  it('are of one currency, and of a figure that there is', async () => {
    expect(await behind('dso_period_end', `${YEAR}&currency=USD`)).toEqual([]);
    const refused = async (path: string) => {
      const { status, body } = await service.http('GET', path);
      return [status, body.code];
    };
    expect(await refused('/v1/kpis/luck/facts')).toEqual([404, 'kpi.unknown']);
    const after = Buffer.from('soon').toString('base64url');
    expect(await refused(`/v1/kpis/hold_rate/facts?after=${after}`)).toEqual([400, 'page.invalid']);
  });
});

/** Minor units. */
function sum(facts: readonly Listed[], type: string): number {
  return facts.reduce(
    (total, fact) =>
      total + (fact.type === type && fact.amount ? parseMoney(fact.amount).minor : 0),
    0,
  );
}

function idsOf(facts: readonly AnyEvent[]): ReadonlySet<string> {
  return new Set(facts.map(({ id }) => id));
}

import type { AnyEvent } from '@o2c/contracts';
import { newId } from '@o2c/runtime';
import { startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from '../analytics.module.js';
import { repeated } from '../domain/process-map.js';
import { reworkIn } from '../domain/step-words.js';
import { ENDINGS, SampleStory, STATE_AFTER } from '../sample-story.js';

describe('The process map', () => {
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

  const map = async (query = '') => {
    const { status, body } = await service.http('GET', `/v1/process-map${query}`);
    expect(status).toBe(200);
    return body;
  };

  /** Without the comparison with the period before. */
  const alone = async (query: string) => {
    const { transitions, ...rest } = await map(query);
    const uncompared = (one: object) => ({ ...one, medianSecondsBefore: null });
    return { ...rest, transitions: transitions.map(uncompared) };
  };

  it('counts what a patient person with pen and paper would count', async () => {
    const counted = await map();
    expect(counted.orders).toBe(78);
    expect(counted).toEqual(byHand(story.facts, () => true));
  });

  it('is that of one customer, or of the orders of some days, when asked for', async () => {
    const [customer = ''] = story.customers;
    const placed = story.facts.filter((fact) => fact.type === 'OrderPlaced');
    const ofCustomer = placed.filter(({ data }) => data.customer === customer);
    const chosen = new Set(ofCustomer.map(({ data }) => data.order));
    expect(await map(`?customer=${customer}`)).toEqual(byHand(story.facts, (o) => chosen.has(o)));
    expect(await map('?customer=C-1')).toEqual(byHand(story.facts, (o) => chosen.has(o)));

    const day = placed[40]?.time.slice(0, 10) ?? '';
    const ofDay = new Set(
      placed.filter(({ time }) => time.startsWith(day)).map(({ data }) => data.order),
    );
    expect(ofDay.size).toBeGreaterThan(0);
    expect(ofDay.size).toBeLessThan(78);
    const expected = byHand(story.facts, (order) => ofDay.has(order));
    expect(await alone(`?from=${day}&to=${day}`)).toEqual(expected);
    expect(await alone(`?from=${day}T00:00:00Z&to=${day}T23:59:59.999Z`)).toEqual(expected);
    expect(await map('?from=2020-01-01&to=2020-12-31')).toEqual({
      ...{ orders: 0, steps: [], transitions: [], variants: [], slowest: null },
    });
  });

  it('tells what was done twice as rework, and a shared payment in both its orders', async () => {
    const { steps, variants } = await map();
    const received = steps.find(({ type }: { type: string }) => type === 'PaymentReceived');
    const payments = story.facts.filter(({ type }) => type === 'PaymentReceived').length;
    expect(received.count).toBeGreaterThan(payments);
    const rework = variants.flatMap((variant: { rework: string[] }) => variant.rework);
    expect(new Set(rework)).toEqual(
      new Set([
        ...['Shipped', 'ShipmentPlanned', 'Invoiced', 'PaymentApplied', 'OpenItemClosed'],
        ...['PaymentUnapplied', 'OpenItemReopened'],
      ]),
    );
  });

  it('compares each wait with the one in the period before', async () => {
    const placed = story.facts.filter((fact) => fact.type === 'OrderPlaced');
    const [begin = '', end = ''] = [placed[60]?.time, placed[77]?.time];
    const from = Date.parse(begin);
    const before = 2 * from - Date.parse(end);
    expect(before).toBeGreaterThan(Date.parse(placed[0]?.time ?? ''));
    const { transitions } = await map(`?from=${begin}&to=${end}`);
    const earlier = byHand(story.facts, (order) => {
      const time = Date.parse(placed.find(({ subject }) => subject === order)?.time ?? '');
      return time >= before && time < from;
    });
    for (const { from: first, to, medianSecondsBefore } of transitions) {
      const then = earlier.transitions.find((one) => one.from === first && one.to === to);
      expect([first, to, medianSecondsBefore]).toEqual([first, to, then?.medianSeconds ?? null]);
    }
    expect(earlier.transitions.length).toBeGreaterThan(0);
  });

  it('leads to the orders behind a step or a transition, the slowest first', async () => {
    const { steps, transitions } = await map();
    const pages = async (query: string) => {
      const found: { order: string; seconds: number; value: object }[] = [];
      for (let after = ''; ;) {
        const url = `/v1/process-map/orders?limit=4&${query}${after && `&after=${after}`}`;
        const { status, body } = await service.http('GET', url);
        expect(status).toBe(200);
        found.push(...body.items);
        if (body.next === null) return found;
        after = body.next;
      }
    };
    for (const { type, open, orders } of steps) {
      expect(await pages(`step=${type}&open=true`)).toHaveLength(open);
      expect(await pages(`step=${type}`)).toHaveLength(orders);
    }
    const [way] = transitions.filter(({ to }: Taken) => to === 'Shipped');
    const taken = await pages(`fromStep=${way.from}&toStep=${way.to}`);
    const seconds = taken.map((one) => one.seconds);
    expect(new Set(taken.map(({ order }) => order)).size).toBe(way.orders);
    expect(seconds).toEqual(seconds.toSorted((a, b) => b - a));
    expect(taken[0]).toMatchObject({ value: { amount: '119.00', currency: 'EUR' } });
  });

  it('is that of one product, when asked for', async () => {
    expect((await map('?sku=A-100')).orders).toBe((await map()).orders);
    expect((await map('?sku=B-200')).orders).toBe(0);
  });

  it('shows how long an order of the past took then, not how fast it was loaded', async () => {
    const past = new SampleStory(service.clock, 0);
    const prologue = past.facts.length;
    const order = newId(service.clock);
    const payment = newId(service.clock);
    const history = { order, history: true };
    past.say('OrderPlaced', { ...history, orderedAt: '2025-11-03T09:00:00.000Z' });
    past.say('CreditApproved', { order });
    past.say('Shipped', { ...history, shippedAt: '2025-11-05T15:00:00.000Z' });
    past.say('Invoiced', { ...history, shippedAt: '2025-11-05T15:00:00.000Z' });
    past.say('PaymentReceived', { payment, history: true, valueDate: '2025-12-10' });
    past.say('PaymentApplied', { order, payment, on: '2025-12-10' });
    for (const facts of Map.groupBy(past.facts.slice(prologue), ({ source }) => source).values()) {
      await service.deliver(facts.map((fact) => ({ ...fact, sequence: fact.sequence + 10_000 })));
    }
    const { transitions } = await map('?from=2025-11-03&to=2025-11-03');
    const told = Object.fromEntries(
      transitions.map(({ from, to, medianSeconds }: Taken) => [`${from}→${to}`, medianSeconds]),
    );
    const [placed, approved] = past.facts
      .slice(prologue)
      .map(({ time }) => Date.parse(time) / 1_000);
    const decided = (approved ?? 0) - (placed ?? 0);
    expect(told).toEqual({
      'OrderPlaced→CreditApproved': decided,
      'CreditApproved→Shipped': 54 * 3_600 - decided,
      'Shipped→Invoiced': expect.any(Number),
      'Invoiced→PaymentReceived': expect.any(Number),
      'PaymentReceived→PaymentApplied': expect.any(Number),
    });
    expect(told['Invoiced→PaymentReceived']).toBeGreaterThan(34 * 86_400);
    expect(told['Invoiced→PaymentReceived']).toBeLessThan(35 * 86_400);
  });

  it('takes the first and the last day of the calendar', async () => {
    const all = await alone('');
    expect(await alone('?from=0001-01-01&to=9999-12-31')).toEqual(all);
    expect(await alone('?to=9999-12-31')).toEqual(all);
    expect(await map('?from=9999-12-31')).toMatchObject({ orders: 0 });
  });

  it('refuses what it does not understand', async () => {
    const refused = async (query: string) => {
      const { status, body } = await service.http('GET', `/v1/process-map?${query}`);
      return [status, body.code];
    };
    expect(await refused('from=2026-02-31')).toEqual([400, 'request.malformed']);
    expect(await refused('from=2026-03-02&to=2026-03-01')).toEqual([422, 'content.invalid']);
    expect(await refused('customer=C-99')).toEqual([404, 'customer.unknown']);
    const headers = { 'x-test-scopes': 'orders:read' };
    const { status } = await service.http('GET', '/v1/process-map', undefined, headers);
    expect(status).toBe(403);
  });

  it('finds the facts of an order and of its payments in indexes', async () => {
    const [customer = ''] = story.customers;
    const plan = await service.database.transaction(async (tx) => {
      // So few rows are read whole; what is asked is whether they need not be.
      await tx.query('SET LOCAL enable_seqscan = off');
      await tx.query('SET LOCAL enable_bitmapscan = off');
      const rows = await tx.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT type, recorded_at, id FROM order_progress JOIN facts USING (order_id)
          WHERE customer = '${customer}'`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/order_progress_customer/);
    expect(plan).toMatch(/Index Only Scan using facts_of_order/);
  });
});

type Taken = { readonly from: string; readonly to: string; readonly medianSeconds: number };
type Told = { readonly type: string; readonly time: string; readonly id: string };

/** The same map, counted without a database. */
function byHand(facts: readonly AnyEvent[], isChosen: (order: string) => boolean) {
  const stories = storiesIn(facts).filter(([order]) => isChosen(order));
  const placed = facts.filter(({ type }) => type === 'OrderPlaced').map(({ subject }) => subject);
  const isOpen = (order: string) => {
    const ending = ENDINGS[placed.indexOf(order) % ENDINGS.length] ?? 'placed';
    return !['rejected', 'cancelled', 'closed'].includes(STATE_AFTER[ending]);
  };
  const steps = stories.flatMap(([order, told]) => told.map(({ type }) => [type, order] as const));
  const waits = stories.flatMap(([order, told]) =>
    told.slice(1).map((next, index) => {
      const before = told[index] ?? next;
      const seconds = (Date.parse(next.time) - Date.parse(before.time)) / 1_000;
      return { key: `${before.type}→${next.type}`, order, seconds };
    }),
  );
  const transitions = [...Map.groupBy(waits, ({ key }) => key)].map(([key, taken]) => {
    const [from = '', to = ''] = key.split('→');
    const orders = new Set(taken.map(({ order }) => order)).size;
    const seconds = taken.map((wait) => wait.seconds).sort((a, b) => a - b);
    const [medianSeconds, p90Seconds] = [percentile(seconds, 0.5), percentile(seconds, 0.9)];
    const share = round(orders / stories.length, 4);
    const value = worth(orders);
    const times = { medianSeconds, p90Seconds, medianSecondsBefore: null };
    return { from, to, count: taken.length, orders, value, ...times, share };
  });
  const paths = Map.groupBy(stories, ([, told]) => told.map(({ type }) => type).join('→'));
  const [slowest] = transitions
    .filter(({ share }) => share >= 0.05)
    .toSorted((a, b) => b.medianSeconds - a.medianSeconds || b.count - a.count);
  return {
    orders: stories.length,
    steps: [...Map.groupBy(steps, ([type]) => type)]
      .map(([type, taken]) => {
        const by = new Set(taken.map(([, order]) => order));
        const here = stories.filter(([order, told]) => told.at(-1)?.type === type && isOpen(order));
        const counted = { count: taken.length, orders: by.size, value: worth(by.size) };
        return { type, ...counted, open: here.length };
      })
      .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    transitions: transitions.sort(
      (a, b) => b.count - a.count || (a.from + '\0' + a.to < b.from + '\0' + b.to ? -1 : 1),
    ),
    variants: [...paths]
      .map(([key, { length: count }]) => ({ path: key.split('→'), count }))
      .sort((a, b) => b.count - a.count || (a.path.join('\0') < b.path.join('\0') ? -1 : 1))
      .slice(0, 50)
      .map(({ path, count }) => {
        const rework = repeated(path);
        const share = round(count / stories.length, 4);
        return {
          path,
          count,
          share,
          value: worth(count),
          rework,
          reworkInWords: rework.map(reworkIn),
        };
      }),
    slowest: slowest && {
      ...{ from: slowest.from, to: slowest.to, medianSeconds: slowest.medianSeconds },
      sentence: expect.stringMatching(/^Orders wait longest between [a-z ]+ and [a-z ]+: half/),
    },
  };
}

/** Every order of the story is over 119.00. */
function worth(orders: number) {
  return orders === 0 ? [] : [{ amount: (orders * 119).toFixed(2), currency: 'EUR' }];
}

/** The facts of each order, a payment's own facts in each order that it was applied to. */
function storiesIn(facts: readonly AnyEvent[]): (readonly [string, readonly Told[]])[] {
  const applied = facts.filter((fact) => fact.type === 'PaymentApplied');
  const orders = new Map<string, Told[]>();
  const add = (order: string, fact: Told) => {
    orders.set(order, [...(orders.get(order) ?? []), fact]);
  };
  for (const fact of facts) {
    if ('order' in fact.data && fact.data.order !== undefined) add(fact.data.order, fact);
    else if (fact.type === 'PaymentReceived' || fact.type === 'PaymentReversed') {
      const own = applied.filter(({ subject }) => subject === fact.subject);
      for (const order of new Set(own.map(({ data }) => data.order ?? ''))) add(order, fact);
    }
  }
  const byTime = (a: Told, b: Told) => (a.time + a.id < b.time + b.id ? -1 : 1);
  return [...orders].map(([order, told]) => [order, told.sort(byTime)] as const);
}

function percentile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const [low = 0, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return round(low + (high - low) * (place - Math.floor(place)), 3);
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}

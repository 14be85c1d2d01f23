import { catalogue, type AnyEvent, type DataOf } from '@o2c/contracts';
import { newId } from '@o2c/runtime';
import { startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from '../analytics.module.js';
import { ENDINGS, SampleStory, STATE_AFTER } from '../sample-story.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('The figures', () => {
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

  const kpis = async (query: string) => {
    const { status, body } = await service.http('GET', `/v1/kpis?${query}`);
    expect([status, body.code]).toEqual([200, undefined]);
    return body;
  };

  it('count every order in the state that its story left it in', async () => {
    const { ordersByState, complete } = await kpis('from=2026-01-01&to=2026-12-31');
    expect(complete).toBe(true);
    const counted = ordersByState.states.map(
      ({ status, count }: { status: string; count: number }) => [status, count] as const,
    );
    const expected = Map.groupBy(ENDINGS, (ending) => STATE_AFTER[ending]);
    expect(Object.fromEntries(counted)).toEqual(
      Object.fromEntries([...expected].map(([state, { length }]) => [state, length * 6])),
    );
  });

  it('measure each step from fact to fact', async () => {
    const { cycleTimes } = await kpis('from=2026-01-01&to=2026-12-31');
    const spans = [
      ['order_to_approval', 1, 'OrderPlaced', 'CreditApproved'],
      ['order_to_release', 1, 'OrderPlaced', 'OrderReleased'],
      ['release_to_ship', 2, 'OrderReleased', 'Shipped'],
      ['ship_to_invoice', 2, 'Shipped', 'Invoiced'],
    ] as const;
    for (const [index, [name, version, from, to]] of spans.entries()) {
      const hours = spansOf(story.facts, from, to);
      expect(cycleTimes[index]).toMatchObject({
        ...{ name, version, count: hours.length },
        medianHours: percentile(hours, 0.5),
        p90Hours: percentile(hours, 0.9),
      });
    }
    const closed = cycleTimes.slice(4);
    expect(closed).toMatchObject([{ name: 'invoice_to_cash' }, { name: 'order_to_cash' }]);
    expect(closed.map(({ count }: { count: number }) => count)).toEqual([12, 12]);
    expect(closed[1].medianHours).toBeGreaterThan(closed[0].medianHours);
  });

  it('measure an order of the past by the dates of its documents', async () => {
    const past = new SampleStory(service.clock, 0);
    const { invoice, lines } = catalogue.Invoiced.example;
    const order = newId(service.clock);
    const head = { order, seller: past.seller, history: true };
    const ordered = { ...head, orderedAt: '2025-11-03T09:00:00.000Z' };
    past.say('OrderPlaced', { ...ordered, orderedOn: '2025-11-03' });
    past.say('OrderReleased', ordered);
    past.say('Shipped', { ...head, shippedAt: '2025-11-05T12:00:00.000Z' });
    past.say('Invoiced', { ...head, shippedAt: '2025-11-05T12:00:00.000Z', lines });
    past.say('OpenItemClosed', { order, item: invoice, invoice, on: '2025-12-10' });
    for (const fact of past.facts.slice(2)) {
      await service.deliver([{ ...fact, sequence: fact.sequence + 10_000 }]);
    }
    const { cycleTimes } = await kpis('from=2025-11-01&to=2025-12-31');
    const told = cycleTimes.flatMap((cycle: { name: string; medianHours: number | null }) =>
      cycle.medianHours === null ? [] : [[cycle.name, cycle.medianHours]],
    );
    expect(Object.fromEntries(told)).toEqual({
      ...{ release_to_ship: 51, ship_to_invoice: 0 },
      ...{ invoice_to_cash: 35 * 24, order_to_cash: 37 * 24 + 3 },
    });
  });

  it('measure orders that took the step in the period, by the clock at the seller', async () => {
    const placed = story.facts.find((fact) => fact.type === 'CreditApproved');
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(
      new Date(placed?.time ?? ''),
    );
    const { cycleTimes } = await kpis(`from=${day}&to=${day}`);
    const approved = story.facts.filter(
      ({ type, time }) =>
        type === 'CreditApproved' &&
        new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date(time)) ===
          day,
    );
    expect(cycleTimes[0].count).toBe(approved.length);
  });

  it('say which part of the orders a hold stopped', async () => {
    const { orderedOn } = catalogue.OrderPlaced.example;
    const { holdRate } = await kpis(`from=${orderedOn}&to=${orderedOn}`);
    const held = new Set(
      story.facts.flatMap((fact) => {
        if (fact.type === 'CreditHeld') return [fact.data.order];
        return fact.type === 'OrderPlaced' && fact.data.holds ? [fact.data.order] : [];
      }),
    );
    expect(holdRate).toMatchObject({ name: 'hold_rate', orders: 78, held: held.size });
    expect(holdRate.percent).toBeCloseTo((held.size / 78) * 100, 0);
    const { holdRate: none } = await kpis('from=2020-01-01&to=2020-01-31');
    expect(none).toMatchObject({ orders: 0, percent: null });
  });

  it('agree with what is open of each item', async () => {
    const [row] = await service.database.read<{ minor: number }>(
      'SELECT sum(amount_minor)::bigint AS minor FROM item_movements',
    );
    const { dso } = await kpis('to=2026-12-31');
    const owed = dso.periodEnd.parameters.receivablesEnd;
    expect(Math.round(Number(owed.amount) * 100)).toBe(row?.minor);
  });

  it('come with name, version, definition and what they were made of', async () => {
    const body = await kpis('from=2026-03-01&to=2026-03-31');
    for (const kpi of [...body.cycleTimes, ...Object.values(body.dso), body.cashPerDay]) {
      expect(kpi).toMatchObject({
        name: expect.stringMatching(/^[a-z_0-9]+$/),
        version: expect.any(Number),
        definition: expect.stringMatching(/\.$/),
      });
    }
    expect(body).toMatchObject({ from: '2026-03-01', to: '2026-03-31', currency: 'EUR' });
    expect(Object.keys(body.dso.countback.parameters)).toEqual([
      'days',
      'receivablesEnd',
      'months',
    ]);
  });

  it('need one seller and a period that does not run backwards', async () => {
    const refused = async (query: string) => {
      const { status, body } = await service.http('GET', `/v1/kpis?${query}`);
      return [status, body.code];
    };
    expect(await refused('seller=S-9')).toEqual([404, 'seller.unknown']);
    expect(await refused('from=2026-03-02&to=2026-03-01')).toEqual([422, 'content.invalid']);
    expect(await refused('from=soon')).toEqual([400, 'request.malformed']);
  });
});

describe('Days sales outstanding', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(AnalyticsModule);
    await service.publishFact('SellerRegistered', catalogue.SellerRegistered.example);
  });
  afterAll(() => service?.stop());

  it('are 45, at best 12: 15,000 are owed, 4,000 not due, 10,000 were sold in April', async () => {
    const invoices: readonly [string, string, string, string][] = [
      ['1', '2026-02-10', '2026-03-12', '5000.00'],
      ['2', '2026-04-02', '2026-04-20', '6000.00'],
      ['3', '2026-04-28', '2026-05-28', '4000.00'],
    ];
    await service.publishFacts(
      'Invoiced',
      invoices.map(([last, issuedOn, dueOn, amount]) => invoiced(last, issuedOn, dueOn, amount)),
    );
    const { body } = await service.http('GET', '/v1/kpis?from=2026-04-01&to=2026-04-30');
    expect(body.dso).toMatchObject({
      periodEnd: {
        days: 45,
        parameters: { days: 30, receivablesEnd: eur('15000.00'), creditSales: eur('10000.00') },
      },
      average: { days: 30, parameters: { receivablesBegin: eur('5000.00') } },
      countback: { days: 30 + 31 + 28 },
      bestPossible: { days: 12, parameters: { notPastDue: eur('4000.00') } },
    });
    expect(body.averageDaysDelinquent.days).toBe(33);
  });

  it('fall with a payment from its day on, and rise again when it bounces', async () => {
    const item = { ...catalogue.PaymentApplied.example, item: idOf('2'), amount: eur('6000.00') };
    const [payment, on] = [idOf('9'), '2026-04-25'];
    const paid = { payment, amount: eur('6000.00') };
    const { example } = catalogue.PaymentReceived;
    await service.publishFact('PaymentReceived', { ...example, ...paid, valueDate: on });
    await service.publishFact('PaymentApplied', { ...item, payment, on });
    const dso = async (to: string) => {
      const { body } = await service.http('GET', `/v1/kpis?from=2026-04-01&to=${to}`);
      const { days, parameters } = body.dso.periodEnd;
      return [days, parameters.receivablesEnd.amount, body.cashPerDay.days.length];
    };
    expect(await dso('2026-04-30')).toEqual([27, '9000.00', 1]);
    expect(await dso('2026-04-24')).toEqual([44, '11000.00', 0]);
    await service.publishFact('PaymentUnapplied', { ...item, payment, on, reason: 'bounced' });
    await service.publishFact('PaymentReversed', {
      ...{ ...catalogue.PaymentReversed.example, ...paid },
      on: '2026-04-26',
    });
    expect(await dso('2026-04-30')).toEqual([45, '15000.00', 2]);
  });
});

function invoiced(
  last: string,
  issuedOn: string,
  dueOn: string,
  amount: string,
): DataOf<'Invoiced'> {
  const { example } = catalogue.Invoiced;
  return { ...example, invoice: idOf(last), issuedOn, dueOn, payable: eur(amount) };
}

function idOf(last: string): string {
  return `01932b5a-0000-7000-8000-00000000010${last}`;
}

/** Hours from the first fact of one type to the first of another, of every order that has both. */
function spansOf(facts: readonly AnyEvent[], from: string, to: string): number[] {
  const first = (type: string) => {
    const times = new Map<string, number>();
    for (const fact of facts) {
      if (fact.type !== type || !('order' in fact.data)) continue;
      const order = fact.data.order ?? '';
      if (!times.has(order)) times.set(order, Date.parse(fact.time));
    }
    return times;
  };
  const [begins, ends] = [first(from), first(to)];
  return [...ends]
    .map(([order, end]) => (end - (begins.get(order) ?? 0)) / 3_600_000)
    .sort((a, b) => a - b);
}

function percentile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const [low = 0, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return Math.round((low + (high - low) * (place - Math.floor(place))) * 10_000) / 10_000;
}

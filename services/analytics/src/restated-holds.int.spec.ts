import { type AnyEvent, catalogue } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from './analytics.module.js';
import { SampleStory } from './sample-story.js';

const { order, customer, orderedOn } = catalogue.OrderPlaced.example;
const { heldSince, hold } = catalogue.CreditHeld.example;
const [reason] = catalogue.CreditHeld.example.reasons;
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('A hold that is told anew', () => {
  let service: TestService;
  let story: SampleStory;

  beforeAll(async () => {
    service = await startService(AnalyticsModule);
    story = new SampleStory(service.clock, 0);
    story.say('CustomerRegistered', { customer, number: 'C-1' });
    story.say('OrderPlaced', {});
    story.say('CreditHeld', {});
    for (const amount of ['50.00', '80.00', '12.00']) restate(amount);
    const told = story.facts.filter(({ source }) => source === 'credit');
    await service.deliver(story.facts.filter(({ source }) => source === 'inventory'));
    await service.deliver(story.facts.filter(({ source }) => source === 'orders'));
    for (const fact of told.toReversed()) await service.deliver([fact]);
    await service.deliverTwice();
  });
  afterAll(() => service?.stop());

  const restate = (amount: string) => {
    const message = `The order exceeds the available credit by ${amount} EUR`;
    const reasons = [{ ...reason, code: 'credit.limit' as const, message, needed: eur(amount) }];
    story.say('CreditHeld', { reasons: reasons as never, restated: true });
  };
  const get = async (path: string) => {
    const { status, body } = await service.http('GET', path);
    expect([path, status]).toEqual([path, 200]);
    return body;
  };

  it('says what is needed now, since when it was said first', async () => {
    const { blockers } = await get(`/internal/analytics/blockers/${order}`);
    expect(blockers).toMatchObject([{ code: 'credit.limit', needed: eur('12.00'), hold }]);
    expect(blockers[0].since).toBe(heldSince);
    const question = { kinds: ['hold'], sort: 'age', limit: 10 };
    const work = await service.http('POST', '/internal/analytics/work', { question });
    expect(work.body.items).toMatchObject([
      { title: 'The order exceeds the available credit by 12.00 EUR', since: heldSince },
    ]);
  });

  it('is one step of the order, taken once', async () => {
    const map = await get('/v1/process-map');
    expect(map.variants).toMatchObject([{ path: ['OrderPlaced', 'CreditHeld'], rework: [] }]);
    expect(map.transitions).toMatchObject([{ from: 'OrderPlaced', to: 'CreditHeld', count: 1 }]);
    const query = `from=${orderedOn}&to=${orderedOn}`;
    const { items } = await get(`/v1/kpis/hold_rate/facts?${query}`);
    expect(typesOf(items)).toEqual(['CreditHeld', 'OrderPlaced']);
  });

  it('is in the timeline as it was said first and last, and in the log each time', async () => {
    const { items } = await get(`/v1/orders/${order}/timeline`);
    expect(typesOf(items)).toEqual(['OrderPlaced', 'CreditHeld', 'CreditHeld']);
    expect(items.map(({ summary }: { summary: string }) => summary).slice(1)).toEqual([
      'Credit held 119.00 EUR: The order exceeds the available credit by 69.00 EUR.',
      'Credit still holds 119.00 EUR: The order exceeds the available credit by 12.00 EUR.',
    ]);
    const log = await get('/v1/events?type=CreditHeld');
    expect(log.items).toHaveLength(4);
  });
});

function typesOf(facts: readonly Pick<AnyEvent, 'type'>[]): readonly string[] {
  return facts.map(({ type }) => type);
}

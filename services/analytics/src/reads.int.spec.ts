import { scansOf, startService, type TestService } from '@o2c/testing';
import { AnalyticsModule } from './analytics.module.js';
import { SampleStory } from './sample-story.js';

describe('However many facts there are', () => {
  let service: TestService;
  let order: string;

  beforeAll(async () => {
    service = await startService(AnalyticsModule);
    const story = new SampleStory(service.clock).tell(4, ['paid', 'paid together']);
    for (const facts of Map.groupBy(story.facts, ({ source }) => source).values()) {
      await service.deliver(facts);
    }
    const { body } = await service.http('GET', '/v1/events?type=OrderPlaced');
    order = body.items[0].subject;
  });
  afterAll(() => service?.stop());

  const scans = async (path: string, asked?: object) => {
    let status = 0;
    const found = await scansOf(service, async () => {
      ({ status } = await service.http(asked ? 'POST' : 'GET', path, asked));
    });
    expect([path, status]).toEqual([path, 200]);
    return found;
  };
  const tooMuch = async (path: string) =>
    (await scans(path)).filter(({ condition }) => condition === undefined);

  it('the story of an order is looked up', async () => {
    const read = await scans(`/v1/orders/${order}/timeline`);
    expect(read.filter(({ condition }) => condition === undefined)).toEqual([]);
    expect(read.map(({ index }) => index)).toContain('facts_restated');
  });

  it('the log is read on from any position, also for some types', async () => {
    const { body } = await service.http('GET', '/v1/events?limit=1');
    expect(await tooMuch(`/v1/events?after=${body.next}`)).toEqual([]);
    const ofTypes = await scans(`/v1/events?type=Invoiced&type=Shipped&after=${body.next}`);
    expect(ofTypes).toMatchObject([{ table: 'facts', index: 'facts_of_type' }]);
  });

  it('the facts behind a figure are read back type by type, a page at a time', async () => {
    for (const name of ['dso_period_end', 'cash_per_day', 'hold_rate', 'order_to_cash']) {
      const read = await scans(`/v1/kpis/${name}/facts?from=2026-01-01&to=2026-12-31&limit=2`);
      const ofLog = read.filter(({ table }) => table === 'facts');
      expect(ofLog).toMatchObject(ofLog.map(() => ({ index: 'facts_of_type' })));
      expect(ofLog).not.toEqual([]);
    }
  });

  it('holds and late shipments are read on from where the page before ended', async () => {
    const after = { currency: null, minor: null, since: '2026-03-02T08:00:00Z', id: 'hold:' };
    const page = { kinds: ['hold', 'late_shipment'], sort: 'age', limit: 7, after };
    for (const whose of [{}, { owner: 'warehouse' }]) {
      const question = { ...page, ...whose };
      const read = await scans('/internal/analytics/work', { question });
      expect(read.filter(({ condition }) => condition === undefined)).toEqual([]);
      expect(read.map(({ index }) => index)).toEqual(
        expect.arrayContaining([
          'order_progress_credit_held',
          'order_progress_standing',
          'order_progress_late',
        ]),
      );
    }
  });
});

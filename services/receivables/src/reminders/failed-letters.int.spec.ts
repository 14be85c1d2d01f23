import type { WorkAnswer, WorkItem, WorkPlace, WorkQuestion, WorkSort } from '@o2c/contracts';
import { startService, type TestService } from '@o2c/testing';
import { ReceivablesModule } from '../receivables.module.js';

describe('Letters that reached nobody', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService(ReceivablesModule);
    await service.database.read(`
      INSERT INTO reminder_runs (id, seller, as_of_on, recorded_at)
      SELECT gen_random_uuid(), gen_random_uuid(), '2026-01-01',
             timestamptz '2026-01-01' + n * interval '1 day' FROM generate_series(1, 3) AS n`);
    await service.database.read(`
      INSERT INTO reminder_letters (id, run, seller, customer, currency, level, items, total_minor,
                                    state, next_try_at)
      SELECT gen_random_uuid(), id, seller, gen_random_uuid(),
             CASE WHEN n % 2 = 0 THEN 'EUR' ELSE 'USD' END, 1, '[]', 1 + n % 700,
             CASE WHEN n % 5 = 0 THEN 'sent' ELSE 'no_address' END, '2999-01-01'
        FROM reminder_runs, generate_series(1, 4000) AS n`);
  });
  afterAll(() => service?.stop());

  const ask = async (question: Partial<WorkQuestion>): Promise<WorkAnswer> => {
    const whole = { kinds: ['failed_email'], sort: 'age', limit: 100, ...question };
    const path = '/internal/receivables/failed-letters';
    const { status, body } = await service.http('POST', path, { question: whole });
    expect(status).toBe(200);
    return body;
  };

  const all = async (sort: WorkSort): Promise<readonly WorkItem[]> => {
    const items: WorkItem[] = [];
    for (let after: WorkPlace | undefined; ;) {
      const page = await ask({ sort, after, limit: 500 });
      expect(page.items.length).toBeLessThanOrEqual(500);
      expect(page.counts).toEqual(after ? {} : { failed_email: 9_600 });
      const last = page.items.at(-1);
      if (!last) return items;
      items.push(...page.items);
      after = placeOf(last, sort);
    }
  };

  it.each(['age', 'amount'] as const)('are shown page by page by %s, all of them', async (sort) => {
    const keys = (await all(sort)).map((item) => keyOf(item, sort));
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(keys).toHaveLength(9_600);
  });

  it('are work of the receivables clerk, and of the customer that is asked for', async () => {
    const nothing = { items: [], counts: {} };
    expect(await ask({ owner: 'warehouse' })).toEqual(nothing);
    expect(await ask({ customer: 'C-1' })).toEqual(nothing);
    expect(await ask({ kind: 'hold' })).toEqual({ items: [], counts: { failed_email: 9_600 } });
  });
});

function placeOf({ amount, since, id }: WorkItem, sort: WorkSort): WorkPlace {
  if (sort === 'age' || amount === null) return { currency: null, minor: null, since, id };
  return { currency: amount.currency, minor: Math.round(Number(amount.amount) * 100), since, id };
}

/** A text that sorts as the list does: largest amount first, longest waiting first. */
function keyOf(item: WorkItem, sort: WorkSort): string {
  const { currency, minor, since, id } = placeOf(item, sort);
  return `${currency} ${String(1_000_000 - (minor ?? 0)).padStart(8, '0')} ${since} ${id}`;
}

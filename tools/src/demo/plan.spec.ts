import { addDays } from '@o2c/money';
import { buyersOf } from './customers.js';
import { planOf } from './plan.js';
import { demandOn, WARES } from './wares.js';

const TODAY = '2026-11-27';
const size = { days: 90, customers: 60 };

describe('The plan of a demo world', () => {
  const plan = planOf(1, size, TODAY);
  const orders = plan.weeks.flatMap((week) => week.orders);

  it('is the same for the same seed, and another for another', () => {
    expect(planOf(1, size, TODAY)).toEqual(plan);
    expect(planOf(2, size, TODAY).weeks[0]).not.toEqual(plan.weeks[0]);
  });

  it('begins ninety days ago and ends yesterday', () => {
    const days = orders.map(({ on }) => on).sort();
    expect(days[0]).toBe(addDays(TODAY, -89));
    expect(days.at(-1)).toBe(addDays(TODAY, -1));
  });

  it('has sixty customers with every habit of paying, and 120 wares', () => {
    const habits = new Set(buyersOf(1, 60).map(({ habit }) => habit));
    expect(habits.size).toBe(8);
    expect(new Set(WARES.map(({ sku }) => sku)).size).toBe(120);
    const emails = plan.buyers.map(({ email }) => email);
    expect(emails.filter((email) => !email.endsWith('.example'))).toEqual([]);
  });

  it('makes every kind of trouble, and lets no goods leave before they are ordered', () => {
    expect(new Set(orders.map(({ fate }) => fate)).size).toBe(5);
    const lines = orders.flatMap((order) => order.lines);
    expect(lines.filter(({ isShort }) => isShort).length).toBeGreaterThan(20);
    expect(orders.filter(({ on, leavesOn }) => leavesOn.main < on)).toEqual([]);
  });

  it('knows seasons: snow shovels sell before Christmas, garden hoses in June', () => {
    const [shovel, hose] = ['SS', 'HO'].map((code) =>
      WARES.find(({ sku }) => sku.startsWith(code)),
    );
    if (!shovel || !hose) throw new Error('The company sells both');
    expect(demandOn(shovel, '2026-12-10')).toBeGreaterThan(demandOn(shovel, '2026-06-10'));
    expect(demandOn(hose, '2026-12-10')).toBeLessThan(demandOn(hose, '2026-06-10'));
  });
});

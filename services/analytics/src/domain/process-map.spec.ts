import { mapOf, repeated, type Wait, type Way } from './process-map.js';
import { waitInWords } from './step-words.js';

describe('The map of the process', () => {
  const placed = { currency: 'EUR', minor: 11_900, orders: 1, open: 0 };
  const ways: readonly Way[] = [
    { ...placed, path: ['OrderPlaced', 'Shipped', 'Shipped'] },
    { ...placed, path: ['OrderPlaced', 'Shipped'], currency: 'USD', open: 1 },
    { ...placed, path: ['OrderPlaced'], open: 1 },
  ];
  const waits: readonly Wait[] = [
    wait('OrderPlaced', 'Shipped', 60),
    wait('Shipped', 'Shipped', 0.1234),
  ];

  it('says which share of the orders went which way, and which step takes longest', () => {
    const { orders, transitions, variants, slowest } = mapOf(ways, waits);
    expect(orders).toBe(3);
    expect(transitions.map(({ share }) => share)).toEqual([0.6667, 0.3333]);
    expect(transitions[1]).toMatchObject({ medianSeconds: 0.123, count: 1, orders: 1 });
    const again = variants.find(({ path }) => path.length === 3);
    expect(again).toMatchObject({ share: 0.3333, rework: ['Shipped'] });
    expect(again?.reworkInWords).toEqual(['part shipment']);
    expect(slowest).toEqual({
      ...{ from: 'OrderPlaced', to: 'Shipped', medianSeconds: 60 },
      sentence:
        'Orders wait longest between order placed and shipped: half of them 60 seconds or longer',
    });
  });

  it('says what orders are worth, by currency, and how many stand where they are', () => {
    const { steps } = mapOf(ways, waits);
    const eur = (amount: string) => ({ amount, currency: 'EUR' });
    const usd = { amount: '119.00', currency: 'USD' };
    expect(steps).toEqual([
      { type: 'OrderPlaced', count: 3, orders: 3, value: [eur('238.00'), usd], open: 1 },
      { type: 'Shipped', count: 3, orders: 2, value: [eur('119.00'), usd], open: 1 },
    ]);
  });

  it('names as slowest a step that is usual, not one that hardly any order took', () => {
    const rare = { ...placed, path: ['Shipped', 'WrittenOff'] };
    const among = (orders: number) => [
      { ...placed, path: ['OrderPlaced', 'Shipped'], orders: orders - 1 },
      rare,
    ];
    const all = [...waits, wait('Shipped', 'WrittenOff', 900)];
    expect(mapOf(among(40), all).slowest).toMatchObject({ to: 'Shipped' });
    expect(mapOf(among(20), all).slowest).toMatchObject({ to: 'WrittenOff' });
  });

  it('is empty before the first order', () => {
    const empty = { orders: 0, steps: [], transitions: [], variants: [] };
    expect(mapOf([], [])).toEqual({ ...empty, slowest: null });
  });

  it('names what was done again once, however often it was', () => {
    const path = ['OrderPlaced', 'Invoiced', 'Shipped', 'Shipped', 'Invoiced', 'Shipped'];
    expect(repeated(path)).toEqual(['Shipped', 'Invoiced']);
  });

  it.each([
    [
      'a held order that is changed and stays held',
      ['CreditHeld', 'OrderChanged', 'CreditHeld'],
      [],
    ],
    ['one that stays held for other reasons', ['CreditHeld', 'CreditHeld', 'CreditHeld'], []],
    ['one that was held before', ['CreditHeld', 'CreditApproved', 'CreditHeld'], ['CreditHeld']],
    ['one whose approval expired', ['CreditApproved', 'OrderReleased', 'CreditHeld'], []],
  ])('says of %s whether it is held again', (_, steps, expected) => {
    expect(repeated(['OrderPlaced', ...steps])).toEqual(expected);
  });

  it('tells times in the largest unit of which there are two', () => {
    const told = [119, 120, 7_199, 129_600, 216_000].map(waitInWords);
    expect(told).toEqual(['119 seconds', '2 minutes', '120 minutes', '36 hours', '2.5 days']);
  });
});

function wait(from: string, to: string, medianSeconds: number): Wait {
  return { from, to, medianSeconds, p90Seconds: medianSeconds, medianSecondsBefore: null };
}

import { mapOf, repeated } from './process-map.js';

describe('The map of the process', () => {
  const counted = {
    orders: 3,
    steps: [
      { type: 'OrderPlaced', count: 3, orders: 3 },
      { type: 'Shipped', count: 3, orders: 2 },
    ],
    transitions: [
      ...[{ from: 'OrderPlaced', to: 'Shipped', count: 2, orders: 2 }].map(timed(60, 90)),
      ...[{ from: 'Shipped', to: 'Shipped', count: 1, orders: 1 }].map(timed(0.1234, 0.1236)),
    ],
    variants: [
      { path: ['OrderPlaced', 'Shipped', 'Shipped'], count: 1 },
      { path: ['OrderPlaced'], count: 1 },
    ],
  };

  it('says which share of the orders went which way, and which step takes longest', () => {
    const { transitions, variants, slowest } = mapOf(counted);
    expect(transitions.map(({ share }) => share)).toEqual([0.6667, 0.3333]);
    expect(transitions[1]).toMatchObject({ medianSeconds: 0.123, p90Seconds: 0.124 });
    expect(variants[0]).toMatchObject({ share: 0.3333, rework: ['Shipped'] });
    expect(variants[1]?.rework).toEqual([]);
    expect(slowest).toEqual({ from: 'OrderPlaced', to: 'Shipped', medianSeconds: 60 });
  });

  it('names as slowest a step that is usual, not one that hardly any order took', () => {
    const rare = { from: 'Shipped', to: 'WrittenOff', count: 1, orders: 1 };
    const [usual] = counted.transitions.map((one) => ({ ...one, orders: 40 }));
    const transitions = [
      ...(usual ? [usual] : []),
      { ...rare, medianSeconds: 900, p90Seconds: 900 },
    ];
    const { slowest } = mapOf({ ...counted, orders: 40, transitions });
    expect(slowest).toMatchObject({ to: 'Shipped' });
    expect(mapOf({ ...counted, orders: 20, transitions }).slowest).toMatchObject({
      to: 'WrittenOff',
    });
  });

  it('is empty before the first order', () => {
    const empty = { orders: 0, steps: [], transitions: [], variants: [] };
    expect(mapOf(empty)).toEqual({ ...empty, slowest: null });
  });

  it('names what was done again once, however often it was', () => {
    const path = ['OrderPlaced', 'Invoiced', 'Shipped', 'Shipped', 'Invoiced', 'Shipped'];
    expect(repeated(path)).toEqual(['Shipped', 'Invoiced']);
  });
});

function timed(medianSeconds: number, p90Seconds: number) {
  return <T>(transition: T) => ({ ...transition, medianSeconds, p90Seconds });
}

import { fastify } from 'fastify';
import { Admission, type Standing } from './admission.js';
import { installShedding } from './shedding.js';

/** A second's look: facts handled since the last one, facts to handle now. */
type Look = Readonly<Record<string, readonly [handled: number, lag: number]>>;

/** How many of a hundred new orders are taken after these looks, one a second. */
function takenAfter(...looks: readonly Look[]): number {
  const admission = new Admission();
  look(admission, looks);
  return Array.from({ length: 100 }, () => admission.admits()).filter(Boolean).length;
}

function look(admission: Admission, looks: readonly Look[]): void {
  const handled = new Map<string, number>();
  admission.observe(standings({ orders: [0, 0], credit: [0, 0], analytics: [0, 0] }, handled), 1);
  for (const one of looks) admission.observe(standings(one, handled), 1);
}

function standings(one: Look, sums: Map<string, number>): readonly Standing[] {
  return Object.entries(one).map(([service, [now, lag]]) => {
    const handled = (sums.get(service) ?? 0) + now;
    sums.set(service, handled);
    return { service, handled, lag };
  });
}

const BUSY: Look = { orders: [500, 0], credit: [500, 900] };
const BEHIND = (lag: number): Look => ({ orders: [500, 0], credit: [500, lag] });

/** What was seen, and how many of a hundred orders are taken then. */
const CASES: readonly (readonly [string, readonly Look[], number])[] = [
  ['all are taken while every service keeps up', [BUSY, BUSY, BUSY], 100],
  ['fewer are taken while a service falls behind', [BEHIND(2_500), BEHIND(3_000)], 49],
  ['all are taken again when it catches up', [BEHIND(3_000), BEHIND(2_900), BEHIND(2_500)], 90],
  ['a few are always taken', Array.from({ length: 20 }, (_, n) => BEHIND(3_000 + n * 500)), 5],
  [
    'a service that stands still turns nobody away',
    [
      { orders: [500, 0], credit: [0, 5_000] },
      { orders: [500, 0], credit: [0, 9_000] },
    ],
    100,
  ],
  [
    'a service is measured by its own pace, not by how much the others do',
    [
      { orders: [3_000, 0], credit: [600, 1_300] },
      { orders: [3_000, 0], credit: [600, 1_500] },
    ],
    49,
  ],
];

describe('When more orders come than can be handled', () => {
  it.each(CASES)('%s', (_title, looks, taken) => {
    expect(Math.abs(takenAfter(...looks) - taken)).toBeLessThanOrEqual(1);
  });

  it('only new orders are turned away, with the time after which to come again', async () => {
    const admission = new Admission();
    look(admission, [BEHIND(3_000), BEHIND(4_000), BEHIND(5_000), BEHIND(6_000)]);
    const server = fastify();
    installShedding(server, 100, admission);
    server.all('/v1/*', (_, reply) => reply.status(201).send({}));
    const answers = async (method: 'POST' | 'GET', url: string) =>
      Promise.all(Array.from({ length: 20 }, () => server.inject({ method, url })));
    const orders = await answers('POST', '/v1/orders');
    const refused = orders.filter(({ statusCode }) => statusCode === 503);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.length).toBeLessThan(20);
    expect(refused[0]?.headers['retry-after']).toBe('2');
    expect(refused[0]?.json().code).toBe('service.overloaded');
    for (const others of [answers('GET', '/v1/orders'), answers('POST', '/v1/orders/1/cancel')]) {
      expect((await others).every(({ statusCode }) => statusCode === 201)).toBe(true);
    }
    await server.close();
  });
});

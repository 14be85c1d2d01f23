import type { AnyEvent } from '@o2c/contracts';
import { figure, limit, startService, tell, type TestService } from '@o2c/testing';
import { SampleDelivery } from './sample-delivery.js';
import { ShippingModule } from './shipping.module.js';

/** Why goods are taken back, and how many orders are asked about it. */
const CAUSES = [
  ['cancelled', figure(100, 1_000)],
  ['expired', figure(200, 10_000)],
] as const;

describe('Two processes of shipping on one database', () => {
  let one: TestService;
  let other: TestService;
  let sample: SampleDelivery;

  beforeAll(async () => {
    one = await startService(ShippingModule);
    other = await one.another(ShippingModule);
    sample = new SampleDelivery(one);
    await sample.parties();
  });
  afterAll(async () => {
    await other?.stop();
    await one?.stop();
  });

  afterEach(async () => {
    expect(await one.brokenIdentities()).toEqual([]);
  });

  it.each(CAUSES)(
    'ship an order or give it back as %s, never both',
    async (cause, total) => {
      const count = { interleavings: 0, shipped: 0, 'given back': 0 };
      for (let round = 0; count.interleavings < total; round++) {
        const orders = await plan(50);
        const back = orders.map(({ order }) =>
          one.event('CancelRequested', sample.cancel(order, [10], cause)),
        );
        const [answers] = await Promise.all([
          Promise.all(
            orders.map(({ shipment }, index) => {
              const key = { 'idempotency-key': `${cause}-${round}-${index}` };
              return one.http('POST', `/v1/shipments/${shipment}/ship`, {}, key);
            }),
          ),
          deliverInParts(back, 1 + (round % 10)),
        ]);
        const ends = new Map(
          (await one.database.read<End>(ENDS, [orders.map(({ order }) => order)])).map((end) => [
            end.order,
            end,
          ]),
        );
        for (const [index, { order }] of orders.entries()) {
          const hasLeft = answers[index]?.status === 200;
          count[hasLeft ? 'shipped' : 'given back']++;
          expect(ends.get(order)).toEqual({
            ...{ order, shipped: hasLeft ? 10_000_000 : 0, cancelled: hasLeft ? 0 : 10_000_000 },
            answers: [hasLeft ? 'CancelRefused' : 'CancelAccepted'],
          });
          if (!hasLeft) expect(answers[index]?.body.code).toMatch(/^shipment\./);
        }
        count.interleavings += orders.length;
      }
      tell(`ship against take back as ${cause}`, count);
    },
    limit(60, 1_800),
  );

  /** Half of them at once, the others part by part, so that some come early and some late. */
  async function deliverInParts(events: readonly AnyEvent[], size: number) {
    const half = events.length / 2;
    await other.bus.deliver(events.slice(0, half));
    for (let from = half; from < events.length; from += size) {
      await other.bus.deliver(events.slice(from, from + size));
    }
  }

  /** Orders of ten pieces that are ready to leave. */
  async function plan(count: number) {
    const releases = Array.from({ length: count }, () => sample.release([10]));
    await one.publishFacts('OrderReleased', releases);
    await one.publishFacts(
      'StockReserved',
      releases.map(({ order }) => sample.promise(order, [10])),
    );
    const plans = new Map(one.facts('ShipmentPlanned').map(({ data }) => [data.order, data]));
    return releases.map(({ order }) => ({ order, shipment: plans.get(order)?.shipment ?? '' }));
  }
});

type End = { order: string; shipped: number; cancelled: number; answers: string[] };

const ENDS = `
  SELECT id::text AS "order", shipped, cancelled,
         (SELECT array_agg(type) FROM outbox WHERE subject = orders.id::text
             AND type IN ('CancelAccepted', 'CancelRefused')) AS answers
    FROM orders, json_to_recordset(lines) AS line (shipped bigint, cancelled bigint)
   WHERE id = ANY ($1::uuid[])`;

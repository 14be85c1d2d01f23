import { execute, type Tx } from '@o2c/messaging';
import { startService, type TestService } from '@o2c/testing';
import { SampleDelivery } from './sample-delivery.js';
import { ShippingModule } from './shipping.module.js';
import { Shipping } from './shipping.store.js';

let service: TestService;
let sample: SampleDelivery;

beforeAll(async () => {
  service = await startService(ShippingModule);
  sample = new SampleDelivery(service);
  await sample.parties('9528765');
});
afterAll(() => service?.stop());

const get = (id: string) => service.http('GET', `/v1/shipments/${id}`);
const post = (id: string, verb: string, body: object = {}, headers = {}) =>
  service.http('POST', `/v1/shipments/${id}/${verb}`, body, headers);

/** What the shipment with this id published, of one type. */
const said = (type: 'Shipped' | 'ShipmentVoided' | 'ShipmentPlanned', order: string) =>
  service
    .facts(type)
    .map(({ data }) => data)
    .filter((data) => data.order === order);

/** Every identity holds, and nothing is parked. */
async function expectSound() {
  expect(await service.brokenIdentities()).toEqual([]);
  expect((await service.http('GET', '/internal/shipping/parked-facts')).body).toEqual([]);
}

describe('A shipment', () => {
  it('is planned from promised stock, and shows what will leave', async () => {
    const { order, shipment } = await sample.planned([10, '2.5']);
    const { status, body } = await get(shipment);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id: shipment, order, status: 'planned', warehouse: 'main', version: 1 },
      shipTo: { city: 'Berlin' },
      lines: [
        { line: 1, sku: 'A-1', planned: 10, shipped: 0 },
        { line: 2, sku: 'A-2', planned: '2.5', shipped: 0 },
      ],
      ...{ packages: [], tracking: [] },
    });
    expect(body.number).toMatch(/^SH-\d{4}-\d{6}$/);
    // a request that says nothing needs no body
    expect(await service.http('POST', `/v1/shipments/${shipment}/ship`)).toMatchObject({
      status: 200,
      body: { status: 'shipped', version: 3 },
    });
  });

  it('is picked, packed, shipped and delivered', async () => {
    const { shipment } = await sample.planned([10]);
    expect((await post(shipment, 'pick')).body.status).toBe('picked');
    const packages = [{ weight: '1.5', lines: [{ line: 1, quantity: 6 }] }, { weight: 2 }];
    const packed = await post(shipment, 'pack', { packages });
    expect(packed.body).toMatchObject({ status: 'packed', packages: [{ weight: '1.5' }, {}] });
    const shipped = await post(shipment, 'ship', { carrier: 'DHL', trackingNumber: '0034' });
    expect(shipped).toMatchObject({ status: 200, body: { status: 'shipped', carrier: 'DHL' } });
    expect(shipped.body.packages).toEqual(packed.body.packages);
    const delivered = await post(shipment, 'deliver', { receivedBy: 'Goods-in' });
    expect(delivered.body).toMatchObject({ status: 'delivered', receivedBy: 'Goods-in' });
    expect((await get(shipment)).body).toEqual(delivered.body);
    await expectSound();
  });

  it('leaves in part and short; the rest is planned anew, the short is not', async () => {
    const { order, shipment } = await sample.planned([10, 5]);
    const lines = [
      { line: 1, quantity: 4 },
      { line: 2, quantity: 3, short: 'damaged' },
    ];
    expect((await post(shipment, 'ship', { lines })).body.lines).toMatchObject([
      { planned: 10, shipped: 4 },
      { planned: 5, shipped: 3 },
    ]);
    const [shipped] = said('Shipped', order);
    expect(shipped).toMatchObject({ shorts: [{ line: 2, quantity: 2, reason: 'damaged' }] });
    const rest = said('ShipmentPlanned', order).at(-1);
    expect(rest).toMatchObject({ lines: [{ line: 1, planned: 6 }] });
    expect(rest?.shipment).not.toBe(shipment);
    await expectSound();
  });

  it('answers every fault of a request at once', async () => {
    const { shipment } = await sample.planned([10]);
    const lines = [
      { line: 1, quantity: 11 },
      { line: 7, quantity: 1 },
    ];
    const { status, body } = await post(shipment, 'ship', { lines });
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      '/lines/0/quantity',
      '/lines/1/line',
    ]);
    expect((await post(shipment, 'ship', { lines: 'all' })).status).toBe(400);
    expect(await post(sample.seller, 'ship')).toMatchObject({
      ...{ status: 404, body: { code: 'shipment.unknown' } },
    });
  });

  it('leaves once', async () => {
    const { order, shipment } = await sample.planned([10]);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post(shipment, 'ship')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(said('Shipped', order)).toHaveLength(1);
    const { status, body } = await post(shipment, 'ship');
    expect([status, body.code]).toEqual([409, 'shipment.already_shipped']);
  });

  it('gives each of many packages a number of its own', async () => {
    const shipments = await Promise.all(Array.from({ length: 60 }, () => sample.planned([1])));
    const answers = await Promise.all(shipments.map(({ shipment }) => post(shipment, 'ship')));
    const numbers = answers.map(({ body }) => body.packages[0].sscc);
    expect(new Set(numbers).size).toBe(60);
    expect(numbers.every((sscc) => /^\d95287\d{12}$/.test(sscc))).toBe(true);
  });

  it('is void with its reason: before it left it is planned anew, after it waits', async () => {
    const { order, shipment } = await sample.planned([10]);
    await post(shipment, 'void', { reason: 'wrong address' });
    const again = said('ShipmentPlanned', order).at(-1)?.shipment ?? '';
    expect((await get(shipment)).body).toMatchObject({ status: 'voided' });
    await post(again, 'ship');
    await post(again, 'void', { reason: 'lost by carrier' });
    expect(said('ShipmentVoided', order).map((data) => data)).toMatchObject([
      { shipment, wasShipped: false },
      { shipment: again, wasShipped: true, lines: [{ line: 1, quantity: 10 }] },
    ]);
    await service.publishFact('StockReserved', sample.promise(order, [10]));
    const third = said('ShipmentPlanned', order).at(-1);
    expect(third).toMatchObject({ lines: [{ planned: 10 }] });
    expect((await post(third?.shipment ?? '', 'ship')).status).toBe(200);
    await expectSound();
  });

  it('hears from the carrier, twice and late', async () => {
    const { shipment } = await sample.planned([1]);
    await post(shipment, 'ship');
    const at = service.clock.iso();
    const update = (eventId: string, status: string) =>
      post(shipment, 'tracking', { eventId, status, at });
    await update('2', 'out_for_delivery');
    await update('1', 'in_transit');
    expect((await update('1', 'in_transit')).body).toMatchObject({
      trackingStatus: 'out_for_delivery',
      tracking: [{ eventId: '2' }, { eventId: '1' }],
    });
    expect((await update('3', 'delivered')).body).toMatchObject({ status: 'delivered' });
    await update('4', 'delivered');
    const delivered = service.facts('Delivered').filter(({ data }) => data.shipment === shipment);
    expect(delivered).toHaveLength(1);
  });

  it('of history is shipped at its own date by who may do so', async () => {
    const { shipment } = await sample.planned([1], { history: true });
    const shippedAt = '2009-12-01T23:30:00Z';
    const scopes = { 'x-test-scopes': 'shipments:write,shipments:read' };
    expect(await post(shipment, 'ship', { shippedAt }, scopes)).toMatchObject({
      ...{ status: 403, body: { code: 'history.forbidden' } },
    });
    const { body } = await post(shipment, 'ship', { shippedAt });
    expect(body).toMatchObject({ shippedAt: '2009-12-01T23:30:00.000Z', shippedOn: '2009-12-02' });
    const { shipment: today } = await sample.planned([1]);
    expect((await post(today, 'ship', { shippedAt })).status).toBe(422);
    expect((await post(today, 'ship', { shippedAt: service.clock.iso() })).status).toBe(200);
  });

  it('is one of many that leave with one request, each answered on its own', async () => {
    const [one, two] = [await sample.planned([1]), await sample.planned([2])];
    await post(two.shipment, 'ship');
    const shipments = [{ id: one.shipment, carrier: 'UPS' }, { id: two.shipment }];
    const { status, body } = await service.http('POST', '/v1/shipments/batch/ship', { shipments });
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { status: 200, body: { id: one.shipment, carrier: 'UPS' } },
      { status: 409, problem: { code: 'shipment.already_shipped' } },
    ]);
  });
});

describe('The list of shipments', () => {
  it('is read page by page, of an order, a customer, a status', async () => {
    const other = new SampleDelivery(service);
    await other.parties();
    const planned = [];
    for (const quantity of [1, 2, 3]) planned.push(await other.planned([quantity]));
    const list = async (query: string) =>
      (await service.http('GET', `/v1/shipments?customer=${other.customer}&${query}`)).body;
    const first = await list('limit=2');
    expect(first.items).toHaveLength(2);
    const second = await list(`limit=2&after=${first.next}`);
    expect(second).toMatchObject({ items: [{ id: planned[2]?.shipment }], next: null });
    expect((await list('status=shipped')).items).toEqual([]);
    const of = await list(`order=SO-${planned[1]?.order}`);
    expect(of.items).toMatchObject([{ id: planned[1]?.shipment, order: planned[1]?.order }]);
  });
});

describe('Facts in any order', () => {
  it('end in the same plan, also when they come twice', async () => {
    const release = sample.release([10]);
    const { order } = release;
    await service.publishFact('StockReserved', sample.promise(order, [6]));
    await service.publishFact('CancelRequested', sample.cancel(order, [3], 'decreased'));
    expect(said('ShipmentPlanned', order)).toEqual([]);
    await service.publishFact('OrderReleased', release);
    expect(said('ShipmentPlanned', order).at(-1)?.lines).toEqual([
      { line: 1, sku: 'A-1', planned: 6 },
    ]);
    const before = service.facts().length;
    await service.deliverTwice();
    expect(service.facts()).toHaveLength(before);
    await expectSound();
  });

  it('let a cancellation or a shipment win, never both', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, () => sample.planned([10])));
    await Promise.all(
      orders.map(async ({ order, shipment }) => {
        const cancel = service.publishFact('CancelRequested', sample.cancel(order, [10]));
        const [answer] = await Promise.all([post(shipment, 'ship'), cancel]);
        const shipped = said('Shipped', order).length;
        const all = [...service.facts('CancelAccepted'), ...service.facts('CancelRefused')];
        const [decision] = all.filter(({ data }) => data.order === order);
        expect(decision?.type).toBe(shipped ? 'CancelRefused' : 'CancelAccepted');
        expect(answer.status).toBe(shipped ? 200 : 409);
        if (!shipped) expect(answer.body.code).toBe('shipment.not_open');
      }),
    );
    await expectSound();
  });

  it('plan again what was given up where a backorder was forgotten instead', async () => {
    const { order } = await sample.planned([10]);
    await service.publishFact('CancelRequested', sample.cancel(order, [10]));
    const more = sample.release([15], { order });
    await service.publishFact('OrderReleased', more);
    const backorders = [{ line: 1, sku: 'A-1', quantity: 10 }];
    const released = { order, reason: 'cancelled', lines: [], backorders };
    await service.publishFact('ReservationReleased', released);
    expect(said('ShipmentPlanned', order).at(-1)?.lines).toMatchObject([{ line: 1, planned: 5 }]);
    await expectSound();
  });

  it('of a cancelled order leave no shipment open', async () => {
    const { order, shipment } = await sample.planned([10]);
    await service.publishFact('CancelRequested', sample.cancel(order, [10]));
    expect((await get(shipment)).body).toMatchObject({ status: 'voided', voidReason: 'cancelled' });
    const lines = [{ line: 1, sku: 'A-1', warehouse: 'main', quantity: 10 }];
    const released = { order, reason: 'cancelled', lines, backorders: [] };
    await service.publishFact('ReservationReleased', released);
    expect(said('ShipmentPlanned', order)).toHaveLength(1);
    await expectSound();
  });
});

describe('A batch', () => {
  it('of a hundred shipments takes as many statements as one', async () => {
    const shipping = service.app.get(Shipping, { strict: false });
    const counts: number[] = [];
    for (const size of [1, 100]) {
      const planned = await Promise.all(Array.from({ length: size }, () => sample.planned([2, 1])));
      const commands = planned.map(({ shipment }) => ({
        ...{ type: 'ShipShipment' as const, shipment, now: service.clock.iso() },
        ...{ mayBackdate: false, lines: [{ line: 1, quantity: 1 }] },
      }));
      await service.database.transaction(async (tx) => {
        let count = 0;
        const query: Tx['query'] = (sql, params) => {
          count += 1;
          return tx.query(sql, params);
        };
        const write: Tx['write'] = (sql, params) => void (tx.write(sql, params), (count += 1));
        const counting: Tx = {
          ...{ now: tx.now, query, write },
          publish: (facts, cause) => tx.publish(facts, cause),
          followUp: (kind, all, cause) => tx.followUp(kind, all, cause),
        };
        const outcomes = await execute(counting, shipping, commands);
        expect(outcomes.every(({ status }) => status === 'done')).toBe(true);
        counts.push(count);
      });
    }
    expect(counts[0]).toBe(counts[1]);
    await expectSound();
  });
});

import { dataOf, Desk, M, NOW, types } from './sample-desk.js';
import type { TrackingStatus } from './shipment.js';

function shipped(): Desk {
  const desk = new Desk();
  desk.release(10);
  desk.reserve(10);
  desk.ship(1);
  return desk;
}

const at = (minute: number) => `2026-03-02T08:${String(minute).padStart(2, '0')}:00.000Z`;

function tracked(...updates: readonly (readonly [TrackingStatus, number])[]): Desk {
  const desk = shipped();
  updates.forEach(([status, minute]) =>
    desk.track(1, { eventId: `${status} ${minute}`, status, at: at(minute) }),
  );
  return desk;
}

describe('Delivery', () => {
  it('keeps when and to whom as proof', () => {
    const facts = shipped().deliver(1, { deliveredAt: NOW, receivedBy: 'Goods-in' });
    expect(dataOf(facts, 'Delivered')).toMatchObject({ deliveredAt: NOW, receivedBy: 'Goods-in' });
  });

  it.each(['2026-03-01T00:00:00.000Z', '2026-03-03T00:00:00.000Z'])(
    'is neither before shipping nor in the future: %s',
    (deliveredAt) => {
      expect(() => shipped().deliver(1, { deliveredAt })).toThrow(/delivered|future/);
    },
  );
});

describe('A void', () => {
  it('plans anew what had not left', () => {
    const desk = new Desk();
    desk.release(10);
    desk.reserve(10);
    const facts = desk.void(1, 'wrong address');
    expect(dataOf(facts, 'ShipmentVoided')).toMatchObject({ wasShipped: false, number: 'SH-1' });
    expect(dataOf(facts, 'ShipmentPlanned')).toMatchObject({ number: 'SH-2' });
    expect(desk.line()).toMatchObject({ planned: 10 * M });
  });

  it('of shipped goods opens the quantities again, for stock to be promised again', () => {
    const desk = shipped();
    const data = dataOf(desk.void(1), 'ShipmentVoided');
    expect(data).toMatchObject({
      wasShipped: true,
      lines: [{ line: 1, sku: 'A-1', quantity: 10 }],
    });
    expect(desk.line()).toMatchObject({ planned: 0, shipped: 0 });
    desk.reserve(10);
    expect(desk.shipment(2)).toMatchObject({ status: 'planned' });
    desk.ship(2);
    expect(desk.line()).toMatchObject({ planned: 0, shipped: 10 * M });
  });

  it('needs a reason', () => {
    expect(() => shipped().void(1, ' ')).toThrow(/reason/);
  });
});

describe('Carrier updates', () => {
  it.each<[string, (readonly [TrackingStatus, number])[], TrackingStatus]>([
    [
      'in order',
      [
        ['handed_over', 1],
        ['in_transit', 2],
        ['out_for_delivery', 3],
      ],
      'out_for_delivery',
    ],
    [
      'late',
      [
        ['out_for_delivery', 3],
        ['handed_over', 1],
        ['in_transit', 2],
      ],
      'out_for_delivery',
    ],
    [
      'an exception and its end',
      [
        ['exception', 2],
        ['in_transit', 3],
      ],
      'in_transit',
    ],
    [
      'an exception told late',
      [
        ['in_transit', 3],
        ['exception', 2],
      ],
      'in_transit',
    ],
    [
      'returned',
      [
        ['out_for_delivery', 3],
        ['returned', 4],
      ],
      'returned',
    ],
    [
      'late after delivery',
      [
        ['delivered', 4],
        ['exception', 5],
      ],
      'delivered',
    ],
  ])('never turn the status back: %s', (_, updates, status) => {
    expect(tracked(...updates).shipment(1).trackingStatus).toBe(status);
  });

  it('have no effect the second time', () => {
    const desk = tracked(['in_transit', 1]);
    expect(desk.track(1, { eventId: 'in_transit 1', status: 'delivered', at: at(9) })).toEqual([]);
    expect(desk.shipment(1).tracking).toHaveLength(1);
  });

  it('deliver the shipment once', () => {
    const desk = shipped();
    const event = { status: 'delivered', at: NOW } as const;
    expect(types(desk.track(1, { ...event, eventId: '1' }))).toEqual([
      'tracking-recorded',
      'Delivered',
    ]);
    expect(types(desk.track(1, { ...event, eventId: '2' }))).toEqual(['tracking-recorded']);
    expect(desk.shipment(1)).toMatchObject({ status: 'delivered', deliveredAt: NOW });
  });

  it('do not come from the future', () => {
    const event = { eventId: '1', status: 'in_transit', at: '2027-01-01T00:00:00.000Z' } as const;
    expect(() => shipped().track(1, event)).toThrow(/future/);
  });
});

import type { Command, ShipmentRequest } from './command.js';
import { Desk, idOf, M, NOW, ORDER, releaseOf, TODAY, types } from './sample-desk.js';
import { REFUSALS } from './request.js';
import type { ShipmentStatus } from './shipment.js';

/** A shipment SH-1 of 10 and 5 in this state. */
function shipmentIn(status: ShipmentStatus): Desk {
  const desk = new Desk();
  desk.release(10, 5);
  desk.reserve(10, 5);
  if (status === 'voided') desk.void(1);
  if (status === 'picked') desk.pick(1);
  if (status === 'packed') desk.pack(1);
  if (status === 'shipped' || status === 'delivered') desk.ship(1);
  if (status === 'delivered') desk.deliver(1);
  return desk;
}

const STATUSES = ['planned', 'picked', 'packed', 'shipped', 'delivered', 'voided'] as const;
const VERBS = ['pick', 'pack', 'ship', 'deliver', 'void', 'track'] as const;

const REQUESTS = {
  pick: { type: 'PickShipment' },
  pack: { type: 'PackShipment' },
  ship: { type: 'ShipShipment', mayBackdate: false, dates: TODAY },
  deliver: { type: 'DeliverShipment' },
  void: { type: 'VoidShipment', reason: 'lost by carrier' },
  track: { type: 'TrackShipment', event: { eventId: 'dhl-1', status: 'in_transit', at: NOW } },
} as const;

const planAnew = ['ShipmentVoided', 'ShipmentPlanned'];
const shipAsOne = ['shipment-packed', 'Shipped'];
const DONE: Record<(typeof VERBS)[number], Partial<Record<ShipmentStatus, string[]>>> = {
  pick: { planned: ['shipment-picked'] },
  pack: { planned: ['shipment-packed'], picked: ['shipment-packed'] },
  ship: { planned: shipAsOne, picked: shipAsOne, packed: ['Shipped'] },
  deliver: { shipped: ['Delivered'] },
  void: { planned: planAnew, picked: planAnew, packed: planAnew, shipped: ['ShipmentVoided'] },
  track: { shipped: ['tracking-recorded'], delivered: ['tracking-recorded'] },
};

describe('What can be done with a shipment', () => {
  const pairs = STATUSES.flatMap((status) => VERBS.map((verb) => [status, verb] as const));

  it.each(pairs)('says what happens to a %s shipment that is asked to %s', (status, verb) => {
    const desk = shipmentIn(status);
    expect(desk.shipment(1).status).toBe(status);
    const command = { ...desk.about(1), ...REQUESTS[verb] } as ShipmentRequest;
    const done = DONE[verb][status];
    const code = REFUSALS[verb][status];
    expect([done, code].filter(Boolean)).toHaveLength(1);
    if (done) expect(types(desk.do(command))).toEqual(done);
    else expect(() => desk.do(command)).toThrow(expect.objectContaining({ code }));
  });

  it.each(STATUSES)('takes in every fact about the order of a %s shipment', (status) => {
    const desk = shipmentIn(status);
    const left = status === 'shipped' || status === 'delivered';
    expect(types(desk.release(12, 5))).toEqual(['release-recorded']);
    expect(types(desk.reserve(2))).toEqual(['stock-promised', 'ShipmentPlanned']);
    expect(types(desk.cancel('decreased', 12))[0]).toBe(left ? 'CancelRefused' : 'CancelAccepted');
    expect(types(desk.cancel('expired', 0))[0]).toBe(left ? 'CancelRefused' : 'CancelAccepted');
    const taken = left ? ['promise-ended', 'ShipmentVoided'] : ['promise-ended'];
    expect(types(desk.takeBack([left ? 2 : 12]))).toEqual(taken);
  });

  it('does not know a shipment that nobody planned', () => {
    const command = { shipment: idOf(77), now: NOW, type: 'PickShipment' } as const;
    expect(() => new Desk().do(command)).toThrow(
      expect.objectContaining({ code: 'shipment.unknown' }),
    );
  });
});

describe('Planning', () => {
  const promise = { line: 1, sku: 'A-1', quantity: 1 };
  const early: Command[] = [
    {
      type: 'PlanReserved',
      data: { order: ORDER, lines: [{ ...promise, warehouse: 'main', fromBackorder: false }] },
    },
    {
      type: 'TakeBackReserved',
      data: { order: ORDER, reason: 'short', lines: [], backorders: [promise] },
    },
    {
      type: 'DecideCancel',
      data: { order: ORDER, request: idOf(9), cause: 'cancelled', lines: [promise] },
    },
  ];

  it.each(early)('waits for the release of the order before $type', (command) => {
    const waiting = { waitFor: 'OrderReleased', subject: ORDER };
    expect(new Desk().decide(command)).toEqual(waiting);
  });

  it('lets later stock join the open shipment until it is picked, then plans another', () => {
    const desk = new Desk();
    desk.release(10);
    desk.reserve(4);
    desk.reserve(3);
    expect(desk.shipment(1).lines).toEqual([{ line: 1, sku: 'A-1', planned: 7 * M, shipped: 0 }]);
    desk.pick(1);
    desk.reserve(3);
    expect(desk.shipment(2).lines[0]?.planned).toBe(3 * M);
  });

  it('plans a shipment for each warehouse', () => {
    const desk = new Desk();
    desk.release(10);
    desk.reserve(4);
    desk.reserveIn('north', 6);
    expect(desk.shipments.map((one) => one.warehouse)).toEqual(['main', 'north']);
  });

  it('never plans more than is released, and plans the rest when more is released', () => {
    const desk = new Desk();
    desk.release(10);
    desk.reserve(10);
    expect(types(desk.reserve(5))).toEqual(['stock-promised']);
    desk.release(15);
    expect(desk.shipment(1).lines[0]?.planned).toBe(15 * M);
  });

  it('asks again for a shipment number when it turns out to need one', () => {
    const desk = new Desk();
    desk.release(10);
    const lines = [{ ...promise, warehouse: 'main', fromBackorder: false }];
    const command: Command = { type: 'PlanReserved', data: { order: ORDER, lines } };
    expect(desk.decide(command)).toEqual({ again: true });
  });

  it('sends what is not picked yet to the new address of the order', () => {
    const desk = new Desk();
    desk.release(10);
    desk.reserve(10);
    const shipTo = { ...releaseOf([10]).shipTo, city: 'Hamburg' };
    desk.do({ type: 'RecordRelease', data: { ...releaseOf([10]), shipTo } });
    expect(desk.shipment(1).shipTo.city).toBe('Hamburg');
    const { name, lines, ...rest } = shipTo;
    const same = { ...rest, lines, name };
    const repeated = { ...releaseOf([10]), shipTo: same };
    expect(types(desk.do({ type: 'RecordRelease', data: repeated }))).toEqual(['release-recorded']);
  });
});

import fc from 'fast-check';
import type { Shipment } from '@o2c/shipping/domain/shipment';
import { isOpen } from '@o2c/shipping/domain/shipment';
import type { ShipmentRequest } from '@o2c/shipping/domain/command';
import type { Request, System } from '../system.js';
import { any, kind, pick, rarely, type Kind } from './action.js';
import { PRODUCTS, WAREHOUSES } from './world.js';

const stock = fc.record({
  product: any,
  warehouse: any,
  quantity: fc.integer({ min: 1, max: 40 }),
});

/** What the warehouse does: goods come, are counted, picked, packed, sent, lost and found. */
export const STOCK_ACTS: readonly Kind[] = [
  kind(10, 'receive stock', stock, (system, input) => {
    const { warehouse, lines } = goods(input, input.quantity);
    return system.askingStock({
      type: 'ReceiveStock',
      receipt: system.clock.id(),
      warehouse,
      lines,
    });
  }),
  kind(3, 'count stock', fc.record({ ...stockFields(), less: fc.boolean() }), (system, input) => {
    const { warehouse, lines } = goods(input, input.less ? -input.quantity : input.quantity);
    const adjustment = system.clock.id();
    return system.askingStock({
      type: 'AdjustStock',
      adjustment,
      warehouse,
      lines,
      reason: 'found',
    });
  }),
  kind(1, 'expect stock', stock, (system, input) => {
    const { warehouse, lines } = goods(input, input.quantity);
    const expected = lines.map((line) => ({ ...line, expectedOn: '2027-01-15' }));
    const receipt = system.clock.id();
    return system.askingStock({ type: 'ExpectStock', receipt, warehouse, lines: expected });
  }),
  kind(1, 'cancel expected', any, (system, input) => {
    const all = system.inventory.stocks.values().flatMap(({ expected }) => expected);
    const receipt = pick(all, input)?.receipt ?? system.clock.id();
    return system.askingStock({ type: 'CancelExpected', receipt });
  }),
  shipping(3, 'pick', any, (about) => ({ type: 'PickShipment', ...about })),
  shipping(3, 'pack', any, (about) => ({ type: 'PackShipment', ...about })),
  shipping(14, 'ship', any, (about) => ({ type: 'ShipShipment', ...about, mayBackdate: false })),
  kind(
    6,
    'ship a part',
    fc.record({ shipment: any, percent: fc.nat(100), isShort: fc.boolean() }),
    shipPart,
  ),
  shipping(3, 'deliver', any, (about) => ({ type: 'DeliverShipment', ...about })),
  shipping(4, 'void', any, (about) => ({ type: 'VoidShipment', ...about, reason: 'lost' })),
  shipping(2, 'track', any, (about) => ({
    ...{ type: 'TrackShipment', ...about },
    event: { eventId: about.shipment, status: 'delivered', at: about.now },
  })),
];

function stockFields() {
  return { product: any, warehouse: any, quantity: fc.integer({ min: 1, max: 20 }) };
}

function goods(input: { product: number; warehouse: number }, quantity: number) {
  const warehouse = pick(WAREHOUSES, input.warehouse) ?? 'main';
  return { warehouse, lines: [{ sku: pick(PRODUCTS, input.product)?.sku ?? '', quantity }] };
}

type About = { readonly shipment: string; readonly now: string };

function shipping(
  weight: number,
  name: string,
  which: fc.Arbitrary<number>,
  command: (about: About) => ShipmentRequest,
): Kind {
  return kind(
    weight,
    name,
    fc.record({ which, open: rarely(5).map((no) => !no) }),
    (system, input) => {
      const shipment = shipmentFor(system, name, input.which, input.open);
      if (!shipment) return undefined;
      return asking(system, command({ shipment: shipment.id, now: system.clock.iso() }));
    },
  );
}

/** Mostly one to which it can be done. */
function shipmentFor(system: System, name: string, which: number, fits: boolean) {
  const all = system.shipping.shipments();
  const fitting = all.filter((one) => isFitFor(name, one));
  return pick(fits && fitting.length > 0 ? fitting : all, which);
}

function isFitFor(name: string, shipment: Shipment): boolean {
  if (name === 'deliver' || name === 'track') return shipment.status === 'shipped';
  return name === 'void' || isOpen(shipment);
}

function shipPart(
  system: System,
  input: { shipment: number; percent: number; isShort: boolean },
): Request | undefined {
  const shipment = shipmentFor(system, 'ship', input.shipment, true);
  if (!shipment) return undefined;
  const lines = shipment.lines
    .filter(({ planned }) => planned > 0)
    .map(({ line, planned }) => {
      const quantity = Math.floor((planned / 1_000_000) * (input.percent / 100));
      return { line, quantity, ...(input.isShort && { short: 'not found' }) };
    });
  const about = { shipment: shipment.id, now: system.clock.iso() };
  return asking(system, { type: 'ShipShipment', ...about, mayBackdate: false, lines });
}

function asking(system: System, command: ShipmentRequest): Request {
  const { shipping: service } = system;
  return system.asking(service, service.aggregate, command);
}

import type { RowId, Rows } from '@o2c/contracts';
import { parseQuantity, type Quantity } from '@o2c/money';
import type { ShippingFact } from './command.js';
import type { Order, OrderLine, Reservation, Seller, State } from './order.js';
import type { Shipment, ShipmentLine } from './shipment.js';

type DataOf<T extends ShippingFact['type']> = Extract<ShippingFact, { type: T }>['data'];

/** The rows that a fact changes, as they are after it. */
export function* evolve(rows: Rows<State>, fact: ShippingFact): Iterable<readonly [RowId, State]> {
  const id = `orders/${fact.data.order}`;
  const order = rows.get(id);
  if (order?.kind === 'order') yield [id, evolveOrder(order, fact)];
  if (fact.type === 'shipment-packed' && fact.data.serials) {
    const sellerId = `sellers/${fact.data.serials.seller}`;
    const seller = rows.get(sellerId);
    if (seller?.kind === 'seller') yield [sellerId, afterSerials(seller, fact.data.serials.count)];
  }
}

/** The order after all these facts. */
export function evolveAll(order: Order, facts: readonly ShippingFact[]): Order {
  return facts.reduce(evolveOrder, order);
}

/** The order after the fact. */
export function evolveOrder(order: Order, fact: ShippingFact): Order {
  switch (fact.type) {
    case 'release-recorded':
      return released(order, fact.data);
    case 'stock-promised':
      return promised(order, fact.data);
    case 'promise-ended':
      return promiseEnded(order, fact.data);
    case 'CancelAccepted':
      return cancelled(order, fact.data);
    case 'CancelRefused':
      return order;
    case 'ShipmentPlanned':
      return planned(order, fact.data);
    case 'shipment-picked':
      return changed(order, fact.data.shipment, () => ({ status: 'picked' }));
    case 'shipment-packed':
      return changed(order, fact.data.shipment, () => ({
        status: 'packed',
        packages: fact.data.packages,
      }));
    case 'Shipped':
      return shipped(order, fact.data);
    case 'ShipmentVoided':
      return voided(order, fact.data);
    case 'Delivered':
      return changed(order, fact.data.shipment, () => ({
        status: 'delivered',
        deliveredAt: fact.data.deliveredAt,
        receivedBy: fact.data.receivedBy,
      }));
    case 'tracking-recorded':
      return changed(order, fact.data.shipment, ({ tracking }) => ({
        tracking: [...tracking, fact.data.event],
        trackingStatus: fact.data.status,
      }));
  }
}

function afterSerials(seller: Seller, count: number): Seller {
  return { ...seller, nextSerial: seller.nextSerial + count };
}

function released(order: Order, { release, lines }: DataOf<'release-recorded'>): Order {
  const known = new Map(order.lines);
  for (const line of lines) {
    const before = known.get(line.line) ?? newLine;
    const most = Math.max(before.released, line.released);
    known.set(line.line, { ...before, ...line, released: most });
  }
  return { ...order, release, lines: known };
}

const newLine = {
  released: 0,
  cancelled: 0,
  planned: 0,
  shipped: 0,
  left: [],
  doubted: 0,
  reservations: new Map<string, Reservation>(),
};

function promised(order: Order, { lines }: DataOf<'stock-promised'>): Order {
  return withLines(order, lines, (line, { warehouse, quantity }) =>
    moved(line, warehouse, quantity),
  );
}

/** What we had given up is no promise since then; only what goes beyond it is one less. */
function promiseEnded(
  order: Order,
  { isShort, lines, backorders }: DataOf<'promise-ended'>,
): Order {
  const ended = withLines(order, lines, (line, { warehouse, quantity }) => {
    const known = Math.min(quantity, line.reservations.get(warehouse)?.returning ?? 0);
    const doubted = Math.max(0, line.doubted - (quantity - known));
    return { ...moved(line, warehouse, known - quantity, -known, isShort ? -known : 0), doubted };
  });
  return withLines(ended, backorders, (line, { quantity }) => {
    const known = Math.min(quantity, line.doubted);
    return { ...keptPromise(line, quantity - known), doubted: line.doubted - known };
  });
}

/**
 * Where inventory forgets a backorder in place of what we gave up, its promise stands; never of
 * what was not found, which it always takes back itself.
 */
function keptPromise(line: OrderLine, quantity: Quantity): Partial<OrderLine> {
  const waiting = [...line.reservations].find(([, reservation]) => foundOf(reservation) > 0);
  if (!waiting || quantity === 0) return {};
  const [warehouse, reservation] = waiting;
  const kept = Math.min(foundOf(reservation), quantity);
  return moved(line, warehouse, kept, -kept);
}

/** What was given up and is there. */
function foundOf({ returning, short = 0 }: Reservation): Quantity {
  return returning - short;
}

function cancelled(order: Order, { lines }: DataOf<'CancelAccepted'>): Order {
  return withLines(order, lines, (line, { quantity: written, warehouse }) => {
    const quantity = parseQuantity(written);
    const after = { cancelled: line.cancelled + quantity };
    if (warehouse === undefined) return { ...after, doubted: line.doubted + quantity };
    return { ...after, ...moved(line, warehouse, -quantity, quantity) };
  });
}

/** A plan replaces the shipment's plan before it; goods once packed have to be packed again. */
function planned(order: Order, data: DataOf<'ShipmentPlanned'>): Order {
  const before = order.shipments.get(data.shipment);
  const plan = new Map<number, ShipmentLine>(
    before?.lines.map((line) => [line.line, { ...line, planned: 0 }]),
  );
  for (const { line, sku, planned } of data.lines) {
    plan.set(line, { line, sku, planned: parseQuantity(planned), shipped: 0 });
  }
  const lines = [...plan.values()].sort((a, b) => a.line - b.line);
  const shipment: Shipment = before
    ? { ...before, ...unpacked(before), shipTo: data.shipTo, lines, version: before.version + 1 }
    : newShipment(data, lines);
  return withShipment(replan(order, before?.lines ?? [], lines), shipment);
}

function unpacked({ status, packages }: Shipment): Pick<Shipment, 'status' | 'packages'> {
  return status === 'packed' ? { status: 'picked', packages: [] } : { status, packages };
}

function newShipment(data: DataOf<'ShipmentPlanned'>, lines: readonly ShipmentLine[]): Shipment {
  const { shipment: id, number, order, seller, customer, warehouse, shipTo } = data;
  const where = { id, number, order, seller, customer, warehouse, shipTo };
  return { ...where, status: 'planned', lines, packages: [], tracking: [], version: 1 };
}

function shipped(order: Order, data: DataOf<'Shipped'>): Order {
  const shipment = order.shipments.get(data.shipment);
  if (!shipment) return order;
  const left = new Map(data.lines.map(({ line, quantity }) => [line, parseQuantity(quantity)]));
  const lines = shipment.lines.map((line) => ({ ...line, shipped: left.get(line.line) ?? 0 }));
  const issued = withLines(replan(order, shipment.lines, []), data.lines, (line) => {
    const quantity = left.get(line.line) ?? 0;
    return {
      ...moved(line, shipment.warehouse, -quantity),
      shipped: line.shipped + quantity,
      ...(line.left && quantity > 0 && { left: [...line.left, shipment.id] }),
    };
  });
  const shorted = withLines(issued, data.shorts, (line, { quantity: written }) => {
    const quantity = parseQuantity(written);
    return moved(line, shipment.warehouse, -quantity, quantity, quantity);
  });
  const { shippedAt, shippedOn, carrier, trackingNumber } = data;
  const goods = {
    status: 'shipped',
    lines,
    shippedAt,
    shippedOn,
    carrier,
    trackingNumber,
  } as const;
  return changed(shorted, data.shipment, () => goods);
}

function voided(
  order: Order,
  { shipment: id, wasShipped, reason }: DataOf<'ShipmentVoided'>,
): Order {
  const shipment = order.shipments.get(id);
  if (!shipment) return order;
  const after = wasShipped
    ? withLines(order, shipment.lines, (line, goods) => ({ shipped: line.shipped - goods.shipped }))
    : replan(order, shipment.lines, []);
  return changed(after, id, () => ({ status: 'voided', voidReason: reason }));
}

/** The order's lines when a shipment plans other quantities than before. */
function replan(
  order: Order,
  before: readonly ShipmentLine[],
  after: readonly ShipmentLine[],
): Order {
  const without = withLines(order, before, (line, part) => ({
    planned: line.planned - part.planned,
  }));
  return withLines(without, after, (line, part) => ({ planned: line.planned + part.planned }));
}

function withLines<P extends { readonly line: number }>(
  order: Order,
  parts: readonly P[],
  change: (line: OrderLine, part: P) => Partial<OrderLine>,
): Order {
  if (parts.length === 0) return order;
  const lines = new Map(order.lines);
  for (const part of parts) {
    const line = lines.get(part.line);
    if (line) lines.set(part.line, { ...line, ...change(line, part) });
  }
  return { ...order, lines };
}

function withShipment(order: Order, shipment: Shipment): Order {
  return { ...order, shipments: new Map(order.shipments).set(shipment.id, shipment) };
}

function changed(
  order: Order,
  id: string,
  change: (shipment: Shipment) => Partial<Shipment>,
): Order {
  const shipment = order.shipments.get(id);
  if (!shipment) return order;
  return withShipment(order, {
    ...shipment,
    ...change(shipment),
    version: shipment.version + 1,
  });
}

/** The reservation of a line in a warehouse, by so much more promised, given up and not found. */
function moved(
  line: OrderLine,
  warehouse: string,
  quantity: Quantity,
  returning: Quantity = 0,
  short: Quantity = 0,
): Pick<OrderLine, 'reservations'> {
  const before = line.reservations.get(warehouse) ?? { quantity: 0, returning: 0 };
  const left = before.returning + returning;
  const missing = Math.max(0, Math.min(left, (before.short ?? 0) + short));
  const after: Reservation = {
    quantity: before.quantity + quantity,
    returning: left,
    ...(missing > 0 && { short: missing }),
  };
  return { reservations: new Map(line.reservations).set(warehouse, after) };
}

import { DomainError, type Rows, waitFor } from '@o2c/contracts';
import { parseQuantity } from '@o2c/money';
import { decideCancel } from './cancellation.js';
import {
  type Command,
  type Decision,
  type PlanReserved,
  type RecordRelease,
  type ShipmentRequest,
  type ShippingFact,
  type TakeBackReserved,
} from './command.js';
import { deliver, track, voidShipment } from './delivery.js';
import { evolveAll } from './evolve.js';
import { ship } from './goods-issue.js';
import { emptyOrder, type Order, type Seller, type State } from './order.js';
import { pack } from './packing.js';
import { dropUnpromised, planReserved, redirectPlans } from './plan.js';
import { requireReady } from './request.js';
import type { Shipment } from './shipment.js';

/**
 * The rules of shipping. What comes from a fact is never refused: too early waits, too late is
 * nothing to do. Throws DomainError for a request that breaks a rule.
 */
export function decide(rows: Rows<State>, command: Command): Decision {
  switch (command.type) {
    case 'RecordRelease':
      return recordRelease(orderIn(rows, command.data.order), command);
    case 'PlanReserved':
      return planPromised(orderIn(rows, command.data.order), command);
    case 'TakeBackReserved':
      return takeBack(orderIn(rows, command.data.order), command);
    case 'DecideCancel':
      return decideCancel(orderIn(rows, command.data.order), command);
    case 'PickShipment':
    case 'PackShipment':
    case 'ShipShipment':
    case 'DeliverShipment':
    case 'VoidShipment':
    case 'TrackShipment':
      return decideRequest(rows, command);
  }
}

function decideRequest(rows: Rows<State>, command: ShipmentRequest): Decision {
  const order = command.found && orderIn(rows, command.found.order);
  const shipment = order?.shipments.get(command.shipment);
  if (!order || !shipment) {
    throw new DomainError('shipment.unknown', `There is no shipment ${command.shipment}`);
  }
  switch (command.type) {
    case 'PickShipment':
      requireReady(shipment, 'pick');
      return [{ type: 'shipment-picked', data: { order: order.id, shipment: shipment.id } }];
    case 'PackShipment':
      requireReady(shipment, 'pack');
      return pack(shipment, sellerIn(rows, shipment), command);
    case 'ShipShipment':
      requireReady(shipment, 'ship');
      return ship(order, shipment, sellerIn(rows, shipment), command);
    case 'DeliverShipment':
      requireReady(shipment, 'deliver');
      return deliver(shipment, command);
    case 'VoidShipment':
      requireReady(shipment, 'void');
      return voidShipment(order, shipment, command);
    case 'TrackShipment':
      requireReady(shipment, 'track');
      return track(shipment, command);
  }
}

/** The order may be delivered; stock that was promised for more than we knew of is planned now. */
function recordRelease(order: Order, { data, fresh }: RecordRelease): Decision {
  const { number, seller, customer, purchaseOrder, shipTo, history } = data;
  const release = { number, seller, customer, purchaseOrder, shipTo, history };
  const lines = data.lines.map(({ line, sku, name, unit, released }) => {
    return { line, sku, name, unit, released: parseQuantity(released) };
  });
  const recorded = { order: order.id, release, lines };
  const facts: ShippingFact[] = [{ type: 'release-recorded', data: recorded }];
  facts.push(...redirectPlans(evolveAll(order, facts)));
  return thenPlan(order, facts, fresh);
}

/** Stock is promised: it joins the open shipment of its warehouse, or is planned in a new one. */
function planPromised(order: Order, { data, fresh }: PlanReserved): Decision {
  if (!data.lines.every(({ line }) => order.lines.has(line)))
    return waitFor('OrderReleased', order.id);
  const lines = data.lines.map(({ line, warehouse, quantity }) => {
    return { line, warehouse, quantity: parseQuantity(quantity) };
  });
  return thenPlan(order, [{ type: 'stock-promised', data: { order: order.id, lines } }], fresh);
}

/** Inventory takes promises back: those that we gave up, and those that it made too late. */
function takeBack(order: Order, { data, fresh }: TakeBackReserved): Decision {
  const all = [...data.lines, ...data.backorders];
  if (!all.every(({ line }) => order.lines.has(line))) return waitFor('OrderReleased', order.id);
  const lines = data.lines.map(({ line, warehouse, quantity }) => {
    return { line, warehouse, quantity: parseQuantity(quantity) };
  });
  const backorders = data.backorders.map(({ line, quantity }) => {
    return { line, quantity: parseQuantity(quantity) };
  });
  const ended = { order: order.id, isShort: data.reason === 'short', lines, backorders };
  const facts: ShippingFact[] = [{ type: 'promise-ended', data: ended }];
  facts.push(...dropUnpromised(evolveAll(order, facts)));
  return thenPlan(order, facts, fresh);
}

function thenPlan(
  order: Order,
  facts: readonly ShippingFact[],
  fresh: RecordRelease['fresh'],
): Decision {
  const plans = planReserved(evolveAll(order, facts), fresh);
  return 'again' in plans ? plans : [...facts, ...plans];
}

/** The row of an order; one that nobody has spoken of yet is empty. */
function orderIn(rows: Rows<State>, id: string): Order {
  const row = rows.get(`orders/${id}`);
  return row?.kind === 'order' ? row : emptyOrder(id);
}

function sellerIn(rows: Rows<State>, { seller }: Shipment): Seller | undefined {
  const row = rows.get(`sellers/${seller}`);
  return row?.kind === 'seller' ? row : undefined;
}

import { again, type FieldError, refuse } from '@o2c/contracts';
import { quantityJson } from '@o2c/money';
import {
  type Decision,
  type DeliverShipment,
  type ShippingFact,
  type TrackShipment,
  type VoidShipment,
} from './command.js';
import { evolveAll } from './evolve.js';
import type { Order } from './order.js';
import { planAnew } from './plan.js';
import { fault, futureFaults } from './request.js';
import { isOpen, plannedLines, type Shipment, type TrackingStatus } from './shipment.js';

/** The customer has the goods, with whoever took them as proof. */
export function deliver(shipment: Shipment, command: DeliverShipment): readonly ShippingFact[] {
  const { now, deliveredAt = now, receivedBy } = command;
  const faults: FieldError[] = futureFaults(deliveredAt, now, '/deliveredAt');
  if (Date.parse(deliveredAt) < Date.parse(shipment.shippedAt ?? deliveredAt)) {
    faults.push(fault('/deliveredAt', 'Goods are not delivered before they are shipped'));
  }
  refuse(faults);
  return [delivered(shipment, deliveredAt, receivedBy)];
}

/**
 * The shipment will not reach the customer. What had not left stays reserved and is planned anew;
 * what had left goes back to stock, and inventory promises it again.
 */
export function voidShipment(order: Order, shipment: Shipment, command: VoidShipment): Decision {
  const reason = command.reason.trim();
  if (reason === '') refuse([fault('/reason', 'A void needs its reason')]);
  const facts = [voided(shipment, reason)];
  if (!isOpen(shipment)) return facts;
  const planned = plannedLines(shipment);
  const quantities = new Map([...planned].map(([line, part]) => [line, part.planned]));
  const plan = planAnew(evolveAll(order, facts), shipment.warehouse, quantities, command.fresh);
  return plan ? [...facts, plan] : again;
}

/**
 * A carrier's update. The same one twice has no effect; one that came late is kept but does not
 * turn the status back. The first that says delivered delivers the shipment.
 */
export function track(shipment: Shipment, command: TrackShipment): readonly ShippingFact[] {
  const { event, now } = command;
  const known = shipment.tracking.some(({ eventId }) => eventId === event.eventId);
  if (known) return [];
  refuse(futureFaults(event.at, now, '/at'));
  const { id, order } = shipment;
  const data = { order, shipment: id, event, status: statusAfter(shipment, command) };
  const facts: ShippingFact[] = [{ type: 'tracking-recorded', data }];
  if (event.status === 'delivered' && shipment.status === 'shipped') {
    facts.push(delivered(shipment, event.at, undefined));
  }
  return facts;
}

/** How far each update is on the way; on the same stretch the later one counts. */
const PROGRESS: Record<TrackingStatus, number> = {
  handed_over: 1,
  in_transit: 2,
  exception: 2,
  out_for_delivery: 3,
  delivered: 4,
  returned: 4,
};

function statusAfter({ tracking }: Shipment, { event }: TrackShipment): TrackingStatus {
  const furthest = [...tracking, event].reduce((best, next) => {
    const ahead = PROGRESS[next.status] - PROGRESS[best.status];
    const later = Date.parse(next.at) >= Date.parse(best.at);
    return ahead > 0 || (ahead === 0 && later) ? next : best;
  });
  return furthest.status;
}

function delivered(
  { id, order }: Shipment,
  deliveredAt: string,
  receivedBy: string | undefined,
): ShippingFact {
  const proof = receivedBy === undefined ? {} : { receivedBy };
  return { type: 'Delivered', data: { shipment: id, order, deliveredAt, ...proof } };
}

function voided(shipment: Shipment, reason: string): ShippingFact {
  const { id, number, order, seller, customer, warehouse } = shipment;
  const wasShipped = !isOpen(shipment);
  const lines = shipment.lines
    .map(({ line, sku, planned, shipped }) => ({ line, sku, at: wasShipped ? shipped : planned }))
    .filter(({ at }) => at > 0)
    .map(({ line, sku, at }) => ({ line, sku, quantity: quantityJson(at) }));
  const who = { shipment: id, number, order, seller, customer, warehouse };
  return { type: 'ShipmentVoided', data: { ...who, wasShipped, reason, lines } };
}

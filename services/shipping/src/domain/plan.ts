import { type Address, again, type Again } from '@o2c/contracts';
import { quantityJson, type Quantity } from '@o2c/money';
import type { NewShipments, ShippingFact } from './command.js';
import { type Order, room } from './order.js';
import { isOpen, plannedLines, type Shipment, type ShipmentStatus } from './shipment.js';

/** Quantities by order line. */
export type Quantities = ReadonlyMap<number, Quantity>;

/** What is taken out of an open shipment. */
export type Taken = { readonly shipment: Shipment; readonly quantities: Quantities };

/** Who a shipment plan is for. */
type Plan = Pick<Shipment, 'id' | 'number' | 'warehouse' | 'shipTo' | 'lines'>;

/** Plans what inventory promised, no shipment holds yet and may still be delivered. */
export function planReserved(
  order: Order,
  fresh: NewShipments | undefined,
): readonly ShippingFact[] | Again {
  const facts: ShippingFact[] = [];
  for (const [warehouse, quantities] of plannable(order)) {
    const fact = planAnew(order, warehouse, quantities, fresh);
    if (!fact) return again;
    facts.push(fact);
  }
  return facts;
}

/**
 * Plans these quantities of a warehouse: in its shipment that is not picked yet, else in a new
 * one. Undefined when a new one is needed and none was prepared.
 */
export function planAnew(
  order: Order,
  warehouse: string,
  quantities: Quantities,
  fresh: NewShipments | undefined,
): ShippingFact | undefined {
  const plan = planOf(order, warehouse, fresh);
  return plan && plannedFact(order, plan, plus(plan, quantities, 1));
}

/**
 * Chooses the open shipments that these quantities come out of: the least advanced first, of those
 * the latest; of one warehouse, where it is named.
 */
export function takeOut(
  order: Order,
  quantities: Quantities,
  warehouse?: string | undefined,
): readonly Taken[] {
  const left = new Map(quantities);
  return latestPlansFirst(order)
    .filter((shipment) => warehouse === undefined || shipment.warehouse === warehouse)
    .map((shipment) => ({ shipment, quantities: takenFrom(shipment, left) }))
    .filter((taken) => taken.quantities.size > 0);
}

/** The plans without what is taken out; a shipment left empty is voided, with no lines. */
export function withoutTaken(order: Order, taken: readonly Taken[]): readonly ShippingFact[] {
  return taken.map(({ shipment, quantities }) => {
    const kept = plus(shipment, quantities, -1);
    const isEmpty = [...kept.values()].every((quantity) => quantity === 0);
    return isEmpty ? emptied(shipment) : plannedFact(order, shipment, kept);
  });
}

/** Takes out of the plans what inventory has ceased to promise. */
export function dropUnpromised(order: Order): readonly ShippingFact[] {
  const taken = [...openPlans(order)].flatMap(([warehouse, plan]) => {
    const excess = [...plan].map(([line, planned]): [number, Quantity] => {
      return [line, planned - promisedIn(order, warehouse, line)];
    });
    return takeOut(order, new Map(excess.filter(([, quantity]) => quantity > 0)), warehouse);
  });
  return withoutTaken(order, taken);
}

/** Not yet picked shipments go where the order goes now. */
export function redirectPlans(order: Order): readonly ShippingFact[] {
  const shipTo = order.release?.shipTo;
  if (!shipTo) return [];
  return [...order.shipments.values()]
    .filter(({ status }) => status === 'planned')
    .filter((shipment) => !isSamePlace(shipment.shipTo, shipTo))
    .map((shipment) => plannedFact(order, { ...shipment, shipTo }, plus(shipment, new Map(), 1)));
}

function isSamePlace(one: Address, other: Address): boolean {
  const { name, postalCode, city, country, lines } = one;
  const fields = [name, postalCode, city, country, ...lines];
  const others = [other.name, other.postalCode, other.city, other.country, ...other.lines];
  return fields.length === others.length && fields.every((field, at) => field === others[at]);
}

/** Promised and not planned, as far as it may still be delivered, by warehouse. */
function plannable(order: Order): Map<string, Map<number, Quantity>> {
  const plans = openPlans(order);
  const result = new Map<string, Map<number, Quantity>>();
  for (const line of order.lines.values()) {
    const promised = [...line.reservations.values()].reduce((sum, one) => sum + one.quantity, 0);
    let left = Math.min(room(line), promised - line.planned - line.doubted);
    for (const [warehouse, reservation] of line.reservations) {
      const free = reservation.quantity - (plans.get(warehouse)?.get(line.line) ?? 0);
      const quantity = Math.min(left, free);
      if (quantity <= 0) continue;
      left -= quantity;
      const lines = result.get(warehouse) ?? new Map<number, Quantity>();
      result.set(warehouse, lines.set(line.line, quantity));
    }
  }
  return result;
}

/** Quantities in open shipments, by warehouse and line. */
function openPlans(order: Order): Map<string, Map<number, Quantity>> {
  const plans = new Map<string, Map<number, Quantity>>();
  for (const shipment of order.shipments.values()) {
    if (!isOpen(shipment)) continue;
    const plan = plans.get(shipment.warehouse) ?? new Map<number, Quantity>();
    for (const { line, planned } of shipment.lines) plan.set(line, (plan.get(line) ?? 0) + planned);
    plans.set(shipment.warehouse, plan);
  }
  return plans;
}

function promisedIn(order: Order, warehouse: string, line: number): Quantity {
  return Math.max(0, order.lines.get(line)?.reservations.get(warehouse)?.quantity ?? 0);
}

function planOf(
  order: Order,
  warehouse: string,
  fresh: NewShipments | undefined,
): Plan | undefined {
  const open = [...order.shipments.values()].find(
    (shipment) => shipment.status === 'planned' && shipment.warehouse === warehouse,
  );
  if (open) return open;
  const made = fresh?.get(warehouse);
  if (!made || !order.release) return undefined;
  return { ...made, warehouse, shipTo: order.release.shipTo, lines: [] };
}

/** The plan's quantities with more or less of some lines. */
function plus(plan: Pick<Plan, 'lines'>, quantities: Quantities, sign: 1 | -1): Quantities {
  const sum = new Map(plan.lines.map(({ line, planned }) => [line, planned]));
  for (const [line, quantity] of quantities) sum.set(line, (sum.get(line) ?? 0) + sign * quantity);
  return sum;
}

function plannedFact(order: Order, plan: Plan, quantities: Quantities): ShippingFact {
  const { id: shipment, number, warehouse, shipTo } = plan;
  const { seller = '', customer = '' } = order.release ?? {};
  const lines = [...quantities]
    .filter(([, quantity]) => quantity > 0)
    .sort(([a], [b]) => a - b)
    .map(([line, quantity]) => {
      return { line, sku: order.lines.get(line)?.sku ?? '', planned: quantityJson(quantity) };
    });
  const who = { shipment, number, order: order.id, seller, customer, warehouse };
  return { type: 'ShipmentPlanned', data: { ...who, shipTo, lines } };
}

const ADVANCE: readonly ShipmentStatus[] = ['planned', 'picked', 'packed'];

function latestPlansFirst(order: Order): readonly Shipment[] {
  const advance = ({ status }: Shipment) => ADVANCE.indexOf(status);
  return [...order.shipments.values()]
    .filter(isOpen)
    .sort((a, b) => advance(a) - advance(b) || (a.id < b.id ? 1 : -1));
}

/** Takes from `left` what the shipment has of it. */
function takenFrom(shipment: Shipment, left: Map<number, Quantity>): Quantities {
  const taken = new Map<number, Quantity>();
  for (const { line, planned } of plannedLines(shipment).values()) {
    const quantity = Math.min(planned, left.get(line) ?? 0);
    if (quantity === 0) continue;
    left.set(line, (left.get(line) ?? 0) - quantity);
    taken.set(line, quantity);
  }
  return taken;
}

function emptied({ id, number, order, seller, customer, warehouse }: Shipment): ShippingFact {
  const who = { shipment: id, number, order, seller, customer, warehouse };
  const data = { ...who, wasShipped: false, reason: 'cancelled', lines: [] };
  return { type: 'ShipmentVoided', data };
}

import { again, DomainError, type FieldError, NotHeardYet, refuse } from '@o2c/contracts';
import { type Quantity, quantityJson } from '@o2c/money';
import { type Decision, type ShippingFact, type ShipShipment } from './command.js';
import { evolveAll } from './evolve.js';
import type { Order, Seller } from './order.js';
import { type Packing, packedAsOne, trimmed } from './packing.js';
import { planAnew } from './plan.js';
import { fault, futureFaults, quantityAt } from './request.js';
import { type Package, plannedLines, type Shipment } from './shipment.js';

/** What becomes of a planned line: what leaves, what was not found, what is left for later. */
type Part = {
  readonly line: number;
  readonly sku: string;
  readonly quantity: Quantity;
  readonly short: Quantity;
  readonly reason: string;
  readonly rest: Quantity;
};

/**
 * The goods leave: in full, in part (the rest is planned anew) or short (the short quantity leaves
 * the plan, and inventory backorders it). Goods that nobody packed leave as one package. Throws
 * all faults of the request at once.
 */
export function ship(
  order: Order,
  shipment: Shipment,
  seller: Seller | undefined,
  command: ShipShipment,
): Decision {
  const dates = command.dates;
  if (!dates) throw new NotHeardYet('The seller of the shipment is not known here yet');
  const faults: FieldError[] = [];
  const parts = partsOf(shipment, command.lines, faults);
  faults.push(...dateFaults(order, command, dates));
  refuse(faults);

  const packing = packingOf(shipment, seller, parts);
  const packages = packing?.data.packages ?? shipment.packages;
  const goods = goodsIssue(order, shipment, command, dates.shippedOn, parts, packages);
  return withRest(order, shipment, command, parts, packing ? [packing, goods] : [goods]);
}

/** The packages that leave, where they are not those that were packed. */
function packingOf(
  shipment: Shipment,
  seller: Seller | undefined,
  parts: readonly Part[],
): Packing | undefined {
  if (shipment.status !== 'packed') return packedAsOne(shipment, seller);
  if (parts.every(({ short, rest }) => short + rest === 0)) return undefined;
  const leaving = new Map(parts.map(({ line, quantity }) => [line, quantity]));
  const packages = trimmed(shipment.packages, leaving);
  const { id, order } = shipment;
  return { type: 'shipment-packed', data: { order, shipment: id, packages } };
}

function withRest(
  order: Order,
  { warehouse }: Shipment,
  command: ShipShipment,
  parts: readonly Part[],
  facts: readonly ShippingFact[],
): Decision {
  const rest = parts.filter((part) => part.rest > 0);
  if (rest.length === 0) return facts;
  const quantities = new Map(rest.map((part) => [part.line, part.rest]));
  const plan = planAnew(evolveAll(order, facts), warehouse, quantities, command.fresh);
  return plan ? [...facts, plan] : again;
}

function goodsIssue(
  order: Order,
  shipment: Shipment,
  { now, shippedAt = now, carrier, trackingNumber }: ShipShipment,
  shippedOn: string,
  parts: readonly Part[],
  packages: readonly Package[],
): ShippingFact {
  const { id, number, seller, customer, warehouse } = shipment;
  const lines = parts
    .filter(({ quantity }) => quantity > 0)
    .map(({ line, sku, quantity }) => ({ line, sku, quantity: quantityJson(quantity) }));
  const shorts = parts
    .filter(({ short }) => short > 0)
    .map(({ line, sku, short, reason }) => ({ line, sku, quantity: quantityJson(short), reason }));
  return {
    type: 'Shipped',
    data: {
      ...{ shipment: id, number, order: order.id, seller, customer, warehouse },
      ...{ shippedAt, shippedOn, history: order.release?.history ?? false, lines, shorts },
      ...(carrier !== undefined && { carrier }),
      ...(trackingNumber !== undefined && { trackingNumber }),
      packages: packages.flatMap(({ sscc }) => (sscc ? [{ sscc }] : [])),
    },
  };
}

/** Ordinary goods leave today; only a history order's documents carry a date in the past. */
function dateFaults(
  order: Order,
  { now, shippedAt = now, mayBackdate }: ShipShipment,
  { shippedOn, today }: NonNullable<ShipShipment['dates']>,
): FieldError[] {
  const faults = futureFaults(shippedAt, now, '/shippedAt');
  if (shippedOn >= today) return faults;
  const history = order.release?.history ?? false;
  if (!history) return [...faults, fault('/shippedAt', 'Only a history order ships in the past')];
  if (mayBackdate) return faults;
  throw new DomainError('history.forbidden', 'Shipping in the past needs the scope history');
}

function partsOf(
  shipment: Shipment,
  written: ShipShipment['lines'],
  faults: FieldError[],
): readonly Part[] {
  const planned = plannedLines(shipment);
  const whole = [...planned.values()];
  if (!written) return whole.map(({ planned, ...line }) => ({ ...line, ...all(planned) }));
  const asked = new Map<number, { quantity: Quantity; reason: string | undefined }>();
  written.forEach(({ line, quantity, short }, index) => {
    const path = `/lines/${index}`;
    const wanted = quantityAt(quantity, `${path}/quantity`, faults) ?? 0;
    const most = planned.get(line)?.planned ?? 0;
    if (asked.has(line)) faults.push(fault(`${path}/line`, `Line ${line} is named twice`));
    if (most === 0) faults.push(fault(`${path}/line`, `Line ${line} is not planned here`));
    else if (wanted > most) faults.push(tooMuch(`${path}/quantity`, line, most));
    if (short?.trim() === '') faults.push(fault(`${path}/short`, 'A short needs its reason'));
    asked.set(line, { quantity: wanted, reason: short });
  });
  const parts = whole.map(({ line, sku, planned: most }): Part => {
    const { quantity = 0, reason } = asked.get(line) ?? {};
    const missing = most - quantity;
    const short = reason === undefined ? 0 : missing;
    return { line, sku, quantity, short, reason: reason ?? '', rest: missing - short };
  });
  if (parts.every(({ quantity }) => quantity === 0)) {
    faults.push(fault('/lines', 'Nothing is shipped'));
  }
  return parts;
}

function all(quantity: Quantity) {
  return { quantity, short: 0, reason: '', rest: 0 };
}

function tooMuch(path: string, line: number, most: Quantity): FieldError {
  return fault(path, `Only ${quantityJson(most)} of line ${line} are planned`);
}

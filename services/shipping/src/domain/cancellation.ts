import { type DataOf, inMessages, waitFor } from '@o2c/contracts';
import { parseQuantity, type Quantity, quantityJson } from '@o2c/money';
import type { DecideCancel, Decision } from './command.js';
import { type Order, room, undelivered } from './order.js';
import { type Quantities, type Taken, takeOut, withoutTaken } from './plan.js';

type Answer = DataOf<'CancelAccepted'>;

/**
 * Shipping decides whether quantities can be taken back: all of them, as long as they have not
 * left, or none. An expired approval takes back only orders of which nothing has left. What is
 * accepted comes out of what is not planned first, then out of the plans.
 */
export function decideCancel(order: Order, { data }: DecideCancel): Decision {
  const wanted = wantedOf(data);
  if (isEarly(order, data, wanted)) return waitFor('OrderReleased', order.id);
  const { request, cause, lines } = data;
  const answer = { order: order.id, request, cause };
  if (!canTakeBack(order, cause, wanted)) {
    const asked = lines.map(({ line, quantity }) => ({ line, quantity }));
    const code = 'order.already_shipped';
    return [{ type: 'CancelRefused', data: { ...answer, lines: asked, code } }];
  }
  const taken = takeOut(order, outOfPlans(order, wanted));
  // Who asks for nothing is answered too.
  const [first = [], ...others] = inMessages(givenBack(order, wanted, taken));
  const accepted = [first, ...others].map((lines) => {
    return { type: 'CancelAccepted', data: { ...answer, lines } } as const;
  });
  return [...accepted, ...withoutTaken(order, taken)];
}

/** Each line once, with the sum of what is wanted of it. */
function wantedOf({ lines }: DecideCancel['data']): Quantities {
  const wanted = new Map<number, Quantity>();
  for (const { line, quantity } of lines) {
    wanted.set(line, (wanted.get(line) ?? 0) + parseQuantity(quantity));
  }
  return wanted;
}

/**
 * Orders asked with a release in mind of which we have not heard yet; where it does not say which,
 * we see it from a quantity that we could not give even if nothing had left.
 */
function isEarly(order: Order, { lines }: DecideCancel['data'], wanted: Quantities): boolean {
  return lines.some(({ line, released }) => {
    const known = order.lines.get(line);
    if (!known) return true;
    if (released !== undefined) return known.released < parseQuantity(released);
    return known.released - known.cancelled < (wanted.get(line) ?? 0);
  });
}

function canTakeBack(order: Order, cause: Answer['cause'], wanted: Quantities): boolean {
  const lines = [...order.lines.values()];
  if (cause === 'expired' && lines.some(({ shipped }) => shipped > 0)) return false;
  return lines.every((line) => (wanted.get(line.line) ?? 0) <= undelivered(line));
}

/** What of the wanted quantities is planned: the rest is not in any shipment. */
function outOfPlans(order: Order, wanted: Quantities): Quantities {
  return new Map(
    [...wanted].map(([number, quantity]) => {
      const line = order.lines.get(number);
      return [number, Math.max(0, quantity - (line ? room(line) : 0))];
    }),
  );
}

/** The answer's lines: what comes out of the plans of each warehouse, and what was not planned. */
function givenBack(order: Order, wanted: Quantities, taken: readonly Taken[]): Answer['lines'] {
  return [...wanted].flatMap(([line, quantity]) => {
    const known = order.lines.get(line);
    const knew = {
      released: quantityJson(known?.released ?? 0),
      ...(known?.left && { left: [...known.left] }),
    };
    const planned = new Map<string, Quantity>();
    for (const { shipment, quantities } of taken) {
      const { warehouse } = shipment;
      planned.set(warehouse, (planned.get(warehouse) ?? 0) + (quantities.get(line) ?? 0));
    }
    const rest = [...planned.values()].reduce((left, part) => left - part, quantity);
    const parts = [...planned].map(([warehouse, part]) => ({ quantity: part, warehouse }));
    return [...parts, { quantity: rest }]
      .filter((part) => part.quantity > 0)
      .map((part) => ({ line, ...part, quantity: quantityJson(part.quantity), ...knew }));
  });
}

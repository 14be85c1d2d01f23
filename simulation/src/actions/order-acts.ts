import fc from 'fast-check';
import { type Asker, NOTHING_KNOWN } from '@o2c/orders/domain/order-command';
import { isHeld, type Order, wanted } from '@o2c/orders/domain/order';
import type { System } from '../system.js';
import { any, kind, pick, pickNewest, rarely, recent, type Kind } from './action.js';
import { CUSTOMERS, eur, PRODUCTS } from './world.js';

const CLERK: Asker = { key: 'k1', name: 'web shop', mayPrice: false, mayHistory: false };
const CONTROLLER: Asker = { key: 'k2', name: 'controller', mayPrice: true, mayHistory: false };

const quantity = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom('0.5', '2.25', 0, 40) },
);
const line = fc.record({ product: any, quantity });

const placing = fc.record({
  customer: any,
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  purchaseOrder: fc.option(fc.constantFrom('PO-1', 'PO-2'), { freq: 4, nil: undefined }),
  shipComplete: rarely(4),
  priority: fc.nat(2),
  freight: fc.option(fc.constantFrom(499, 1_250), { freq: 4, nil: undefined }),
});

const change = fc.record({
  order: recent,
  line: fc.nat(3),
  quantity,
  adds: rarely(4),
  discount: fc.option(fc.constantFrom('5', '100'), { freq: 5, nil: undefined }),
  isStale: rarely(12),
});

/** What customers and those who look after their orders do. */
export const ORDER_ACTS: readonly Kind[] = [
  kind(20, 'place', placing, place),
  kind(12, 'change', change, changeOrder),
  kind(
    8,
    'cancel',
    fc.record({ order: recent, line: fc.option(fc.nat(2), { nil: undefined }), quantity }),
    cancel,
  ),
  kind(
    6,
    'decide hold',
    fc.record({ order: recent, isReleased: fc.boolean(), isOwn: rarely(12) }),
    decideHold,
  ),
];

function place(system: System, input: typeof placing extends fc.Arbitrary<infer P> ? P : never) {
  const { clock, orders } = system;
  const { purchaseOrder, shipComplete, priority, freight } = input;
  const customer = pick(CUSTOMERS, input.customer)?.number ?? '';
  const lines = input.lines.map((one) => {
    return { sku: pick(PRODUCTS, one.product)?.sku ?? '', quantity: one.quantity };
  });
  const at = clock.iso();
  return system.asking(orders, orders.aggregate, {
    ...{ type: 'PlaceOrder', order: clock.id(), hold: clock.id(), at, by: CLERK },
    known: NOTHING_KNOWN,
    request: {
      ...{ customer, currency: 'EUR', orderedAt: at, history: false, lines },
      ...{ purchaseOrder, shipComplete, priority },
      freight: freight === undefined ? undefined : eur(freight),
    },
  });
}

function changeOrder(
  system: System,
  input: typeof change extends fc.Arbitrary<infer P> ? P : never,
) {
  const { clock, orders } = system;
  const order = pickNewest(orders.orders.values(), input.order);
  if (!order) return undefined;
  const { discount: discountPercent, isStale } = input;
  const sku = pick(PRODUCTS, input.line)?.sku ?? '';
  const changed = input.adds
    ? { sku, quantity: input.quantity, discountPercent }
    : { line: 1 + (input.line % order.lines.length), quantity: input.quantity, discountPercent };
  return system.asking(orders, orders.aggregate, {
    ...{ type: 'ChangeOrder', order: order.id, request: clock.id(), at: clock.iso() },
    ...{ by: CONTROLLER, known: NOTHING_KNOWN, lines: [changed] },
    version: order.version - Number(isStale),
  });
}

function cancel(
  system: System,
  input: { order: number; line: number | undefined; quantity: number | string },
) {
  const { clock, orders } = system;
  const order = pickNewest(orders.orders.values(), input.order);
  if (!order) return undefined;
  return system.asking(orders, orders.aggregate, {
    ...{ type: 'CancelOrder', order: order.id, request: clock.id(), reason: 'not needed' },
    lines: input.line === undefined ? undefined : [partOf(order, input.line, input.quantity)],
  });
}

function partOf(order: Order, number: number, most: number | string) {
  const found = pick(order.lines, number);
  const all = found ? wanted(found) / 1_000_000 : 0;
  return {
    line: found?.line ?? 9,
    quantity: typeof most === 'number' ? Math.min(most, all) : most,
  };
}

function decideHold(system: System, input: { order: number; isReleased: boolean; isOwn: boolean }) {
  const { clock, orders } = system;
  const all = orders.orders.values().filter(({ holds }) => holds.length > 0);
  const held = all.filter(isHeld);
  const order = pickNewest(held.length > 0 ? held : all, input.order);
  const hold = order?.holds.at(-1);
  if (!order || !hold) return undefined;
  return system.asking(orders, orders.aggregate, {
    ...{ type: 'DecideHold', order: order.id, hold: hold.id, request: clock.id() },
    ...{ decision: input.isReleased ? 'released' : 'rejected', reason: 'payment_announced' },
    by: input.isOwn ? CLERK : CONTROLLER,
  });
}

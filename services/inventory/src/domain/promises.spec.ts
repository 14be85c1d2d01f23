import { DomainError } from '@o2c/contracts';
import { ONE } from '@o2c/money';
import fc from 'fast-check';
import type { InventoryCommand } from './inventory.js';
import { demandOf, type OrderDemand, reservedOf } from './order-demand.js';
import { SampleShipping, TOPICS } from './sample-shipping.js';
import { SampleWorld } from './sample-world.js';
import { freeOf } from './stock.js';

const SKUS = ['A', 'B'];

/** Something that happens; numbers choose an order, a line, a sku, a quantity. */
const step = fc.record({
  what: fc.constantFrom(
    'place',
    'place',
    'increase',
    'receive',
    'adjust',
    'ship',
    'ship',
    'cancel',
    'void',
    'overtake',
    'allocate',
    'deliver',
    'deliver',
    'deliver',
  ),
  of: fc.nat(2),
  line: fc.integer({ min: 1, max: 3 }),
  place: fc.nat(2),
  quantity: fc.integer({ min: 1, max: 9 }),
  short: fc.constantFrom(0, 0, 1),
  flag: fc.boolean(),
});
/** Long enough for goods to leave, to be short and to come back. */
const course = fc.array(step, { maxLength: 80, size: 'max' });

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

type Trade = { shipping: SampleShipping; world: SampleWorld; warehouses: string[]; late: boolean };

function open(warehouses: string[], late: boolean): Trade {
  const world = new SampleWorld();
  return { world, shipping: new SampleShipping(world), warehouses, late };
}

function happen({ shipping, world, warehouses, late }: Trade, at: Step, index: number): void {
  const order = `O${at.of}`;
  const warehouse = warehouses[at.place % warehouses.length] ?? 'main';
  const sku = SKUS[at.line % SKUS.length] ?? 'A';
  const quantity = at.quantity * ONE;
  const scarce = (at.quantity % 4) + 1;
  switch (at.what) {
    case 'place':
      if (!shipping.truth.has(order)) place(shipping, order, at, index);
      break;
    case 'increase':
      shipping.increase(order, at.line, quantity);
      break;
    case 'receive':
      stockCommand(world, receive(sku, warehouse, scarce));
      break;
    case 'adjust':
      stockCommand(world, adjust(sku, warehouse, at.flag ? 1 : -scarce));
      break;
    case 'ship':
      shipping.ship(order, at.line, warehouse, quantity, at.short * ONE);
      break;
    case 'cancel':
      shipping.cancel(order, at.line, quantity, warehouses);
      break;
    case 'void':
      shipping.void(at.of);
      break;
    case 'overtake':
      // A cancellation arrives before the shipment, void and increase that it builds on.
      shipping.ship(order, at.line, warehouse, quantity, 0);
      if (at.flag) shipping.void(-1);
      else shipping.increase(order, at.line, quantity);
      shipping.cancel(order, at.line, 2 * quantity, warehouses);
      shipping.ship(order, at.line, warehouse, quantity, 0);
      if (late) shipping.deliver(TOPICS.indexOf('ReleaseStock'));
      if (late) world.allocate();
      break;
    case 'allocate':
      world.allocate();
      break;
    case 'deliver':
      shipping.deliver(at.quantity);
      break;
  }
  if (!late) settle(shipping);
}

function place(shipping: SampleShipping, order: string, at: Step, index: number): void {
  const lines = [1, 2, 3].slice(0, at.line).map((line) => {
    return [SKUS[(line + at.place) % SKUS.length] ?? 'A', ((at.quantity % 6) + 1) * ONE] as const;
  });
  const orderedAt = `2026-03-02T00:00:${String(index % 60).padStart(2, '0')}.000Z`;
  const header = { order, number: order, seller: 'S', orderedAt, priority: at.place };
  shipping.place({ ...header, shipComplete: at.flag }, lines);
}

function receive(sku: string, warehouse: string, quantity: number): InventoryCommand {
  return { type: 'ReceiveStock', receipt: 'R', warehouse, lines: [{ sku, quantity }] };
}

function adjust(sku: string, warehouse: string, quantity: number): InventoryCommand {
  const lines = [{ sku, quantity }];
  return { type: 'AdjustStock', adjustment: 'J', warehouse, reason: 'count', lines };
}

/** What operators say may be refused, what other services say may not. */
function stockCommand(world: SampleWorld, command: InventoryCommand): void {
  try {
    world.carryOut(command);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

function settle(shipping: SampleShipping): void {
  while (shipping.deliver(0) || shipping.world.allocate());
}

/** What does not add up; plain comparisons, because it is asked after every step. */
function faultsOf({ orders, stocks }: SampleWorld): readonly string[] {
  const lines = orders.flatMap((order) => [...order.lines.values()]);
  const sum = (quantities: readonly number[]): number => quantities.reduce((a, b) => a + b, 0);
  const checks = lines.map((line): readonly [holds: boolean, fault: string] => {
    const held = reservedOf(line) + line.backordered;
    const least = Math.min(line.backordered, ...line.reserved.values());
    return [held === demandOf(line) && least >= 0, `line ${line.line} of ${line.sku}`];
  });
  for (const { sku, levels, backordered } of stocks) {
    const own = lines.filter((line) => line.sku === sku);
    checks.push([sum(own.map((line) => line.backordered)) === backordered, `backorders of ${sku}`]);
    for (const [warehouse, { onHand, reserved, received, shipped, adjusted }] of levels) {
      const promised = sum(own.map((line) => line.reserved.get(warehouse) ?? 0));
      checks.push([promised === reserved, `promises of ${sku}`]);
      checks.push([onHand === received - shipped + adjusted, `balance of ${sku}`]);
      checks.push([0 <= reserved && reserved <= onHand, `oversold ${sku}`]);
    }
  }
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}

/** Nobody waits for what lies there, unless a short has cast doubt on it. */
function expectNobodyForgotten(world: SampleWorld): void {
  const sure = world.stocks.filter(({ allocationsDue }) => allocationsDue === 0);
  const skus = sure.filter((stock) => freeOf(stock) > 0).map(({ sku }) => sku);
  const forgotten = world.queueFor(skus, 99).waiting.filter(({ order, skus: useful }) => {
    return useful.every((sku) => skus.includes(sku)) && world.order(order);
  });
  expect(forgotten).toEqual([]);
}

function isUntouched(world: SampleWorld, { order }: OrderDemand): boolean {
  return !world.facts.some((fact) => {
    const changes = ['demand-cancelled', 'goods-issued', 'ReservationReleased'];
    return changes.includes(fact.type) && 'order' in fact.data && fact.data.order === order;
  });
}

function isOnceReleased(world: SampleWorld, { order }: OrderDemand): boolean {
  const releases = world.facts.filter(({ type, data }) => {
    return type === 'order-demanded' && data.order === order;
  });
  return releases.length === 1;
}

describe('Whatever happens in whatever order', () => {
  test.each([
    ['at once, in three warehouses', ['main', 'east', 'west'], false],
    ['late and out of order', ['main'], true],
  ])('no stock is promised twice, lost or forgotten (%s)', (_title, warehouses, late) => {
    fc.assert(
      fc.property(course, (steps) => {
        const trade = open(warehouses, late);
        steps.forEach((at, index) => {
          happen(trade, at, index);
          expect(faultsOf(trade.world)).toEqual([]);
        });
        settle(trade.shipping);
        expect(faultsOf(trade.world)).toEqual([]);
        expectNobodyForgotten(trade.world);
        expect(trade.world.waiting).toEqual([]);
        for (const [order, lines] of trade.shipping.truth) {
          const { lines: ours } = trade.world.order(order);
          for (const [line, truth] of lines) expect(ours.get(line)).toMatchObject(truth);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a complete order has all or nothing', () => {
    fc.assert(
      fc.property(course, (steps) => {
        const trade = open(['main', 'east'], false);
        steps.forEach((at, index) => happen(trade, at, index));
        const complete = trade.world.orders.filter((order) => {
          return (
            order.shipComplete &&
            isUntouched(trade.world, order) &&
            isOnceReleased(trade.world, order)
          );
        });
        for (const { lines } of complete) {
          const reserved = [...lines.values()].some((line) => reservedOf(line) > 0);
          const backordered = [...lines.values()].some((line) => line.backordered > 0);
          expect(reserved && backordered).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('late facts end where facts in order would, while there is enough for all', () => {
    fc.assert(
      fc.property(course, (steps) => {
        const ends = [false, true].map((late) => {
          const trade = open(['main'], late);
          for (const sku of SKUS) trade.world.carryOut(receive(sku, 'main', 10_000));
          const calm = steps.filter(({ what }) => !['adjust', 'ship', 'overtake'].includes(what));
          calm.forEach((at, index) => happen(trade, at, index));
          settle(trade.shipping);
          return trade.world;
        });
        expect(ends[1]?.orders.toSorted(byId)).toEqual(ends[0]?.orders.toSorted(byId));
        const totals = ends.map(({ stocks }) => stocks.map(freeOf).sort());
        expect(totals[1]).toEqual(totals[0]);
      }),
      { numRuns: 150 },
    );
  });
});

function byId(one: OrderDemand, other: OrderDemand): number {
  return one.order.localeCompare(other.order);
}

import { ONE } from '@o2c/money';
import type { InventoryFact } from './inventory-facts.js';
import { order, wants } from './sample-commands.js';
import { SampleWorld } from './sample-world.js';

const MAX_BYTES = 900_000;
const LINES = 2_000;
const WAREHOUSES = ['North', 'South'].map((name) => name.padEnd(100, '-'));

/** Names as long as they may be, and two warehouses of which each has one piece of all. */
const skus = Array.from({ length: LINES }, (_, index) => `A${index}`.padEnd(100, '-'));

type Told = Extract<InventoryFact, { type: 'StockReserved' | 'ReservationReleased' }>;

describe('An order of 2,000 lines that gets goods from two warehouses', () => {
  const world = new SampleWorld();
  for (const warehouse of WAREHOUSES) {
    const lines = skus.map((sku) => ({ sku, quantity: 1 }));
    world.carryOut({ type: 'ReceiveStock', receipt: 'R', warehouse, lines });
  }

  test('is promised them in facts that each fit into a message', () => {
    world.carryOut(wants(...skus.map((sku) => [sku, 4] as const)));
    expectFitting('StockReserved', WAREHOUSES.length * LINES);
  });

  test('gives them back in facts that each fit, with what it had to wait for', () => {
    const lines = skus.map((_, index) => ({ line: index + 1, quantity: 4 * ONE }));
    world.carryOut({ type: 'ReleaseStock', order, reason: 'cancelled', lines });
    const facts = expectFitting('ReservationReleased', WAREHOUSES.length * LINES);
    const forgotten = facts.flatMap(({ data }) => ('backorders' in data ? data.backorders : []));
    expect(forgotten).toHaveLength(LINES);
  });

  function expectFitting(type: Told['type'], entries: number): readonly Told[] {
    const facts = world.facts.filter((fact): fact is Told => fact.type === type);
    expect(facts.flatMap(({ data }) => data.lines as object[])).toHaveLength(entries);
    const sizes = facts.map(({ data }) => Buffer.byteLength(JSON.stringify(data)));
    expect(Math.max(...sizes)).toBeLessThan(MAX_BYTES);
    return facts;
  }
});

import { DomainError, ERROR_STATUS } from '@o2c/contracts';
import { ONE } from '@o2c/money';
import { decide, type InventoryCommand } from './inventory.js';
import { type InventoryFact, orderRow, skuRow } from './inventory-facts.js';
import type { OrderDemand } from './order-demand.js';
import {
  adjustment,
  after,
  announcement,
  cancelling,
  order,
  receipt,
  shipping,
  told,
  voiding,
  wants,
} from './sample-commands.js';

describe('Inventory', () => {
  const unknown: readonly InventoryCommand[] = [
    shipping(1),
    shipping(0, 1),
    voiding(1),
    cancelling(1),
  ];
  test.each(unknown)('lets $type wait for the release of its order', (command) => {
    const wait = { waitFor: 'OrderReleased', subject: order };
    expect(decide(after([]), command)).toEqual(wait);
  });

  test('lets goods that nobody has on the books wait for their void', () => {
    const wait = { waitFor: 'ShipmentVoided', subject: 'H' };
    expect(decide(after([receipt(6), wants(6)]), shipping(7))).toEqual(wait);
  });

  test('lets a cancellation of more than it knows of wait for the release', () => {
    const wait = { waitFor: 'OrderReleased', subject: order };
    const rows = after([receipt(9), wants(6)]);
    expect(decide(rows, cancelling(7))).toEqual(wait);
    expect(decide(rows, cancelling(1, { released: 8 * ONE }))).toEqual(wait);
  });

  test('lets a cancellation wait for what had left before it was decided', () => {
    const commands = [receipt(9, 'A', 'west'), receipt(9), wants(12)];
    const cancellation = cancelling(2, { left: ['H'] });
    const wait = { waitFor: 'Shipped', subject: 'H' };
    expect(decide(after(commands), cancellation)).toEqual(wait);
    const facts = decide(after([...commands, shipping(3, 0, 'west')]), cancellation);
    expect(told(facts as InventoryFact[])).toEqual(['cancelled 1A2main']);
  });

  test('waits for no shipment of an order that is older than the list of them', () => {
    const rows = after([receipt(6), wants(6)]);
    const old = rows.get(orderRow(order)) as OrderDemand;
    const lines = new Map([...old.lines].map(([line, { left: _, ...one }]) => [line, one]));
    rows.set(orderRow(order), { ...old, lines });
    expect(decide(rows, cancelling(2, { left: ['H'] }))).toHaveLength(2);
  });

  test('reads a cancellation anew when it learns of a product only under the lock', () => {
    const rows = after([wants(6)]);
    rows.delete(skuRow('A'));
    expect(decide(rows, cancelling(1))).toEqual({ again: true });
  });

  const refused: readonly (readonly [
    string,
    readonly InventoryCommand[],
    InventoryCommand,
    number,
  ])[] = [
    ['to take away what is promised', [receipt(9), wants(6)], adjustment(-4), 409],
    ['to count less than nothing', [receipt(9)], adjustment(-10), 422],
    ['to count no difference', [receipt(9)], adjustment(0), 422],
    ['to count without a reason', [receipt(9)], adjustment(1, ' '), 422],
    ['to read seven decimals', [], adjustment('0.0000001'), 422],
    ['to receive more in parts than facts carry', [], receipt('1000000000.5'), 422],
    ['to count more in parts than facts carry', [], adjustment('1000000000.5'), 422],
    ['to receive nothing', [], receipt(0), 422],
    ['to receive an unknown product', [], receipt(1, 'C'), 422],
    ['to receive more than can be counted', [receipt(9e9)], receipt(9e9), 422],
    ['to expect goods on no day', [], announcement(1, '2026-02-30'), 422],
    [
      'to receive what was not announced',
      [],
      { ...receipt(1), expectedReceipt: 'X' } as InventoryCommand,
      422,
    ],
    ['to take back what nobody announced', [], { type: 'CancelExpected', receipt: 'X' }, 404],
  ];
  test.each(refused)('refuses %s', (_title, given, when, status) => {
    const rows = after(given);
    expect(statusOf(() => decide(rows, when))).toBe(status);
  });
});

function statusOf(decision: () => unknown): number | undefined {
  try {
    decision();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return ERROR_STATUS[error.code];
    throw error;
  }
}

import { decide, type InventoryCommand } from './inventory.js';
import type { InventoryFact } from './inventory-facts.js';
import {
  adjustment,
  after,
  allocating,
  announcement,
  cancelling,
  complete,
  order,
  receipt,
  shipping,
  told,
  voiding,
  wants,
} from './sample-commands.js';

type Case = readonly [
  title: string,
  given: readonly InventoryCommand[],
  when: InventoryCommand,
  then: readonly string[],
];

const short = [receipt(9), wants(6), shipping(4, 2)];

const CASES: readonly Case[] = [
  ['an order gets what is there', [receipt(9)], wants(6), ['reserved 1A6main']],
  ['an order waits for what is not there', [], wants(6), ['lacks 1A6']],
  [
    'an order gets a part and waits for the rest',
    [receipt(9)],
    wants(6, 6),
    ['reserved 1A6main', 'reserved 2A3main', 'lacks 2A3'],
  ],
  [
    'the other warehouses help out by name',
    [receipt(1, 'A', 'west'), receipt(1, 'A', 'east'), receipt(1)],
    wants(3),
    ['reserved 1A1main', 'reserved 1A1east', 'reserved 1A1west'],
  ],
  [
    'who waits is told the next expected day',
    [announcement(1, '2026-05-02'), announcement(1, '2026-05-01')],
    wants(6),
    ['lacks 1A6 2026-05-01'],
  ],
  ['a release that says nothing new changes nothing', [receipt(9), wants(6)], wants(6), []],
  ['a release with more adds the rest', [receipt(9), wants(6)], wants(8), ['reserved 1A2main']],
  [
    'a release of what was cancelled meanwhile wants only the rest',
    [receipt(9), wants(6), cancelling(6)],
    wants(8),
    ['reserved 1A2main'],
  ],
  [
    'a complete order gets all',
    [receipt(6)],
    complete(3, 3),
    ['reserved 1A3main', 'reserved 2A3main'],
  ],
  ['a complete order gets nothing less', [receipt(5)], complete(3, 3), ['lacks 1A3', 'lacks 2A3']],
  [
    'a complete order that waits gets no part of an increase',
    [receipt(5), complete(6)],
    complete(6, 2),
    ['lacks 2A2'],
  ],
  [
    'nobody new takes what is about to be allocated to others',
    [wants(6), receipt(9)],
    { ...wants(6, 1), lines: wants(6, 1).lines.slice(1) },
    ['lacks 2A1', 'allocation-due A'],
  ],
  [
    'goods that come are for who waits',
    [wants(6)],
    receipt(9),
    ['received A9', 'allocation-due A'],
  ],
  ['goods that nobody waits for are free', [], receipt(9), ['received A9']],
  [
    'goods that come are no longer expected, the earliest first',
    [announcement(6, '2026-05-02'), announcement(2, '2026-05-01')],
    receipt(3),
    ['received A3', 'came 2026-05-01 2', 'next A 2026-05-02', 'came 2026-05-02 1'],
  ],
  [
    'goods that come may name what they were announced as',
    [announcement(6, '2026-05-02'), announcement(2, '2026-05-01')],
    { ...receipt(9), expectedReceipt: '2026-05-02' } as InventoryCommand,
    ['received A9', 'came 2026-05-02 6'],
  ],
  [
    'goods for elsewhere are still expected here',
    [announcement(6, '2026-05-02')],
    receipt(9, 'A', 'east'),
    ['received A9'],
  ],
  [
    'an announcement can be taken back',
    [announcement(6, '2026-05-02')],
    { type: 'CancelExpected', receipt: '2026-05-02', skus: ['A'] },
    ['came 2026-05-02 6', 'next A never'],
  ],
  [
    'an earlier announcement is the next',
    [announcement(6, '2026-05-02')],
    announcement(2, '2026-05-01'),
    ['next A 2026-05-01'],
  ],
  ['a later one is not', [announcement(6, '2026-05-02')], announcement(2, '2026-05-03'), []],
  ['a count can find more', [wants(6)], adjustment(2), ['adjusted A2 count', 'allocation-due A']],
  ['a count can find less', [receipt(9), wants(6)], adjustment(-3), ['adjusted A-3 count']],
  [
    'who waits is served',
    [wants(6, ['B', 1]), receipt(4)],
    allocating,
    ['reserved 1A4main at last'],
  ],
  ['who waits no longer is passed over', [receipt(6), wants(6)], allocating, []],
  [
    'a complete order is served when all is there',
    [complete(6, ['B', 1]), receipt(6), receipt(1, 'B')],
    allocating,
    ['reserved 1A6main at last', 'reserved 2B1main at last'],
  ],
  ['a complete order is not served in part', [complete(6, ['B', 1]), receipt(6)], allocating, []],
  [
    'more than one allocation is needed for many',
    [wants(6), receipt(9)],
    { ...allocating, queue: { waiting: [{ order, skus: ['A'] }], more: true, seen: [] } },
    ['reserved 1A6main at last', 'allocation-due A'],
  ],
  ['shipping uses up the promise', [receipt(9), wants(6)], shipping(4), []],
  [
    'what is short is off the books and waits again',
    [receipt(9), wants(6)],
    shipping(4, 2),
    ['short 1A2main', 'adjusted A-2 short: broken', 'lacks 1A2', 'stock-doubted A'],
  ],
  [
    'after a short the next movement serves who waits',
    short,
    receipt(1),
    ['received A1', 'allocation-due A'],
  ],
  [
    'a short of what was given back meanwhile is answered too',
    [receipt(9), wants(6), cancelling(6)],
    shipping(0, 2),
    ['reserved 1A2main', 'short 1A2main', 'adjusted A-2 short: broken'],
  ],
  [
    'a short takes nothing off the books that is promised to another line meanwhile',
    [receipt(9), wants(6), cancelling(6), wants(6, 8)],
    shipping(0, 2),
    ['reserved 1A2main', 'short 1A2main', 'adjusted A-1 short: broken'],
  ],
  [
    'goods of another warehouse than promised free the promise',
    [receipt(6, 'A', 'east'), wants(6), receipt(6)],
    shipping(6),
    ['reserved 1A6main', 'shipped 1A6east'],
  ],
  [
    'goods that left are promised, though their promise was given back meanwhile',
    [receipt(9), wants(6), cancelling(6)],
    shipping(6),
    ['reserved 1A6main'],
  ],
  [
    'goods that come back after they were cancelled are promised and given back',
    [receipt(9), wants(6), shipping(6), cancelling(4)],
    voiding(6),
    ['reserved 1A6main', 'cancelled 1A4main'],
  ],
  [
    'goods that come back are promised to their order',
    [receipt(9), wants(6), shipping(6)],
    voiding(6),
    ['reserved 1A6main'],
  ],
  [
    'a cancellation gives back the promise',
    [receipt(9), wants(6)],
    cancelling(2),
    ['cancelled 1A2main'],
  ],
  [
    'a cancellation gives back the backorder first',
    [receipt(4), wants(6)],
    cancelling(3),
    ['cancelled 1A1main', 'forgotten 1A2'],
  ],
  [
    'a cancellation gives back what shipping had planned',
    [receipt(4), wants(6)],
    cancelling(3, { warehouse: 'main' }),
    ['cancelled 1A3main', 'allocation-due A'],
  ],
  [
    'a cancellation gives back what the last warehouse promised',
    [receipt(3, 'A', 'west'), receipt(3), wants(6)],
    cancelling(4),
    ['cancelled 1A3west', 'cancelled 1A1main'],
  ],
  [
    'what a cancellation frees is for who waits',
    [receipt(6), wants(6, 1)],
    cancelling(2),
    ['cancelled 1A2main', 'allocation-due A'],
  ],
  [
    'a complete order may be served once a line is cancelled',
    [receipt(6), complete(6, ['B', 1])],
    cancelling(1, {}, 2),
    ['forgotten 2B1', 'allocation-due A'],
  ],
];

describe('Inventory decides', () => {
  test.each(CASES)('%s', (_title, given, when, then) => {
    expect(told(decide(after(given), when) as InventoryFact[])).toEqual(then);
  });
});

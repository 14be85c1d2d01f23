import type { ProductChanged, ProductRegistered } from '@o2c/contracts';
import { type AllocateStock, allocationsIn, type Queue } from '@o2c/inventory/domain/allocation';
import { skusOf as skusCancelled } from '@o2c/inventory/domain/goods';
import { commandOf, type Heard } from '@o2c/inventory/domain/incoming';
import {
  decide,
  evolve,
  type InventoryCommand,
  isFromFact,
  rowsOf,
  skusOf,
} from '@o2c/inventory/domain/inventory';
import {
  type InventoryFact,
  orderRow,
  skuRow,
  type State,
} from '@o2c/inventory/domain/inventory-facts';
import { emptyOrder, type OrderDemand } from '@o2c/inventory/domain/order-demand';
import { emptyStock, freeOf, type Stock } from '@o2c/inventory/domain/stock';
import {
  type Aggregate,
  type Cause,
  execute,
  executeFacts,
  type Outcome,
  type Tx,
} from '@o2c/messaging';
import type { Behaviour } from '../shell/memory-service.js';
import { Table } from '../shell/table.js';
import { copying, handling, idIn, inMemory, type Rules } from './in-memory.js';

export type InventoryRules = Rules<State, InventoryCommand, InventoryFact>;
export const INVENTORY_RULES: InventoryRules = { rows: rowsOf, decide, evolve };

/** How many waiting orders one allocation serves: few, so that there are always more. */
const ALLOCATION_BATCH = 2;

const HEARD = [
  ...['OrderReleased', 'Shipped', 'ShipmentVoided', 'CancelAccepted'],
] as readonly Heard['type'][];

/** Stock, and what is promised of it. */
export class InventoryInMemory {
  readonly orders = new Table<OrderDemand>();
  readonly stocks = new Table<Stock>();
  readonly aggregate: Aggregate<State, InventoryCommand, InventoryFact>;

  constructor(rules: InventoryRules) {
    this.aggregate = inMemory(rules, {
      resolve: (_, commands) => this.resolve(commands),
      load: (row, commands) => this.load(row, commands),
      save: (row, state) => {
        if (state.kind === 'order') this.orders.set(row, state);
        else this.stocks.set(row, state);
      },
    });
  }

  get behaviour(): Behaviour {
    return {
      source: 'inventory',
      tables: [this.orders, this.stocks],
      handlers: new Map([
        ...handling<Heard>(HEARD, async (facts, tx) =>
          leavingAllocations(tx, await executeFacts(tx, this.aggregate, facts, commandOf), facts),
        ),
        ...copying<ProductRegistered | ProductChanged>(
          ['ProductRegistered', 'ProductChanged'],
          ({ sku }) => this.know(sku),
        ),
      ]),
      followUps: new Map([
        [
          'allocate',
          async (commands: readonly AllocateStock[], tx, causes) =>
            leavingAllocations(tx, await execute(tx, this.aggregate, commands, causes), causes),
        ],
      ]),
    };
  }

  private know(sku: string): void {
    if (!this.stocks.has(skuRow(sku))) this.stocks.set(skuRow(sku), emptyStock(sku));
  }

  private load(row: string, commands: readonly InventoryCommand[]): State | undefined {
    const order = idIn(row, 'orders');
    if (order !== undefined) return this.orders.get(row) ?? emptyOrder(order);
    const stock = this.stocks.get(row);
    if (stock) return { ...stock, expected: stock.expected.filter(({ open }) => open > 0) };
    const heardOf = commands.filter(isFromFact).flatMap(skusOf);
    return heardOf.map(emptyStock).find(({ sku }) => skuRow(sku) === row);
  }

  private resolve(commands: readonly InventoryCommand[]): readonly InventoryCommand[] {
    const first = commands.findIndex(({ type }) => type === 'AllocateStock');
    return commands.map((command, index) => {
      switch (command.type) {
        case 'ReleaseStock': {
          const order = this.orders.get(orderRow(command.order)) ?? emptyOrder(command.order);
          return { ...command, skus: skusCancelled(order, command.lines) };
        }
        case 'CancelExpected': {
          const announced = this.stocks
            .values()
            .filter(({ expected }) => expected.some(({ receipt }) => receipt === command.receipt));
          return { ...command, skus: announced.map(({ sku }) => sku) };
        }
        case 'AllocateStock':
          // The first allocation of a batch does the work of all.
          return index === first ? this.allocation(commands) : command;
        case 'ReserveStock':
        case 'IssueGoods':
        case 'ReturnGoods':
        case 'ReceiveStock':
        case 'AdjustStock':
        case 'ExpectStock':
          return command;
      }
    });
  }

  /** Who can use free stock now, by claim; a ship-complete order only if it can have all. */
  private allocation(commands: readonly InventoryCommand[]): AllocateStock {
    const asked = commands.filter((one): one is AllocateStock => one.type === 'AllocateStock');
    const skus = [...new Set(asked.flatMap((one) => one.skus))];
    const waiting = this.orders
      .values()
      .flatMap((order) => {
        const useful = this.usefulTo(order, skus);
        return useful.length > 0 ? [{ order, skus: useful }] : [];
      })
      .sort((a, b) => byClaim(a.order, b.order))
      .map(({ order: { order }, skus: useful }) => ({ order, skus: useful }));
    const more = waiting.length > ALLOCATION_BATCH;
    const seen = skus.map((sku) => {
      return { sku, due: this.stocks.get(skuRow(sku))?.allocationsDue ?? 0 };
    });
    const queue: Queue = { waiting: waiting.slice(0, ALLOCATION_BATCH), more, seen };
    return { type: 'AllocateStock', skus, queue };
  }

  private usefulTo(order: OrderDemand, skus: readonly string[]): readonly string[] {
    const lacking = [...order.lines.values()].filter(({ backordered }) => backordered > 0);
    const wanted = [...new Set(lacking.map(({ sku }) => sku))];
    const free = wanted.filter((sku) => skus.includes(sku) && this.freeOf(sku) > 0);
    if (!order.shipComplete || free.length === 0) return free;
    const isWhole = wanted.every((sku) => {
      const lacks = lacking.filter((line) => line.sku === sku);
      return lacks.reduce((sum, line) => sum + line.backordered, 0) <= this.freeOf(sku);
    });
    return isWhole ? wanted : [];
  }

  private freeOf(sku: string): number {
    return freeOf(this.stocks.get(skuRow(sku)) ?? emptyStock(sku));
  }
}

/** Leaves the allocations that facts ask for; they run after the commit. */
export function leaveAllocation(tx: Tx, facts: readonly InventoryFact[], cause?: Cause): void {
  tx.followUp('allocate', allocationsIn(facts), cause);
}

function leavingAllocations(
  tx: Tx,
  outcomes: readonly Outcome<unknown, InventoryFact>[],
  causes: readonly Cause[],
): readonly Outcome[] {
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'done') leaveAllocation(tx, outcome.facts, causes[index]);
  }
  return outcomes;
}

function byClaim(a: OrderDemand, b: OrderDemand): number {
  const age = ({ orderedAt = '', order }: OrderDemand) => orderedAt + order;
  return b.priority - a.priority || (age(a) < age(b) ? -1 : 1);
}

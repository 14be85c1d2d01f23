import { type Aggregate, type Cause, execute, executeFacts, type Outcome } from '@o2c/messaging';
import type { Tx } from '@o2c/messaging';
import { isUuid } from '@o2c/runtime';
import {
  type AllocateStock,
  allocationsIn,
  type Queue,
  type Waiting,
} from './domain/allocation.js';
import type { CancelExpected } from './domain/expecting.js';
import type { ReleaseStock } from './domain/goods.js';
import { commandOf, type Heard } from './domain/incoming.js';
import {
  decide,
  evolve,
  type InventoryCommand,
  isFromFact,
  ordersOf,
  rowsOf,
  skusOf,
} from './domain/inventory.js';
import { type InventoryFact, orderRow, skuRow, type State } from './domain/inventory-facts.js';
import { loadOrders, saveOrders } from './order-demand.store.js';
import { createSkus, loadStocks, saveStocks } from './stock.store.js';

/** How many waiting orders one allocation serves; the rest is left to the next. */
const ALLOCATION_BATCH = 100;

/** Orders are locked before skus, each by id: no two transactions wait for each other. */
export const inventory: Aggregate<State, InventoryCommand, InventoryFact> = {
  resolve,
  rows: rowsOf,
  loadMany,
  decide,
  evolve,
  saveMany: async (tx, changed, facts) => {
    saveStocks(tx, changed, facts);
    saveOrders(tx, changed, facts);
  },
};

/** Carries out what facts ask for, and leaves allocation of what that frees. */
export async function carryOutFacts(tx: Tx, facts: readonly Heard[]): Promise<readonly Outcome[]> {
  return leavingAllocations(tx, await executeFacts(tx, inventory, facts, commandOf), facts);
}

/** Gives stock that came free to who waits, and leaves the rest of it to the next allocation. */
export async function carryOutAllocations(
  tx: Tx,
  commands: readonly AllocateStock[],
  causes: readonly Cause[],
): Promise<readonly Outcome[]> {
  return leavingAllocations(tx, await execute(tx, inventory, commands, causes), causes);
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

/** Leaves the allocation that facts ask for; it runs after the commit. */
export function leaveAllocation(tx: Tx, facts: readonly InventoryFact[], cause?: Cause): void {
  tx.followUp('allocate', allocationsIn(facts), cause);
}

async function loadMany(
  tx: Tx,
  _: readonly string[],
  commands: readonly InventoryCommand[],
): Promise<Map<string, State>> {
  // What is sent first is done first: orders are locked before skus.
  const sent = loadOrders(tx, [...new Set(commands.flatMap(ordersOf))]);
  createSkus(tx, [...new Set(commands.filter(isFromFact).flatMap(skusOf))]);
  const skus = [...new Set(commands.flatMap(skusOf))];
  const [orders, stocks] = await Promise.all([sent, loadStocks(tx, skus)]);
  return new Map<string, State>([
    ...orders.map((order) => [orderRow(order.order), order] as const),
    ...stocks.map((stock) => [skuRow(stock.sku), stock] as const),
  ]);
}

/** Finds the rows that commands do not name themselves. */
async function resolve(
  tx: Tx,
  commands: readonly InventoryCommand[],
): Promise<readonly InventoryCommand[]> {
  const allocations = commands.filter(isAllocation);
  const [cancelled, announced, allocation] = await Promise.all([
    findCancelled(tx, commands.filter(isRelease)),
    findAnnounced(tx, commands.filter(isCancelExpected)),
    findQueue(tx, [...new Set(allocations.flatMap(({ skus }) => skus))]),
  ]);
  return commands.map((command) => {
    if (isRelease(command)) return { ...command, skus: cancelled.get(command.order) ?? [] };
    if (isCancelExpected(command)) return { ...command, skus: announced.get(command.receipt) };
    // The first allocation of a batch does the work of all.
    return command === allocations[0] ? allocation : command;
  });
}

async function findCancelled(
  tx: Tx,
  commands: readonly ReleaseStock[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (commands.length === 0) return new Map();
  const lines = commands.flatMap(({ order, lines }) => lines.map(({ line }) => ({ order, line })));
  const rows = await tx.query<{ order: string; skus: string[] }>(FIND_CANCELLED, [
    lines.map(({ order }) => order),
    lines.map(({ line }) => line),
  ]);
  return new Map(rows.map(({ order, skus }) => [order, skus]));
}

async function findAnnounced(
  tx: Tx,
  commands: readonly CancelExpected[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = commands.map(({ receipt }) => receipt).filter(isUuid);
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; skus: string[] }>(FIND_ANNOUNCED, [ids]);
  return new Map(rows.map(({ id, skus }) => [id, skus]));
}

/** What is due is read before the queue: who queues up in between makes it due once more. */
async function findQueue(tx: Tx, skus: readonly string[]): Promise<AllocateStock> {
  if (skus.length === 0) return { type: 'AllocateStock', skus };
  const [seen, waiting] = await Promise.all([
    tx.query<Queue['seen'][number]>(FIND_DUE, [skus]),
    tx.query<Waiting>(FIND_WAITING, [skus, ALLOCATION_BATCH + 1]),
  ]);
  const more = waiting.length > ALLOCATION_BATCH;
  const queue = { waiting: waiting.slice(0, ALLOCATION_BATCH), more, seen };
  return { type: 'AllocateStock', skus, queue };
}

function isRelease(command: InventoryCommand): command is ReleaseStock {
  return command.type === 'ReleaseStock';
}

function isAllocation(command: InventoryCommand): command is AllocateStock {
  return command.type === 'AllocateStock';
}

function isCancelExpected(command: InventoryCommand): command is CancelExpected {
  return command.type === 'CancelExpected';
}

/** Skus of cancelled lines, and of all that a ship-complete order lacks. */
const FIND_CANCELLED = `
  SELECT orders.id AS "order", array_agg(DISTINCT wanted.sku) AS skus
    FROM orders, json_to_recordset(lines) AS wanted (line int, sku text)
   WHERE orders.id = ANY ($1::uuid[])
     AND ((orders.id, wanted.line) IN (SELECT * FROM unnest($1::uuid[], $2::int[]))
          OR orders.ship_complete AND EXISTS (
            SELECT FROM backorders WHERE order_id = orders.id AND line = wanted.line))
   GROUP BY orders.id`;

const FIND_ANNOUNCED = `
  SELECT id, array_agg(DISTINCT sku) AS skus FROM expected_receipts
   WHERE id = ANY ($1::uuid[]) GROUP BY id`;

const FIND_DUE = `
  SELECT sku, allocations_due AS due FROM skus WHERE sku = ANY ($1::text[])`;

/** Orders that can use free stock now, by claim; a ship-complete one only if it can have all. */
const FIND_WAITING = `
  WITH free AS (
    SELECT sku, sum(on_hand_micro - reserved_micro) AS quantity FROM stocks
     WHERE sku = ANY ($1::text[]) GROUP BY sku HAVING sum(on_hand_micro - reserved_micro) > 0),
  lacking AS (
    SELECT order_id, array_agg(DISTINCT sku) AS skus
      FROM backorders JOIN free USING (sku) GROUP BY order_id)
  SELECT orders.id AS "order", coalesce(whole.skus, lacking.skus) AS skus
    FROM lacking JOIN orders ON orders.id = lacking.order_id
    LEFT JOIN LATERAL (
      SELECT array_agg(wanted.sku) AS skus, bool_and(wanted.quantity <= coalesce(there.quantity, 0))
             AS there
        FROM (SELECT sku, sum(quantity_micro) AS quantity FROM backorders
               WHERE order_id = orders.id GROUP BY sku) wanted
        LEFT JOIN LATERAL (
          SELECT sum(on_hand_micro - reserved_micro) AS quantity FROM stocks
           WHERE stocks.sku = wanted.sku) there ON true) whole ON orders.ship_complete
   WHERE NOT orders.ship_complete OR whole.there
   ORDER BY orders.priority DESC, orders.ordered_at, orders.id LIMIT $2`;

import type { Aggregate, Statement, Tx } from '@o2c/messaging';
import type { Order } from '../domain/order.js';
import type { OrderCommand, OrderFact, OrderRow } from '../domain/order-command.js';
import { decide, evolve, ORDERS, PURCHASE_ORDERS, rowsOf } from '../domain/order-rules.js';
import { LOCK_NAMES, named } from '../master-data.store.js';
import { saving, type HoldRow } from './order-columns.js';
import { lookUp } from './order-lookup.store.js';
import { readOrders, stored } from './order-reader.store.js';

/** Orders with their lines and holds; locked by order id, then by purchase order number. */
export const orders: Aggregate<OrderRow, OrderCommand, OrderFact> = {
  resolve: lookUp,
  rows: rowsOf,
  loadMany: load,
  decide,
  evolve,
  saveMany: save,
};

async function load(
  tx: Tx,
  rows: readonly string[],
  commands: readonly OrderCommand[],
): Promise<Map<string, OrderRow>> {
  const placed = new Set(commands.flatMap(placedBy));
  const known = named(rows, ORDERS).filter((id) => !placed.has(id));
  const found = await readOrders(tx.query.bind(tx), known, 'FOR UPDATE');
  const loaded = new Map<string, OrderRow>();
  for (const [id, order] of found) loaded.set(`${ORDERS}${id}`, order);
  const names = named(rows, PURCHASE_ORDERS);
  if (names.length > 0) await loadPurchaseOrders(tx, names, loaded);
  return loaded;
}

/** An order that is placed has an id that nobody knows yet: there is nothing to lock. */
function placedBy(command: OrderCommand): readonly string[] {
  return command.type === 'PlaceOrder' ? [command.order] : [];
}

/** Numbers that only ended orders have can be used again. */
const SAME_PURCHASE_ORDER = `
  SELECT customer_id || ':' || purchase_order AS name, array_agg(number ORDER BY id) AS earlier
    FROM orders
    JOIN unnest($1::uuid[], $2::text[]) AS given (customer_id, purchase_order)
         USING (customer_id, purchase_order)
   WHERE purchase_order IS NOT NULL AND status NOT IN ('rejected', 'cancelled')
   GROUP BY name`;

async function loadPurchaseOrders(
  tx: Tx,
  names: readonly string[],
  loaded: Map<string, OrderRow>,
): Promise<void> {
  tx.write(LOCK_NAMES, [names.map((name) => `${PURCHASE_ORDERS}${name}`)]);
  const found = await tx.query<{ name: string; earlier: string[] }>(SAME_PURCHASE_ORDER, [
    names.map((name) => name.slice(0, UUID_LENGTH)),
    names.map((name) => name.slice(UUID_LENGTH + 1)),
  ]);
  for (const { name, earlier } of found) loaded.set(`${PURCHASE_ORDERS}${name}`, { earlier });
}

const UUID_LENGTH = 36;

async function save(
  tx: Tx,
  changed: ReadonlyMap<string, OrderRow>,
  facts: readonly OrderFact[],
): Promise<void> {
  const agreed = new Set(facts.flatMap(agreedIn));
  const all = [...changed.values()].filter((row): row is Order => 'id' in row);
  const whole = all.filter(({ id }) => agreed.has(id));
  const moved = all.filter(({ id }) => !agreed.has(id));
  run(tx, saving.orders, whole);
  run(tx, saving.orderFlow, moved);
  run(tx, saving.holds, all.flatMap(changedHolds));
}

/** Orders of which more than quantities and holds changed. */
function agreedIn(fact: OrderFact): readonly string[] {
  return fact.type === 'order-noted' && fact.data.agreed ? [fact.data.order.id] : [];
}

function run<R>(tx: Tx, statement: (rows: readonly R[]) => Statement, rows: readonly R[]): void {
  if (rows.length > 0) tx.write(...statement(rows));
}

function changedHolds(order: Order): readonly HoldRow[] {
  return order.holds.filter((hold) => !stored.has(hold)).map((hold) => ({ order, hold }));
}

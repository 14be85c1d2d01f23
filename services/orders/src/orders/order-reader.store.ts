import type { Query } from '../master-data.store.js';
import type { Hold, Order } from '../domain/order.js';
import { lineFrom, type Agreed, type Moved } from './order-lines.js';

/** Holds as they lie in the database: what is still one of these has not changed. */
export const stored = new WeakSet<Hold>();

/** Orders with their holds, by id; locked in order of id when they are to be changed. */
export async function readOrders(
  query: Query,
  ids: readonly string[],
  forUpdate: '' | 'FOR UPDATE' = '',
): Promise<ReadonlyMap<string, Order>> {
  if (ids.length === 0) return new Map();
  // Sent together, and yet holds are read as they are once the orders are locked.
  const [orders, found] = await Promise.all([
    query<OrderRecord>(`${SELECT_ORDERS} ${forUpdate}`, [ids]),
    query<HoldRecord>(SELECT_HOLDS, [ids]),
  ]);
  const holds = Map.groupBy(found, ({ orderId }) => orderId);
  return new Map(orders.map((order) => [order.id, orderFrom(order, holds.get(order.id) ?? [])]));
}

/** A hold as it is stored, with its order. */
export type HoldRecord = Nullable<Omit<Hold, 'since'>> & { orderId: string; since: Date };
type OrderRecord = Nullable<Omit<Order, 'orderedAt' | 'lines' | 'holds'>> & {
  orderedAt: Date;
  lines: readonly Agreed[];
  quantities: readonly Moved[];
};

/** What a row has where the domain has nothing. */
type Nullable<T> = {
  [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K];
};

/** The columns of a hold, by the domain's names. */
export const HOLD_COLUMNS = `
  id, order_id AS "orderId", code, reasons, status, stands, since_at AS since,
  decided_by AS "decidedBy", reason, comment`;

const SELECT_HOLDS = `
  SELECT ${HOLD_COLUMNS} FROM holds WHERE order_id = ANY($1::uuid[]) ORDER BY id`;

const SELECT_ORDERS = `
  SELECT id, number, seller_id AS seller, customer_id AS customer, currency,
         purchase_order AS "purchaseOrder", ordered_at AS "orderedAt", ordered_on AS "orderedOn",
         requested_on AS "requestedOn", ship_complete AS "shipComplete", priority, history,
         placed_by AS "placedBy", placed_by_key AS "placedByKey", party, freight_minor AS freight,
         net_minor AS net, tax_minor AS tax, gross_minor AS gross, credit,
         approved_version AS approved, asked_version AS asked, rejected,
         documents, requests, cancellation, version, lines, quantities
    FROM orders WHERE id = ANY($1::uuid[]) ORDER BY id`;

function orderFrom({ quantities, ...record }: OrderRecord, holds: readonly HoldRecord[]): Order {
  return {
    ...withoutNulls(record),
    orderedAt: record.orderedAt.toISOString(),
    lines: record.lines.map((agreed, index) => lineFrom(agreed, quantities[index])),
    holds: holds.map(holdFrom),
  };
}

/** The hold of a row. */
export function holdFrom({ orderId: _, ...record }: HoldRecord): Hold {
  const hold = { ...withoutNulls(record), since: record.since.toISOString() };
  stored.add(hold);
  return hold;
}

function withoutNulls<T extends object>(record: T): NonNull<T> {
  const entries = Object.entries(record).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as NonNull<T>;
}

type NonNull<T> = {
  [K in keyof T as null extends T[K] ? never : K]: T[K];
} & { [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null> };

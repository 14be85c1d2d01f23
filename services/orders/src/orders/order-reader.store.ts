import type { Query } from '../master-data.store.js';
import type { Hold, Line, Order } from '../domain/order.js';

/** Lines and holds as they lie in the database: what is still one of these has not changed. */
export const stored = new WeakSet<Line | Hold>();

/** Orders with their lines and holds, by id; locked in order of id when they are to be changed. */
export async function readOrders(
  query: Query,
  ids: readonly string[],
  forUpdate: '' | 'FOR UPDATE' = '',
): Promise<ReadonlyMap<string, Order>> {
  const orders = await query<OrderRecord>(`${SELECT_ORDERS} ${forUpdate}`, [ids]);
  if (orders.length === 0) return new Map();
  const known = orders.map(({ id }) => id);
  const lines = Map.groupBy(await query<LineRecord>(SELECT_LINES, [known]), orderOf);
  const holds = Map.groupBy(await query<HoldRecord>(SELECT_HOLDS, [known]), orderOf);
  return new Map(
    orders.map((order) => [
      order.id,
      orderFrom(order, lines.get(order.id) ?? [], holds.get(order.id) ?? []),
    ]),
  );
}

/** A hold as it is stored, with its order. */
export type HoldRecord = Nullable<Omit<Hold, 'since'>> & { orderId: string; since: Date };
type LineRecord = Line & { orderId: string };
type OrderRecord = Nullable<Omit<Order, 'orderedAt' | 'lines' | 'holds'>> & { orderedAt: Date };

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

const SELECT_LINES = `
  SELECT order_id AS "orderId", line, product_id AS product, sku, name, unit,
         tax_category AS "taxCategory", rate_class AS "rateClass", tax_rate AS "taxRate",
         unit_price_micro AS "unitPrice", discount_percent AS "discountPercent",
         net_minor AS net, tax_minor AS tax, gross_minor AS gross, ordered_micro AS ordered,
         cancelled_micro AS cancelled, released_micro AS released, taken_back_micro AS "takenBack",
         reserved_micro AS reserved, backordered_micro AS backordered, shipped_micro AS shipped,
         invoiced_micro AS invoiced
    FROM order_lines WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, line`;

const SELECT_ORDERS = `
  SELECT id, number, seller_id AS seller, customer_id AS customer, currency,
         purchase_order AS "purchaseOrder", ordered_at AS "orderedAt", ordered_on AS "orderedOn",
         requested_on AS "requestedOn", ship_complete AS "shipComplete", priority, history,
         placed_by AS "placedBy", placed_by_key AS "placedByKey", party, freight_minor AS freight,
         net_minor AS net, tax_minor AS tax, gross_minor AS gross, credit,
         approved_version AS approved, asked_version AS asked, rejected,
         documents, requests, cancellation, version
    FROM orders WHERE id = ANY($1::uuid[]) ORDER BY id`;

function orderFrom(
  record: OrderRecord,
  lines: readonly LineRecord[],
  holds: readonly HoldRecord[],
): Order {
  return {
    ...withoutNulls(record),
    orderedAt: record.orderedAt.toISOString(),
    lines: lines.map(lineFrom),
    holds: holds.map(holdFrom),
  };
}

function lineFrom({ orderId: _, ...line }: LineRecord): Line {
  stored.add(line);
  return line;
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

function orderOf({ orderId }: { orderId: string }): string {
  return orderId;
}

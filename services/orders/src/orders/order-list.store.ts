import { DomainError } from '@o2c/contracts';
import { called, type Database, filtered } from '@o2c/messaging';
import { pageOf, type PageOf, type PageRequest, isUuid } from '@o2c/runtime';
import type { Hold, Order } from '../domain/order.js';
import { uuidAfter } from '../master-data.store.js';
import { HOLD_COLUMNS, holdFrom, readOrders, type HoldRecord } from './order-reader.store.js';

/** What orders are listed by; customers and sellers by id or number. */
export type OrderFilter = {
  readonly customer?: string | undefined;
  readonly seller?: string | undefined;
  readonly status?: string | undefined;
  readonly currency?: string | undefined;
  readonly purchaseOrder?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Default: oldest first. */
  readonly sort?: 'oldest' | 'newest' | undefined;
};

/** What holds are listed by; orders and customers by id or number. */
export type HoldFilter = {
  readonly status?: string | undefined;
  readonly order?: string | undefined;
  readonly customer?: string | undefined;
  readonly code?: string | undefined;
};

/** The id of an order; throws DomainError `order.unknown`. */
export async function orderIdOf(database: Database, name: string): Promise<string> {
  const [found] = await database.read<{ id: string }>(
    isUuid(name)
      ? 'SELECT id FROM orders WHERE id = $1::uuid'
      : 'SELECT id FROM orders WHERE number = $1',
    [name],
  );
  if (found) return found.id;
  throw new DomainError('order.unknown', `There is no order ${name}`);
}

/** The order of this id or number; throws DomainError `order.unknown`. */
export async function orderNamed(database: Database, name: string): Promise<Order> {
  const id = await orderIdOf(database, name);
  const found = await database.snapshot((read) => readOrders(read, [id]));
  const order = found.get(id);
  if (order) return order;
  throw new Error(`order ${id} is gone`);
}

/** The order of a hold; throws DomainError `hold.unknown`. */
export async function orderOfHold(database: Database, hold: string): Promise<string> {
  const [found] = await database.read<{ order: string }>(
    'SELECT order_id AS "order" FROM holds WHERE id = $1::uuid',
    [isUuid(hold) ? hold : null],
  );
  if (found) return found.order;
  throw new DomainError('hold.unknown', `There is no hold ${hold}`);
}

/** No id comes after it. */
const PAST_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A page of orders. */
export async function listOrders(
  database: Database,
  filter: OrderFilter,
  { after, limit }: PageRequest,
): Promise<PageOf<Order>> {
  const isNewestFirst = filter.sort === 'newest';
  const direction = isNewestFirst ? 'DESC' : 'ASC';
  const sql = `SELECT id FROM orders WHERE … ORDER BY id ${direction} LIMIT ${limit + 1}`;
  const page = await database.read<{ id: string }>(
    ...filtered(
      sql,
      [],
      [
        isNewestFirst
          ? ['id < ?::uuid', after === undefined ? PAST_ALL : uuidAfter(after)]
          : ['id > ?::uuid', uuidAfter(after)],
        called('customer_id', 'customers', filter.customer),
        called('seller_id', 'sellers', filter.seller),
        ['status = ?', filter.status],
        ['currency = ?', filter.currency],
        ['purchase_order = ?', filter.purchaseOrder],
        ['ordered_on >= ?::date', filter.from],
        ['ordered_on <= ?::date', filter.to],
      ],
    ),
  );
  const { items, next } = pageOf(page, limit, ({ id }) => id);
  const ids = items.map(({ id }) => id);
  const orders = await database.snapshot((read) => readOrders(read, ids));
  return { items: ids.flatMap((id) => orders.get(id) ?? []), next };
}

/** A page of holds with their orders, oldest first: who waits longest comes first. */
export async function listHolds(
  database: Database,
  filter: HoldFilter,
  { after, limit }: PageRequest,
): Promise<PageOf<{ readonly order: string; readonly hold: Hold }>> {
  const [isTheirs, customer] = called('customer_id', 'customers', filter.customer);
  const sql = `SELECT ${HOLD_COLUMNS} FROM holds WHERE … ORDER BY id LIMIT ${limit + 1}`;
  const rows = await database.read<HoldRecord>(
    ...filtered(
      sql,
      [],
      [
        ['id > ?::uuid', uuidAfter(after)],
        ['status = ?', filter.status],
        called('order_id', 'orders', filter.order),
        [`order_id IN (SELECT id FROM orders WHERE ${isTheirs})`, customer],
        [`reasons @> jsonb_build_array(jsonb_build_object('code', ?::text))`, filter.code],
      ],
    ),
  );
  const { items, next } = pageOf(rows, limit, ({ id }) => id);
  return { items: items.map((row) => ({ order: row.orderId, hold: holdFrom(row) })), next };
}

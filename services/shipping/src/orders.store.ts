import type { Address } from '@o2c/contracts';
import type { Tx } from '@o2c/messaging';
import type { Order, OrderLine, Release } from './domain/order.js';
import type { Shipment } from './domain/shipment.js';
import { loadShipments, saveShipments } from './shipments.store.js';

/**
 * Locks orders by id and loads their lines, their open shipments and those that are named: the
 * order's row stands for all of them. Orders that nobody heard of are created empty.
 */
export async function loadOrders(
  tx: Tx,
  ids: readonly string[],
  shipments: readonly string[],
): Promise<Order[]> {
  if (ids.length === 0) return [];
  await tx.query(CREATE_ORDERS, [ids]);
  const orders = await tx.query<OrderRow>(LOCK_ORDERS, [ids]);
  // Read after the lock is held: before, the lines could be older than the order.
  const lines = Map.groupBy(await tx.query<LineRow>(LOAD_LINES, [ids]), (line) => line.order_id);
  const open = Map.groupBy(await loadShipments(tx, ids, shipments), (shipment) => shipment.order);
  return orders.map((row) => orderOf(row, lines.get(row.id) ?? [], open.get(row.id) ?? []));
}

/** Writes orders with their lines, reservations and shipments. */
export async function saveOrders(tx: Tx, orders: readonly Order[]): Promise<void> {
  await saveReleases(tx, orders.filter(isReleased));
  const lines = orders.flatMap(({ id, lines }) =>
    [...lines.values()].map((line) => ({ ...line, order: id })),
  );
  await saveLines(tx, lines);
  await saveReservations(tx, lines);
  await saveShipments(
    tx,
    orders.flatMap(({ shipments }) => [...shipments.values()]),
  );
}

type OrderRow = {
  id: string;
  number: string | null;
  seller_id: string;
  customer_id: string;
  purchase_order: string | null;
  ship_to: Address;
  history: boolean;
};

type LineRow = {
  order_id: string;
  line: number;
  sku: string;
  name: string;
  unit: string;
  released_micro: number;
  cancelled_micro: number;
  planned_micro: number;
  shipped_micro: number;
  doubted_micro: number;
  reservations: { warehouse: string; quantity: number; returning: number }[] | null;
};

type LineOf = OrderLine & { readonly order: string };
type Released = Order & { readonly release: Release };

function isReleased(order: Order): order is Released {
  return order.release !== undefined;
}

function orderOf(row: OrderRow, lines: readonly LineRow[], shipments: readonly Shipment[]): Order {
  const { id, number, seller_id: seller, customer_id: customer, ship_to: shipTo, history } = row;
  const purchaseOrder = row.purchase_order ?? undefined;
  return {
    kind: 'order',
    id,
    ...(number !== null && {
      release: { number, seller, customer, purchaseOrder, shipTo, history },
    }),
    lines: new Map(lines.map((line) => [line.line, lineOf(line)])),
    shipments: new Map(shipments.map((shipment) => [shipment.id, shipment])),
  };
}

function lineOf({ line, sku, name, unit, ...row }: LineRow): OrderLine {
  return {
    ...{ line, sku, name, unit },
    released: row.released_micro,
    cancelled: row.cancelled_micro,
    planned: row.planned_micro,
    shipped: row.shipped_micro,
    doubted: row.doubted_micro,
    reservations: new Map(
      row.reservations?.map(({ warehouse, ...reservation }) => [warehouse, reservation]),
    ),
  };
}

async function saveReleases(tx: Tx, orders: readonly Released[]): Promise<void> {
  if (orders.length === 0) return;
  await tx.query(SAVE_RELEASES, [
    orders.map(({ id }) => id),
    orders.map(({ release }) => release.number),
    orders.map(({ release }) => release.seller),
    orders.map(({ release }) => release.customer),
    orders.map(({ release }) => release.purchaseOrder ?? null),
    orders.map(({ release }) => JSON.stringify(release.shipTo)),
    orders.map(({ release }) => release.history),
  ]);
}

async function saveLines(tx: Tx, lines: readonly LineOf[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.query(SAVE_LINES, [
    lines.map(({ order }) => order),
    lines.map(({ line }) => line),
    lines.map(({ sku }) => sku),
    lines.map(({ name }) => name),
    lines.map(({ unit }) => unit),
    lines.map(({ released }) => released),
    lines.map(({ cancelled }) => cancelled),
    lines.map(({ planned }) => planned),
    lines.map(({ shipped }) => shipped),
    lines.map(({ doubted }) => doubted),
  ]);
}

async function saveReservations(tx: Tx, lines: readonly LineOf[]): Promise<void> {
  const reservations = lines.flatMap(({ order, line, reservations }) =>
    [...reservations].map(([warehouse, reservation]) => {
      return { order, line, warehouse, ...reservation };
    }),
  );
  if (reservations.length === 0) return;
  await tx.query(SAVE_RESERVATIONS, [
    reservations.map(({ order }) => order),
    reservations.map(({ line }) => line),
    reservations.map(({ warehouse }) => warehouse),
    reservations.map(({ quantity }) => quantity),
    reservations.map(({ returning }) => returning),
  ]);
}

const CREATE_ORDERS = `
  INSERT INTO orders (id) SELECT * FROM unnest($1::uuid[]) AS id ORDER BY id
  ON CONFLICT DO NOTHING`;

const LOCK_ORDERS = `
  SELECT * FROM orders WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`;

const LOAD_LINES = `
  SELECT line.*,
         (SELECT json_agg(json_build_object('warehouse', warehouse, 'quantity', quantity_micro,
                                            'returning', returning_micro) ORDER BY warehouse)
            FROM reservations promise
           WHERE (promise.order_id, promise.line) = (line.order_id, line.line)) AS reservations
    FROM order_lines line WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id, line`;

const SAVE_RELEASES = `
  UPDATE orders SET number = new.number, seller_id = new.seller_id, customer_id = new.customer_id,
         purchase_order = new.purchase_order, ship_to = new.ship_to, history = new.history
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[],
                $7::boolean[])
         AS new (id, number, seller_id, customer_id, purchase_order, ship_to, history)
   WHERE orders.id = new.id
     AND (orders.number IS NULL OR orders.ship_to <> new.ship_to)`;

/** What has not changed is not written again. */
const SAVE_LINES = `
  INSERT INTO order_lines AS line
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[],
                       $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[])
  ON CONFLICT (order_id, line) DO UPDATE SET name = excluded.name, unit = excluded.unit,
    released_micro = excluded.released_micro, cancelled_micro = excluded.cancelled_micro,
    planned_micro = excluded.planned_micro, shipped_micro = excluded.shipped_micro,
    doubted_micro = excluded.doubted_micro
  WHERE line.* IS DISTINCT FROM excluded.*`;

const SAVE_RESERVATIONS = `
  INSERT INTO reservations AS promise
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[], $5::bigint[])
  ON CONFLICT (order_id, line, warehouse) DO UPDATE
    SET quantity_micro = excluded.quantity_micro, returning_micro = excluded.returning_micro
  WHERE promise.* IS DISTINCT FROM excluded.*`;

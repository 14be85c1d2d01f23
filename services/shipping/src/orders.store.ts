import type { Address } from '@o2c/contracts';
import type { Tx } from '@o2c/messaging';
import type { ShippingFact } from './domain/command.js';
import type { Order, OrderLine, Release, Reservation } from './domain/order.js';
import type { Shipment } from './domain/shipment.js';
import { loadShipments, saveShipments } from './shipments/shipments.store.js';

/** Makes rows for orders that nobody heard of: what waits for their release locks them. */
export async function createOrders(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) tx.write(CREATE_ORDERS, [ids]);
}

/**
 * Locks orders by id and loads their lines, their open shipments and those that are named: the
 * order's row stands for all of them.
 */
export async function loadOrders(
  tx: Tx,
  ids: readonly string[],
  shipments: readonly string[],
): Promise<Order[]> {
  if (ids.length === 0) return [];
  const orders = await tx.query<OrderRow>(LOCK_ORDERS, [ids]);
  // Read after the lock is held: before, the lines could be older than the order.
  const lines = Map.groupBy(await tx.query<LineRow>(LOAD_LINES, [ids]), (line) => line.order_id);
  const open = Map.groupBy(await loadShipments(tx, ids, shipments), (shipment) => shipment.order);
  return orders.map((row) => orderOf(row, lines.get(row.id) ?? [], open.get(row.id) ?? []));
}

/** Writes orders and their shipments; of those just released, everything that the release says. */
export async function saveOrders(
  tx: Tx,
  orders: readonly Order[],
  facts: readonly ShippingFact[],
): Promise<void> {
  const recorded = new Set(
    facts.filter(({ type }) => type === 'release-recorded').map(({ data }) => data.order),
  );
  const released = orders.filter(isReleased).filter(({ id }) => recorded.has(id));
  await saveReleases(tx, released);
  await saveNewLines(tx, released.flatMap(linesOf));
  await saveLines(tx, orders.filter(({ id }) => !recorded.has(id)).flatMap(linesOf));
  const shipments = orders.flatMap((order) => [...order.shipments.values()]);
  await saveShipments(tx, shipments);
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
  reservations: Readonly<Record<string, Reservation>>;
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
    reservations: new Map(Object.entries(row.reservations).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

async function saveReleases(tx: Tx, orders: readonly Released[]): Promise<void> {
  if (orders.length === 0) return;
  tx.write(SAVE_RELEASES, [
    orders.map(({ id }) => id),
    orders.map(({ release }) => release.number),
    orders.map(({ release }) => release.seller),
    orders.map(({ release }) => release.customer),
    orders.map(({ release }) => release.purchaseOrder ?? null),
    orders.map(({ release }) => JSON.stringify(release.shipTo)),
    orders.map(({ release }) => release.history),
  ]);
}

async function saveNewLines(tx: Tx, lines: readonly LineOf[]): Promise<void> {
  if (lines.length === 0) return;
  tx.write(SAVE_NEW_LINES, [
    ...movementsOf(lines),
    lines.map(({ released }) => released),
    lines.map(({ sku }) => sku),
    lines.map(({ name }) => name),
    lines.map(({ unit }) => unit),
  ]);
}

async function saveLines(tx: Tx, lines: readonly LineOf[]): Promise<void> {
  if (lines.length > 0) tx.write(SAVE_LINES, movementsOf(lines));
}

function movementsOf(lines: readonly LineOf[]): unknown[][] {
  return [
    lines.map(({ order }) => order),
    lines.map(({ line }) => line),
    lines.map(({ cancelled }) => cancelled),
    lines.map(({ planned }) => planned),
    lines.map(({ shipped }) => shipped),
    lines.map(({ doubted }) => doubted),
    lines.map(({ reservations }) => JSON.stringify(Object.fromEntries(reservations))),
  ];
}

function linesOf({ id, lines }: Order): LineOf[] {
  return [...lines.values()].map((line) => ({ ...line, order: id }));
}

const CREATE_ORDERS = `
  INSERT INTO orders (id) SELECT * FROM unnest($1::uuid[]) AS id ORDER BY id
  ON CONFLICT DO NOTHING`;

const LOCK_ORDERS = `
  SELECT * FROM orders WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`;

const LOAD_LINES = `
  SELECT * FROM order_lines WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id, line`;

const SAVE_RELEASES = `
  UPDATE orders SET number = new.number, seller_id = new.seller_id, customer_id = new.customer_id,
         purchase_order = new.purchase_order, ship_to = new.ship_to, history = new.history
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[],
                $7::boolean[])
         AS new (id, number, seller_id, customer_id, purchase_order, ship_to, history)
   WHERE orders.id = new.id
     AND (orders.number IS NULL OR orders.ship_to <> new.ship_to)`;

const SAVE_NEW_LINES = `
  INSERT INTO order_lines AS line
    (order_id, line, cancelled_micro, planned_micro, shipped_micro, doubted_micro, reservations,
     released_micro, sku, name, unit)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[],
                       $6::bigint[], $7::jsonb[], $8::bigint[], $9::text[], $10::text[],
                       $11::text[])
  ON CONFLICT (order_id, line) DO UPDATE SET name = excluded.name, unit = excluded.unit,
    released_micro = excluded.released_micro, planned_micro = excluded.planned_micro`;

/** What has not changed is not written again. */
const SAVE_LINES = `
  UPDATE order_lines line
     SET cancelled_micro = new.cancelled, planned_micro = new.planned, shipped_micro = new.shipped,
         doubted_micro = new.doubted, reservations = new.reservations
    FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                $7::jsonb[])
         AS new (order_id, line, cancelled, planned, shipped, doubted, reservations)
   WHERE line.order_id = new.order_id AND line.line = new.line
     AND (cancelled_micro, planned_micro, shipped_micro, doubted_micro, line.reservations)
         IS DISTINCT FROM (cancelled, planned, shipped, doubted, new.reservations)`;

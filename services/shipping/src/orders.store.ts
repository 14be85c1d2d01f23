import type { Address } from '@o2c/contracts';
import { fromListText, listText, type Tx } from '@o2c/messaging';
import type { ShippingFact } from './domain/command.js';
import {
  type Order,
  type OrderLine,
  type Release,
  requireKept,
  type Reservation,
} from './domain/order.js';
import type { Shipment } from './domain/shipment.js';
import { loadShipments, saveShipments } from './shipments/shipments.store.js';

/** Makes rows for orders that nobody heard of: what waits for their release locks them. */
export async function createOrders(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) tx.write(CREATE_ORDERS, [ids]);
}

/**
 * Locks orders by id and loads their open shipments and those that are named: the order's row
 * stands for all of them.
 */
export async function loadOrders(
  tx: Tx,
  ids: readonly string[],
  shipments: readonly string[],
): Promise<Order[]> {
  if (ids.length === 0) return [];
  // Sent together, and yet read once the lock is held: before, they could be older than the order.
  const [orders, found] = await Promise.all([
    tx.query<OrderRow>(LOCK_ORDERS, [ids]),
    loadShipments(tx, ids, shipments),
  ]);
  const open = Map.groupBy(found, (shipment) => shipment.order);
  return orders.map((row) => orderOf(row, open.get(row.id) ?? []));
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
  saveReleases(
    tx,
    orders.filter(isReleased).filter(({ id }) => recorded.has(id)),
  );
  saveLines(
    tx,
    orders.filter(({ id }) => !recorded.has(id)),
  );
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
  lines: readonly KeptLine[];
};

/** A line as its order's row keeps it; quantities are whole millionths, exact in JSON. */
type KeptLine = Omit<OrderLine, 'reservations'> & {
  readonly reservations: Readonly<Record<string, Reservation>>;
};

type Released = Order & { readonly release: Release };

function isReleased(order: Order): order is Released {
  return order.release !== undefined;
}

function orderOf(row: OrderRow, shipments: readonly Shipment[]): Order {
  const { id, number, seller_id: seller, customer_id: customer, ship_to: shipTo, history } = row;
  const purchaseOrder = row.purchase_order ?? undefined;
  return {
    kind: 'order',
    id,
    ...(number !== null && {
      release: { number, seller, customer, purchaseOrder, shipTo, history },
    }),
    lines: new Map(row.lines.map((line) => [line.line, lineOf(line)])),
    shipments: new Map(shipments.map((shipment) => [shipment.id, shipment])),
  };
}

function lineOf(line: KeptLine): OrderLine {
  return { ...line, reservations: new Map(Object.entries(line.reservations)) };
}

function saveReleases(tx: Tx, orders: readonly Released[]): void {
  if (orders.length === 0) return;
  tx.write(SAVE_RELEASES, [
    orders.map(({ id }) => id),
    orders.map(({ release }) => release.number),
    orders.map(({ release }) => release.seller),
    orders.map(({ release }) => release.customer),
    orders.map(({ release }) => release.purchaseOrder ?? null),
    orders.map(({ release }) => JSON.stringify(release.shipTo)),
    orders.map(({ release }) => release.history),
    listText(orders.map(linesOf)),
  ]);
}

function saveLines(tx: Tx, orders: readonly Order[]): void {
  if (orders.length === 0) return;
  tx.write(SAVE_LINES, [orders.map(({ id }) => id), listText(orders.map(linesOf))]);
}

/** In one order whatever came first. */
function linesOf({ lines }: Order): KeptLine[] {
  return [...lines.values()]
    .sort((a, b) => a.line - b.line)
    .map((line) => ({ ...requireKept(line), reservations: sorted(line.reservations) }));
}

function sorted(reservations: OrderLine['reservations']): KeptLine['reservations'] {
  return Object.fromEntries([...reservations].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const CREATE_ORDERS = `
  INSERT INTO orders (id) SELECT * FROM unnest($1::uuid[]) AS id ORDER BY id
  ON CONFLICT DO NOTHING`;

const LOCK_ORDERS = `
  SELECT * FROM orders WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`;

const SAVE_RELEASES = `
  UPDATE orders SET number = new.number, seller_id = new.seller_id, customer_id = new.customer_id,
         purchase_order = new.purchase_order, ship_to = new.ship_to, history = new.history,
         lines = new.lines::json
    FROM ROWS FROM (unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[],
                           $6::jsonb[], $7::boolean[]),
                    ${fromListText('$8')})
         AS new (id, number, seller_id, customer_id, purchase_order, ship_to, history, lines)
   WHERE orders.id = new.id
     AND (orders.number IS NULL OR orders.ship_to <> new.ship_to
          OR orders.lines::text <> new.lines)`;

/** What has not changed is not written again. */
const SAVE_LINES = `
  UPDATE orders SET lines = new.lines::json
    FROM ROWS FROM (unnest($1::uuid[]), ${fromListText('$2')}) AS new (id, lines)
   WHERE orders.id = new.id AND orders.lines::text <> new.lines`;

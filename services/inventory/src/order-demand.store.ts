import type { Tx } from '@o2c/messaging';
import { type InventoryFact, orderRow, type State } from './domain/inventory-facts.js';
import { type DemandLine, emptyOrder, type OrderDemand } from './domain/order-demand.js';

type OrderRow = {
  id: string;
  number: string | null;
  seller_id: string | null;
  ordered_at: Date | null;
  priority: number;
  ship_complete: boolean;
};

type LineRow = {
  order_id: string;
  line: number;
  sku: string;
  released_micro: number;
  cancelled_micro: number;
  shipped_micro: number;
  backordered_micro: number;
};

type ReservationRow = { order_id: string; line: number; warehouse: string; quantity_micro: number };

/** Locks orders by id and loads their lines; orders that nobody heard of are created empty. */
export async function loadOrders(tx: Tx, orders: readonly string[]): Promise<OrderDemand[]> {
  if (orders.length === 0) return [];
  tx.write(CREATE_ORDERS, [orders]);
  const rows = await tx.query<OrderRow>(LOCK_ORDERS, [orders]);
  const lines = await tx.query<LineRow>(LOAD_LINES, [orders]);
  const reservations = await tx.query<ReservationRow>(LOAD_RESERVATIONS, [orders]);
  const linesOf = Map.groupBy(lines, (line) => line.order_id);
  const reserved = Map.groupBy(reservations, ({ order_id, line }) => lineKey(order_id, line));
  return rows.map((row) => {
    const own = (linesOf.get(row.id) ?? []).map((line) =>
      lineOf(line, reserved.get(lineKey(row.id, line.line)) ?? []),
    );
    return orderOf(row, own);
  });
}

/** Writes changed orders, and of their lines and reservations those that the facts touched. */
export async function saveOrders(
  tx: Tx,
  changed: ReadonlyMap<string, State>,
  facts: readonly InventoryFact[],
): Promise<void> {
  await saveHeaders(tx, [...new Set(facts.flatMap(demanded))].map(find));
  const touches = facts.flatMap(touchesOf);
  const lines = new Map(touches.map(({ order, line }) => [lineKey(order, line), { order, line }]));
  await saveLines(
    tx,
    [...lines.values()].map(({ order, line }) => ({ order, ...at(order, line) })),
  );
  const places = touches.flatMap(({ warehouse, ...of }) =>
    warehouse ? [{ ...of, warehouse }] : [],
  );
  const reservations = new Map(
    places.map((place) => {
      const { sku, reserved } = at(place.order, place.line);
      const quantity = reserved.get(place.warehouse) ?? 0;
      return [
        `${lineKey(place.order, place.line)}/${place.warehouse}`,
        { ...place, sku, quantity },
      ];
    }),
  );
  await saveReservations(tx, [...reservations.values()]);

  function find(order: string): OrderDemand {
    const row = changed.get(orderRow(order));
    if (row?.kind !== 'order') throw new Error(`order ${order} did not change`);
    return row;
  }

  function at(order: string, line: number): DemandLine {
    const found = find(order).lines.get(line);
    if (!found) throw new Error(`order ${order} has no line ${line}`);
    return found;
  }
}

type Touch = {
  readonly order: string;
  readonly line: number;
  readonly warehouse?: string | undefined;
};

type Reservation = Required<Touch> & { readonly sku: string; readonly quantity: number };

/** The lines that a fact changes, with the warehouse where it changes a reservation. */
function touchesOf({ type, data }: InventoryFact): Touch[] {
  switch (type) {
    case 'order-demanded':
    case 'demand-cancelled':
    case 'StockBackordered':
      return data.lines.map(({ line }) => ({ order: data.order, line }));
    case 'goods-issued':
    case 'goods-returned':
      return data.lines.map(({ line }) => {
        return { order: data.order, line, warehouse: data.warehouse };
      });
    case 'StockReserved':
      return data.lines.map(({ line, warehouse }) => ({ order: data.order, line, warehouse }));
    case 'ReservationReleased':
      return [
        ...data.lines.map(({ line, warehouse }) => ({ order: data.order, line, warehouse })),
        ...data.backorders.map(({ line }) => ({ order: data.order, line })),
      ];
    case 'StockReceived':
    case 'StockAdjusted':
    case 'stock-expected':
    case 'expectation-reduced':
    case 'allocation-due':
    case 'stock-doubted':
    case 'allocation-done':
      return [];
  }
}

function demanded({ type, data }: InventoryFact): string[] {
  return type === 'order-demanded' ? [data.order] : [];
}

async function saveHeaders(tx: Tx, orders: readonly OrderDemand[]): Promise<void> {
  if (orders.length === 0) return;
  tx.write(SAVE_ORDERS, [
    orders.map((one) => one.order),
    orders.map((one) => one.number ?? null),
    orders.map((one) => one.seller ?? null),
    orders.map((one) => one.orderedAt ?? null),
    orders.map((one) => one.priority),
    orders.map((one) => one.shipComplete),
  ]);
}

async function saveLines(
  tx: Tx,
  lines: readonly (DemandLine & { order: string })[],
): Promise<void> {
  if (lines.length === 0) return;
  tx.write(SAVE_LINES, [
    lines.map((one) => one.order),
    lines.map((one) => one.line),
    lines.map((one) => one.sku),
    lines.map((one) => one.released),
    lines.map((one) => one.cancelled),
    lines.map((one) => one.shipped),
    lines.map((one) => one.backordered),
  ]);
}

async function saveReservations(tx: Tx, all: readonly Reservation[]): Promise<void> {
  const live = all.filter(({ quantity }) => quantity !== 0);
  const gone = all.filter(({ quantity }) => quantity === 0);
  if (live.length > 0) tx.write(SAVE_RESERVATIONS, [...keys(live), live.map(quantityOf)]);
  if (gone.length > 0) tx.write(DELETE_RESERVATIONS, keys(gone).slice(0, 3));
}

function keys(all: readonly Reservation[]): unknown[] {
  return [
    all.map(({ order }) => order),
    all.map(({ line }) => line),
    all.map(({ warehouse }) => warehouse),
    all.map(({ sku }) => sku),
  ];
}

function quantityOf({ quantity }: Reservation): number {
  return quantity;
}

function lineKey(order: string, line: number): string {
  return `${order}/${line}`;
}

function orderOf(row: OrderRow, lines: readonly DemandLine[]): OrderDemand {
  return {
    ...emptyOrder(row.id),
    number: row.number ?? undefined,
    seller: row.seller_id ?? undefined,
    orderedAt: row.ordered_at?.toISOString(),
    priority: row.priority,
    shipComplete: row.ship_complete,
    lines: new Map(lines.map((line) => [line.line, line])),
  };
}

function lineOf(row: LineRow, reservations: readonly ReservationRow[]): DemandLine {
  return {
    line: row.line,
    sku: row.sku,
    released: row.released_micro,
    cancelled: row.cancelled_micro,
    shipped: row.shipped_micro,
    backordered: row.backordered_micro,
    reserved: new Map(reservations.map((one) => [one.warehouse, one.quantity_micro])),
  };
}

const CREATE_ORDERS = `
  INSERT INTO orders (id) SELECT id FROM unnest($1::uuid[]) AS id ORDER BY id
  ON CONFLICT DO NOTHING`;

const LOCK_ORDERS = `
  SELECT id, number, seller_id, ordered_at, priority, ship_complete FROM orders
   WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`;

const LOAD_LINES = `
  SELECT order_id, line, sku, released_micro, cancelled_micro, shipped_micro, backordered_micro
    FROM order_lines WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id, line`;

const LOAD_RESERVATIONS = `
  SELECT order_id, line, warehouse, quantity_micro
    FROM reservations WHERE order_id = ANY ($1::uuid[])`;

const SAVE_ORDERS = `
  UPDATE orders SET number = new.number, seller_id = new.seller, ordered_at = new.ordered_at,
                    priority = new.priority, ship_complete = new.ship_complete
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::int[], $6::boolean[])
         AS new (id, number, seller, ordered_at, priority, ship_complete)
   WHERE orders.id = new.id`;

const SAVE_LINES = `
  INSERT INTO order_lines (order_id, line, sku, released_micro, cancelled_micro, shipped_micro,
                           backordered_micro)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[], $5::bigint[],
                       $6::bigint[], $7::bigint[])
  ON CONFLICT (order_id, line) DO UPDATE
    SET released_micro = excluded.released_micro, cancelled_micro = excluded.cancelled_micro,
        shipped_micro = excluded.shipped_micro, backordered_micro = excluded.backordered_micro`;

const SAVE_RESERVATIONS = `
  INSERT INTO reservations (order_id, line, warehouse, sku, quantity_micro)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::bigint[])
  ON CONFLICT (order_id, line, warehouse) DO UPDATE SET quantity_micro = excluded.quantity_micro`;

const DELETE_RESERVATIONS = `
  DELETE FROM reservations USING unnest($1::uuid[], $2::int[], $3::text[])
         AS gone (order_id, line, warehouse)
   WHERE reservations.order_id = gone.order_id AND reservations.line = gone.line
     AND reservations.warehouse = gone.warehouse`;

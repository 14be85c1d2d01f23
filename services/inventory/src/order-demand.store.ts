import { fromListText, listText, type Tx } from '@o2c/messaging';
import { type InventoryFact, orderRow, type State } from './domain/inventory-facts.js';
import { type DemandLine, emptyOrder, type OrderDemand } from './domain/order-demand.js';

type OrderRow = {
  id: string;
  number: string | null;
  seller_id: string | null;
  ordered_at: Date | null;
  priority: number;
  ship_complete: boolean;
  lines: readonly KeptLine[];
};

/** A line as its order's row keeps it; quantities are whole millionths, exact in JSON. */
type KeptLine = Omit<DemandLine, 'backordered' | 'reserved'>;

type BackorderRow = { order_id: string; line: number; quantity_micro: number };

type ReservationRow = BackorderRow & { warehouse: string };

/** Locks orders by id and loads what stands for them; those that nobody heard of are created. */
export async function loadOrders(tx: Tx, orders: readonly string[]): Promise<OrderDemand[]> {
  if (orders.length === 0) return [];
  tx.write(CREATE_ORDERS, [orders]);
  // Sent together, and yet what stands for the orders is read once they are locked.
  const [rows, backorders, reservations] = await Promise.all([
    tx.query<OrderRow>(LOCK_ORDERS, [orders]),
    tx.query<BackorderRow>(LOAD_BACKORDERS, [orders]),
    tx.query<ReservationRow>(LOAD_RESERVATIONS, [orders]),
  ]);
  const lacking = new Map(backorders.map((one) => [keyOf(one), one.quantity_micro]));
  const reserved = Map.groupBy(reservations, keyOf);
  return rows.map((row) => {
    const own = row.lines.map((line) => {
      const key = lineKey(row.id, line.line);
      const places = reserved.get(key) ?? [];
      return {
        ...line,
        backordered: lacking.get(key) ?? 0,
        reserved: new Map(places.map((one) => [one.warehouse, one.quantity_micro])),
      };
    });
    return orderOf(row, own);
  });
}

/** Writes changed orders, and of what stands for their lines that which the facts touched. */
export function saveOrders(
  tx: Tx,
  changed: ReadonlyMap<string, State>,
  facts: readonly InventoryFact[],
): void {
  const demanded = new Set(facts.flatMap(demandedBy));
  const moved = new Set(facts.flatMap(movedBy));
  saveDemands(tx, [...demanded].map(find));
  saveLines(tx, [...moved].filter((order) => !demanded.has(order)).map(find));
  const touched = once(facts.flatMap(touchesOf));
  saveBackorders(tx, touched.flatMap(backorderAt));
  saveReservations(tx, touched.flatMap(reservationAt));

  function backorderAt({ order, line, warehouse }: Touch): Backorder[] {
    if (warehouse !== undefined) return [];
    const { sku, backordered: quantity } = at(order, line);
    return [{ order, line, sku, quantity }];
  }

  function reservationAt({ order, line, warehouse }: Touch): Reservation[] {
    if (warehouse === undefined) return [];
    const { sku, reserved } = at(order, line);
    return [{ order, line, warehouse, sku, quantity: reserved.get(warehouse) ?? 0 }];
  }

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

/** What of a line a fact changes: its reservation at a warehouse, else its backorder. */
type Touch = {
  readonly order: string;
  readonly line: number;
  readonly warehouse?: string | undefined;
};

type Backorder = {
  readonly order: string;
  readonly line: number;
  readonly sku: string;
  readonly quantity: number;
};

type Reservation = Backorder & { readonly warehouse: string };

function touchesOf({ type, data }: InventoryFact): Touch[] {
  switch (type) {
    case 'StockBackordered':
      return data.lines.map(({ line }) => ({ order: data.order, line }));
    case 'goods-issued':
      return data.lines.map(({ line }) => {
        return { order: data.order, line, warehouse: data.warehouse };
      });
    case 'StockReserved':
      return data.lines.flatMap(({ line, warehouse, fromBackorder }) => {
        const touch = { order: data.order, line };
        return [{ ...touch, warehouse }, ...(fromBackorder ? [touch] : [])];
      });
    case 'ReservationReleased':
      return [
        ...data.lines.map(({ line, warehouse }) => ({ order: data.order, line, warehouse })),
        ...data.backorders.map(({ line }) => ({ order: data.order, line })),
      ];
    case 'order-demanded':
    case 'demand-cancelled':
    case 'goods-returned':
    case 'StockExpected':
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

/** Each line and place once, however often it is touched. */
function once(touches: readonly Touch[]): Touch[] {
  const keyed = touches.map((touch) => {
    return [`${lineKey(touch.order, touch.line)}/${touch.warehouse ?? ''}`, touch] as const;
  });
  return [...new Map(keyed).values()];
}

function demandedBy({ type, data }: InventoryFact): string[] {
  return type === 'order-demanded' ? [data.order] : [];
}

/** The order whose lines a fact moves. */
function movedBy({ type, data }: InventoryFact): string[] {
  const moves = type === 'demand-cancelled' || type === 'goods-issued' || type === 'goods-returned';
  return moves ? [data.order] : [];
}

function saveDemands(tx: Tx, orders: readonly OrderDemand[]): void {
  if (orders.length === 0) return;
  tx.write(SAVE_DEMANDS, [
    orders.map((one) => one.order),
    orders.map((one) => one.number ?? null),
    orders.map((one) => one.seller ?? null),
    orders.map((one) => one.orderedAt ?? null),
    orders.map((one) => one.priority),
    orders.map((one) => one.shipComplete),
    listText(orders.map(keptLines)),
  ]);
}

function saveLines(tx: Tx, orders: readonly OrderDemand[]): void {
  if (orders.length === 0) return;
  tx.write(SAVE_LINES, [orders.map((one) => one.order), listText(orders.map(keptLines))]);
}

/** In one order whatever came first. */
function keptLines({ lines }: OrderDemand): KeptLine[] {
  return [...lines.values()]
    .sort((one, other) => one.line - other.line)
    .map(({ backordered: _, reserved: __, ...line }) => line);
}

function saveBackorders(tx: Tx, all: readonly Backorder[]): void {
  const [live, gone] = [all.filter(isLive), all.filter((one) => !isLive(one))];
  if (live.length > 0) {
    tx.write(SAVE_BACKORDERS, [...keys(live), live.map(skuOf), live.map(quantityOf)]);
  }
  if (gone.length > 0) tx.write(DELETE_BACKORDERS, keys(gone));
}

function saveReservations(tx: Tx, all: readonly Reservation[]): void {
  const [live, gone] = [all.filter(isLive), all.filter((one) => !isLive(one))];
  if (live.length > 0) {
    tx.write(SAVE_RESERVATIONS, [
      ...[...keys(live), live.map(warehouseOf)],
      ...[live.map(skuOf), live.map(quantityOf)],
    ]);
  }
  if (gone.length > 0) tx.write(DELETE_RESERVATIONS, [...keys(gone), gone.map(warehouseOf)]);
}

function isLive({ quantity }: Backorder): boolean {
  return quantity !== 0;
}

function keys(all: readonly Backorder[]): unknown[] {
  return [all.map(({ order }) => order), all.map(({ line }) => line)];
}

function warehouseOf({ warehouse }: Reservation): string {
  return warehouse;
}

function skuOf({ sku }: Backorder): string {
  return sku;
}

function quantityOf({ quantity }: Backorder): number {
  return quantity;
}

function keyOf({ order_id, line }: BackorderRow): string {
  return lineKey(order_id, line);
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

const CREATE_ORDERS = `
  INSERT INTO orders (id) SELECT id FROM unnest($1::uuid[]) AS id ORDER BY id
  ON CONFLICT DO NOTHING`;

const LOCK_ORDERS = `
  SELECT id, number, seller_id, ordered_at, priority, ship_complete, lines FROM orders
   WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`;

const LOAD_BACKORDERS = `
  SELECT order_id, line, quantity_micro FROM backorders WHERE order_id = ANY ($1::uuid[])`;

const LOAD_RESERVATIONS = `
  SELECT order_id, line, warehouse, quantity_micro
    FROM reservations WHERE order_id = ANY ($1::uuid[])`;

const SAVE_DEMANDS = `
  UPDATE orders SET number = new.number, seller_id = new.seller, ordered_at = new.ordered_at,
                    priority = new.priority, ship_complete = new.ship_complete,
                    lines = new.lines::json
    FROM ROWS FROM (unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::int[],
                           $6::boolean[]),
                    ${fromListText('$7')})
         AS new (id, number, seller, ordered_at, priority, ship_complete, lines)
   WHERE orders.id = new.id`;

const SAVE_LINES = `
  UPDATE orders SET lines = new.lines::json
    FROM ROWS FROM (unnest($1::uuid[]), ${fromListText('$2')}) AS new (id, lines)
   WHERE orders.id = new.id`;

const SAVE_BACKORDERS = `
  INSERT INTO backorders (order_id, line, sku, quantity_micro)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[])
  ON CONFLICT (order_id, line) DO UPDATE SET quantity_micro = excluded.quantity_micro`;

const DELETE_BACKORDERS = `
  DELETE FROM backorders USING unnest($1::uuid[], $2::int[]) AS gone (order_id, line)
   WHERE backorders.order_id = gone.order_id AND backorders.line = gone.line`;

const SAVE_RESERVATIONS = `
  INSERT INTO reservations (order_id, line, warehouse, sku, quantity_micro)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::bigint[])
  ON CONFLICT (order_id, line, warehouse) DO UPDATE SET quantity_micro = excluded.quantity_micro`;

const DELETE_RESERVATIONS = `
  DELETE FROM reservations USING unnest($1::uuid[], $2::int[], $3::text[])
         AS gone (order_id, line, warehouse)
   WHERE reservations.order_id = gone.order_id AND reservations.line = gone.line
     AND reservations.warehouse = gone.warehouse`;

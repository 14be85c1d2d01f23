import { Database } from '@o2c/messaging';
import { quantityJson } from '@o2c/money';
import { availableToPromise } from './domain/availability.js';
import { byWarehouse } from './domain/stock.js';
import type { ReservationView, StockView } from './stock.dto.js';

type StockRow = {
  sku: string;
  backordered_micro: number;
  levels: { warehouse: string; onHand: number; reserved: number }[];
  expected: {
    id: string;
    warehouse: string;
    reference: string | null;
    expectedOn: string;
    quantity: number;
  }[];
};

/** Which reservations are asked for; what is left out does not matter. */
export type ReservationFilter = {
  readonly order?: string | undefined;
  readonly sku?: string | undefined;
  readonly warehouse?: string | undefined;
};

/** Where a list of reservations goes on. */
export type ReservationKey = {
  readonly order: string;
  readonly line: number;
  readonly warehouse: string;
};

/** One sku; undefined when nobody told us of it. */
export async function findStock(
  database: Database,
  sku: string,
  today: string,
): Promise<StockView | undefined> {
  if (sku.includes('\u0000')) return undefined; // PostgreSQL has no such text
  const [row] = await database.read<StockRow>(`${STOCK} WHERE skus.sku = $1`, [sku]);
  return row && stockView(row, today);
}

/** Skus by name; `backordered` asks for those that orders lack. */
export async function listStock(
  database: Database,
  { after = '', limit, backordered }: { after?: string; limit: number; backordered?: boolean },
  today: string,
): Promise<StockView[]> {
  const rows = await database.read<StockRow>(LIST_STOCK, [after, limit + 1, backordered ?? null]);
  return rows.map((row) => stockView(row, today));
}

/** Live reservations by order and line. */
export async function listReservations(
  database: Database,
  { order, sku, warehouse }: ReservationFilter,
  after: ReservationKey | undefined,
  limit: number,
): Promise<ReservationView[]> {
  const rows = await database.read<ReservationView & { quantity: number }>(LIST_RESERVATIONS, [
    order ?? null,
    sku ?? null,
    warehouse ?? null,
    after?.order ?? null,
    after?.line ?? null,
    after?.warehouse ?? null,
    limit + 1,
  ]);
  return rows.map((row) => ({ ...row, quantity: quantityJson(row.quantity) }));
}

function stockView({ sku, backordered_micro, levels, expected }: StockRow, today: string) {
  const onHand = levels.reduce((sum, level) => sum + level.onHand, 0);
  const reserved = levels.reduce((sum, level) => sum + level.reserved, 0);
  const atp = availableToPromise(onHand - reserved, backordered_micro, expected, today);
  return {
    sku,
    ...quantities(onHand, reserved),
    backordered: quantityJson(backordered_micro),
    expected: expected.map(({ quantity, reference, ...one }) => {
      return { ...one, ...(reference !== null && { reference }), quantity: quantityJson(quantity) };
    }),
    atp: atp.map(({ on, quantity }) => ({ on, quantity: quantityJson(quantity) })),
    warehouses: levels
      .sort((one, other) => byWarehouse(one.warehouse, other.warehouse))
      .map((level) => ({
        warehouse: level.warehouse,
        ...quantities(level.onHand, level.reserved),
      })),
  };
}

function quantities(onHand: number, reserved: number) {
  return {
    onHand: quantityJson(onHand),
    reserved: quantityJson(reserved),
    available: quantityJson(onHand - reserved),
  };
}

/** One statement, so that its numbers belong together. */
const STOCK = `
  SELECT skus.sku, skus.backordered_micro,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('warehouse', warehouse,
                   'onHand', on_hand_micro, 'reserved', reserved_micro)), '[]')
            FROM stocks WHERE stocks.sku = skus.sku) AS levels,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'warehouse', warehouse,
                   'reference', reference, 'expectedOn', expected_on, 'quantity', open_micro)
                   ORDER BY expected_on, id, line), '[]')
            FROM expected_receipts
           WHERE expected_receipts.sku = skus.sku AND open_micro > 0) AS expected
    FROM skus`;

const LIST_STOCK = `${STOCK}
   WHERE skus.sku > $1
     AND ($3::boolean IS NULL OR (backordered_micro > 0) = $3)
   ORDER BY skus.sku LIMIT $2`;

const LIST_RESERVATIONS = `
  SELECT reservations.order_id AS "order", orders.number AS "orderNumber", line, sku, warehouse,
         quantity_micro AS quantity
    FROM reservations JOIN orders ON orders.id = order_id
   WHERE ($1::uuid IS NULL OR order_id = $1)
     AND ($2::text IS NULL OR sku = $2)
     AND ($3::text IS NULL OR warehouse = $3)
     AND ($4::uuid IS NULL OR (order_id, line, warehouse) > ($4::uuid, $5::int, $6::text))
   ORDER BY order_id, line, warehouse LIMIT $7`;

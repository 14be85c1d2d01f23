import type { Tx } from '@o2c/messaging';
import type { InventoryFact, State } from './domain/inventory-facts.js';
import { emptyStock, type Expected, type Level, type Stock } from './domain/stock.js';

type SkuRow = { sku: string; backordered_micro: number; allocations_due: number };

type StockRow = {
  sku: string;
  warehouse: string;
  on_hand_micro: number;
  reserved_micro: number;
  received_micro: number;
  shipped_micro: number;
  adjusted_micro: number;
};

type ExpectedRow = {
  id: string;
  line: number;
  sku: string;
  warehouse: string;
  reference: string | null;
  expected_on: string;
  open_micro: number;
};

/** Makes skus known, in the order in which they are locked. */
export function createSkus(tx: Tx, skus: readonly string[]): void {
  if (skus.length > 0) tx.write(CREATE_SKUS, [skus]);
}

/** Locks skus by name and loads their stock everywhere, with what is expected of them. */
export async function loadStocks(tx: Tx, skus: readonly string[]): Promise<Stock[]> {
  if (skus.length === 0) return [];
  // Sent together, and yet stock is read once its skus are locked.
  const [rows, stocks, expected] = await Promise.all([
    tx.query<SkuRow>(LOCK_SKUS, [skus]),
    tx.query<StockRow>(LOAD_STOCKS, [skus]),
    tx.query<ExpectedRow>(LOAD_EXPECTED, [skus]),
  ]);
  const levels = Map.groupBy(stocks, ({ sku }) => sku);
  const deliveries = Map.groupBy(expected, ({ sku }) => sku);
  return rows.map((row) => ({
    ...emptyStock(row.sku),
    levels: new Map((levels.get(row.sku) ?? []).map((one) => [one.warehouse, levelOf(one)])),
    expected: (deliveries.get(row.sku) ?? []).map(expectedOf),
    backordered: row.backordered_micro,
    allocationsDue: row.allocations_due,
  }));
}

/** Writes changed skus with all their warehouses, and the expected receipts that facts touched. */
export function saveStocks(
  tx: Tx,
  changed: ReadonlyMap<string, State>,
  facts: readonly InventoryFact[],
): void {
  const stocks = [...changed.values()].filter((row) => row.kind === 'stock');
  saveSkus(tx, stocks);
  saveLevels(tx, stocks);
  const touched = new Set(facts.flatMap(expectedKeys));
  const expected = stocks.flatMap(({ sku, expected }) => expected.map((one) => ({ ...one, sku })));
  saveExpected(
    tx,
    expected.filter((one) => touched.has(expectedKey(one))),
  );
}

function saveSkus(tx: Tx, stocks: readonly Stock[]): void {
  if (stocks.length === 0) return;
  tx.write(SAVE_SKUS, [
    stocks.map((one) => one.sku),
    stocks.map((one) => one.backordered),
    stocks.map((one) => one.allocationsDue),
  ]);
}

function saveLevels(tx: Tx, stocks: readonly Stock[]): void {
  const levels = stocks.flatMap(({ sku, levels }) =>
    [...levels].map(([warehouse, level]) => ({ sku, warehouse, ...level })),
  );
  if (levels.length === 0) return;
  tx.write(SAVE_STOCKS, [
    levels.map((one) => one.sku),
    levels.map((one) => one.warehouse),
    levels.map((one) => one.onHand),
    levels.map((one) => one.reserved),
    levels.map((one) => one.received),
    levels.map((one) => one.shipped),
    levels.map((one) => one.adjusted),
  ]);
}

function saveExpected(tx: Tx, expected: readonly (Expected & { sku: string })[]): void {
  if (expected.length === 0) return;
  tx.write(SAVE_EXPECTED, [
    expected.map((one) => one.receipt),
    expected.map((one) => one.line),
    expected.map((one) => one.sku),
    expected.map((one) => one.warehouse),
    expected.map((one) => one.reference ?? null),
    expected.map((one) => one.expectedOn),
    expected.map((one) => one.open),
  ]);
}

function expectedKeys({ type, data }: InventoryFact): string[] {
  return type === 'stock-expected' || type === 'expectation-reduced' ? [expectedKey(data)] : [];
}

function expectedKey({ receipt, line }: { receipt: string; line: number }): string {
  return `${receipt}/${line}`;
}

function levelOf(row: StockRow): Level {
  return {
    onHand: row.on_hand_micro,
    reserved: row.reserved_micro,
    received: row.received_micro,
    shipped: row.shipped_micro,
    adjusted: row.adjusted_micro,
  };
}

function expectedOf(row: ExpectedRow): Expected {
  return {
    receipt: row.id,
    line: row.line,
    warehouse: row.warehouse,
    expectedOn: row.expected_on,
    reference: row.reference ?? undefined,
    open: row.open_micro,
  };
}

const CREATE_SKUS = `
  INSERT INTO skus (sku) SELECT DISTINCT sku COLLATE "C" AS sku FROM unnest($1::text[]) AS sku
   ORDER BY sku ON CONFLICT DO NOTHING`;

const LOCK_SKUS = `
  SELECT sku, backordered_micro, allocations_due FROM skus
   WHERE sku = ANY ($1::text[]) ORDER BY sku FOR UPDATE`;

const LOAD_STOCKS = `
  SELECT sku, warehouse, on_hand_micro, reserved_micro, received_micro, shipped_micro,
         adjusted_micro
    FROM stocks WHERE sku = ANY ($1::text[])`;

const LOAD_EXPECTED = `
  SELECT id, line, sku, warehouse, reference, expected_on, open_micro FROM expected_receipts
   WHERE sku = ANY ($1::text[]) AND open_micro > 0 ORDER BY expected_on, id, line`;

const SAVE_SKUS = `
  UPDATE skus SET backordered_micro = new.backordered, allocations_due = new.due
    FROM unnest($1::text[], $2::bigint[], $3::int[]) AS new (sku, backordered, due)
   WHERE skus.sku = new.sku
     AND (backordered_micro, allocations_due) IS DISTINCT FROM (new.backordered, new.due)`;

const SAVE_STOCKS = `
  INSERT INTO stocks (sku, warehouse, on_hand_micro, reserved_micro, received_micro,
                      shipped_micro, adjusted_micro)
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[],
                       $6::bigint[], $7::bigint[])
  ON CONFLICT (sku, warehouse) DO UPDATE
    SET on_hand_micro = excluded.on_hand_micro, reserved_micro = excluded.reserved_micro,
        received_micro = excluded.received_micro, shipped_micro = excluded.shipped_micro,
        adjusted_micro = excluded.adjusted_micro`;

const SAVE_EXPECTED = `
  INSERT INTO expected_receipts (id, line, sku, warehouse, reference, expected_on, open_micro)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::date[],
                       $7::bigint[])
  ON CONFLICT (id, line) DO UPDATE SET open_micro = excluded.open_micro`;

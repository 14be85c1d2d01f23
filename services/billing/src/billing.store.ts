import type { Aggregate, RowId, Rows, Tx } from '@o2c/messaging';
import { decide, rowsOf } from './domain/billing.js';
import type { BillingFact, Command } from './domain/commands.js';
import { evolve } from './domain/evolve.js';
import type { Row } from './domain/rows.js';
import { loadInvoices, saveDocuments } from './documents/document.store.js';
import { loadOrders, saveOrders, saveShipments } from './order.store.js';
import { loadCustomers, loadSellers } from './party.store.js';
import { resolve } from './resolve.store.js';
import { loadSeries, saveSeries } from './series.store.js';

/**
 * Orders and their invoices. Locked in this order: orders (their shipments with them), invoices
 * (their credit notes with them), number series, a seller who is not known yet.
 */
export const billing: Aggregate<Row, Command, BillingFact> = {
  resolve,
  rows: rowsOf,
  loadMany,
  decide,
  evolve,
  saveMany,
};

async function loadMany(
  tx: Tx,
  rows: readonly RowId[],
  commands: readonly Command[],
): Promise<Map<RowId, Row>> {
  const ids = Map.groupBy(rows, (row) => row.slice(0, row.indexOf('/')));
  const of = (kind: Row['kind']) => (ids.get(kind) ?? []).map((row) => row.slice(kind.length + 1));
  const found = await Promise.all([
    loadOrders(tx, of('order'), commands),
    loadInvoices(tx, of('invoice')),
    loadCustomers(tx, of('customer')),
    loadSellers(tx, of('seller')),
    loadSeries(tx, of('series')),
  ]);
  return new Map<RowId, Row>(found.flat());
}

async function saveMany(tx: Tx, changed: Rows<Row>, facts: readonly BillingFact[]): Promise<void> {
  await saveOrders(tx, changed, facts);
  await saveDocuments(tx, facts);
  await saveShipments(tx, changed, facts);
  await saveSeries(tx, changed);
}

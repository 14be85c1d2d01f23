import type { Rows, Tx } from '@o2c/messaging';
import { type BillingFact, type Command, shipmentNamed } from './domain/commands.js';
import {
  shares,
  type Order,
  type Progress,
  type Release,
  type Shipment,
  type Worth,
} from './domain/order.js';
import { find, rowId, type Row } from './domain/rows.js';

type StoredOrder = {
  id: string;
  release: Release | null;
  change: Worth | null;
  progress: Record<string, [shipped: number, invoiced: number, cancelled: number]>;
  freight_invoice_id: string | null;
};

type StoredShipment = {
  id: string;
  order_id: string;
  invoice_id: string | null;
  voided: boolean;
  shipped_at: Date;
  shipped_on: string;
  history_on: string | null;
  lines: Shipment['lines'];
};

/**
 * Locks orders, with the shipments that are to be invoiced and those that the commands name. An
 * order of which a shipment or cancellation tells first gets an empty row. A release makes its row
 * when it is written: where other rows are locked before, that would be out of order.
 */
export async function loadOrders(tx: Tx, ids: readonly string[], commands: readonly Command[]) {
  if (ids.length === 0) return [];
  tx.write(
    `INSERT INTO orders (id) SELECT id FROM unnest($1::uuid[]) AS id
      WHERE $2 OR EXISTS (SELECT FROM orders WHERE id = ANY ($1))
      ORDER BY id ON CONFLICT DO NOTHING`,
    [ids, commands.some(({ type }) => type !== 'RecordRelease')],
  );
  // Sent together, and yet shipments are read once their orders are locked.
  const [orders, shipments] = await Promise.all([
    tx.query<StoredOrder>(
      `SELECT id, release, change, progress, freight_invoice_id FROM orders
        WHERE id = ANY ($1) ORDER BY id FOR UPDATE`,
      [ids],
    ),
    loadShipments(tx, ids, commands),
  ]);
  return orders.map((row) => {
    const order: Order = {
      kind: 'order',
      id: row.id,
      release: row.release ?? undefined,
      change: row.change ?? undefined,
      progress: progressOf(row),
      shipments: new Map(shipments.get(row.id) ?? []),
      freightOn: row.freight_invoice_id ?? undefined,
    };
    return [rowId('order', row.id), order] as const;
  });
}

async function loadShipments(tx: Tx, orders: readonly string[], commands: readonly Command[]) {
  const rows = await tx.query<StoredShipment>(
    `SELECT * FROM shipments
      WHERE order_id = ANY ($1) AND invoice_id IS NULL AND NOT voided OR id = ANY ($2)
      ORDER BY id`,
    [orders, commands.flatMap(shipmentNamed)],
  );
  const found = rows.map((row) => [row.order_id, [row.id, shipmentOf(row)] as const] as const);
  const byOrder = Map.groupBy(found, ([order]) => order);
  return new Map(
    [...byOrder].map(([order, pairs]) => [order, pairs.map(([, shipment]) => shipment)]),
  );
}

/** Writes what was agreed, and how far the orders are. */
export async function saveOrders(
  tx: Tx,
  changed: Rows<Row>,
  facts: readonly BillingFact[],
): Promise<void> {
  // A release may make the row: rows are made in one order, whoever makes them.
  const orders = [...changed.values()]
    .filter((row) => row.kind === 'order')
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const of = (type: BillingFact['type']) => {
    const named = new Set(facts.flatMap((fact) => (fact.type === type ? orderNamed(fact) : [])));
    return orders.filter(({ id }) => named.has(id));
  };
  await saveReleases(tx, of('release-recorded'));
  await saveChanges(tx, of('change-recorded'));
  await saveProgress(
    tx,
    orders.filter(({ progress }) => progress.size > 0),
  );
}

/** A release may be the first that is heard of an order. */
async function saveReleases(tx: Tx, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  tx.write(
    `INSERT INTO orders (id, number, seller_id, customer_id, currency, release)
     SELECT * FROM ROWS FROM (
       unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[]),
       json_array_elements($6::json))
     ON CONFLICT (id) DO UPDATE SET
       number = excluded.number, seller_id = excluded.seller_id,
       customer_id = excluded.customer_id, currency = excluded.currency,
       release = excluded.release`,
    [
      orders.map(({ id }) => id),
      orders.map(({ release }) => release?.number),
      orders.map(({ release }) => release?.seller),
      orders.map(({ release }) => release?.customer),
      orders.map(({ release }) => release?.currency),
      JSON.stringify(orders.map(({ release }) => release)),
    ],
  );
}

async function saveChanges(tx: Tx, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  tx.write(
    `UPDATE orders SET change = new.change
       FROM unnest($1::uuid[], $2::json[]) AS new (id, change) WHERE orders.id = new.id`,
    [orders.map(({ id }) => id), orders.map(({ change }) => JSON.stringify(change))],
  );
}

async function saveProgress(tx: Tx, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  const values = orders.map(shares);
  tx.write(
    `UPDATE orders SET progress = new.progress, freight_invoice_id = new.freight,
                       invoiced_share_minor = new.invoiced, to_invoice_minor = new.to_invoice
       FROM unnest($1::uuid[], $2::json[], $3::uuid[], $4::bigint[], $5::bigint[])
            AS new (id, progress, freight, invoiced, to_invoice)
      WHERE orders.id = new.id`,
    [
      orders.map(({ id }) => id),
      orders.map(({ progress }) => JSON.stringify(stored(progress))),
      orders.map(({ freightOn }) => freightOn ?? null),
      values.map(({ invoiced }) => invoiced),
      values.map(({ toInvoice }) => toInvoice),
    ],
  );
}

/** Writes the shipments that were recorded, invoiced or voided. */
export async function saveShipments(
  tx: Tx,
  changed: Rows<Row>,
  facts: readonly BillingFact[],
): Promise<void> {
  const touched = new Map(facts.flatMap(shipmentsTouched));
  const shipments = [...touched].flatMap(([id, order]) => {
    const shipment = find(changed, 'order', rowId('order', order))?.shipments.get(id);
    return shipment ? [{ ...shipment, order }] : [];
  });
  if (shipments.length === 0) return;
  tx.write(
    `INSERT INTO shipments (id, order_id, invoice_id, voided, shipped_at, shipped_on, history_on,
                            lines)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::boolean[], $5::timestamptz[],
                          $6::date[], $7::date[], $8::json[])
     ON CONFLICT (id) DO UPDATE SET invoice_id = excluded.invoice_id, voided = excluded.voided`,
    [
      shipments.map(({ id }) => id),
      shipments.map(({ order }) => order),
      shipments.map(({ invoice }) => invoice ?? null),
      shipments.map(({ voided }) => voided),
      shipments.map(({ shippedAt }) => shippedAt),
      shipments.map(({ shippedOn }) => shippedOn),
      shipments.map(({ historyOn }) => historyOn ?? null),
      shipments.map(({ lines }) => JSON.stringify(lines)),
    ],
  );
}

function orderNamed(fact: BillingFact): string[] {
  return 'order' in fact.data ? [fact.data.order] : [];
}

function shipmentsTouched(fact: BillingFact): (readonly [shipment: string, order: string])[] {
  switch (fact.type) {
    case 'shipment-recorded':
      return [[fact.data.shipment.id, fact.data.order]];
    case 'shipment-voided':
      return [[fact.data.shipment, fact.data.order]];
    case 'invoice-issued':
      return fact.data.shipments.map((shipment) => [shipment, fact.data.order] as const);
    default:
      return [];
  }
}

function shipmentOf(row: StoredShipment): Shipment {
  return {
    id: row.id,
    shippedAt: row.shipped_at.toISOString(),
    shippedOn: row.shipped_on,
    historyOn: row.history_on ?? undefined,
    lines: row.lines,
    invoice: row.invoice_id ?? undefined,
    voided: row.voided,
  };
}

function progressOf({ progress }: StoredOrder): ReadonlyMap<number, Progress> {
  return new Map(
    Object.entries(progress).map(([line, [shipped, invoiced, cancelled]]) => {
      return [Number(line), { shipped, invoiced, cancelled }];
    }),
  );
}

function stored(progress: Order['progress']): StoredOrder['progress'] {
  return Object.fromEntries(
    [...progress].map(([line, { shipped, invoiced, cancelled }]) => {
      return [line, [shipped, invoiced, cancelled]];
    }),
  );
}

import { type Client, eachOf, type Order, pause, type Seller, type Shipment } from '@o2c/client';
import { chunksOf, contentKey, ensure, postBatch } from '../batches.js';
import type { Counts } from '../counts.js';
import { fromLondon } from '../london-time.js';
import { lastDayOf } from '../months.js';
import type { Progress } from '../progress.js';
import type { Month, SalesDocument } from './read.js';
import { customersOf, orderOf, productsOf, receiptFor, SELLER, seller } from './requests.js';

const DOCUMENTS_AT_ONCE = 100;
const CALLS_AT_ONCE = 8;
/** Milliseconds without any progress after which an order counts as stuck. */
const PATIENCE = 60_000;

/** An order and the document that it was made of. */
type Loaded = { readonly order: Order; readonly document: SalesDocument };

/** The seller of the sales, made where it is missing. */
export async function ensureSeller(client: Client): Promise<Seller> {
  await ensure(client, '/v1/sellers', seller, 'seller.number_taken');
  return client.get(`/v1/sellers/${SELLER}`);
}

/**
 * Places and ships what is not there yet of a month, so that it is invoiced.
 * Rows of refused orders are counted by the code of the refusal.
 */
export async function loadMonth(
  client: Client,
  month: Month,
  refused: Counts,
  progress: Progress,
): Promise<readonly Loaded[]> {
  const known = await ordersOf(client, month.name);
  const documents = [...month.documents.values()];
  await ensureMasterData(
    client,
    documents.filter(({ invoice }) => !known.has(invoice)),
  );
  const chunks = chunksOf(documents, DOCUMENTS_AT_ONCE);
  const loaded = await eachOf(chunks, 2, async (chunk) => {
    const orders = await place(client, chunk, known, refused);
    await ship(client, orders);
    progress.add(chunk.length);
    return orders;
  });
  return loaded.flat();
}

/** The orders of the seller in a month, by the number that the file gives them. */
async function ordersOf(client: Client, month: string): Promise<Map<string, Order>> {
  const known = new Map<string, Order>();
  const query = { seller: SELLER, from: `${month}-01`, to: lastDayOf(month) };
  for await (const page of client.pages<Order>('/v1/orders', query)) {
    for (const order of page) known.set(order.purchaseOrder ?? '', order);
  }
  return known;
}

async function ensureMasterData(client: Client, documents: readonly SalesDocument[]) {
  await eachOf(customersOf(documents), CALLS_AT_ONCE, (customer) =>
    ensure(client, '/v1/customers', customer, 'customer.number_taken'),
  );
  await eachOf(productsOf(documents), CALLS_AT_ONCE, (product) =>
    ensure(client, '/v1/products', product, 'product.sku_taken'),
  );
}

/** Stock comes before the orders: where one of them is there, so is the stock for all. */
async function place(
  client: Client,
  documents: readonly SalesDocument[],
  known: ReadonlyMap<string, Order>,
  refused: Counts,
): Promise<readonly Loaded[]> {
  const missing = documents.filter(({ invoice }) => !known.has(invoice));
  if (missing.length === documents.length) {
    const receipt = receiptFor(documents);
    await client.post('/v1/stock-receipts', receipt, contentKey('/v1/stock-receipts', receipt));
  }
  const results = await postBatch<Order>(
    client,
    '/v1/orders/batch',
    'orders',
    missing.map(orderOf),
  );
  const placed = new Map(missing.map((document, index) => [document, results[index]]));
  return documents.flatMap((document) => {
    const result = placed.get(document);
    const order = result?.body ?? known.get(document.invoice);
    if (order) return [{ order, document }];
    refused.add(causeOf(result?.problem), document.rows.length);
    return [];
  });
}

/** The first fault of a refused order says more than that it was refused. */
function causeOf(problem?: { code: string; errors: readonly { code: string }[] }): string {
  return problem?.errors[0]?.code ?? problem?.code ?? 'order.unknown';
}

/** Ships whole orders, each at its time, as soon as all of it is planned. */
async function ship(client: Client, loaded: readonly Loaded[]): Promise<void> {
  let open = loaded.filter(({ order }) => !['invoiced', 'closed'].includes(order.status));
  let end = performance.now() + PATIENCE;
  while (open.length > 0 && performance.now() < end) {
    const plans = await eachOf(open, CALLS_AT_ONCE, ({ order }) => planOf(client, order));
    const ready = open.filter((_, index) => plans[index]?.isWhole);
    const shipments = open.flatMap(({ document }, index) => {
      const plan = plans[index];
      if (!plan?.isWhole) return [];
      return plan.planned.map(({ id }) => ({ id, shippedAt: fromLondon(document.soldAt) }));
    });
    for (const some of chunksOf(shipments, 500)) await shipAll(client, some);
    open = open.filter((_, index) => !plans[index]?.isWhole);
    if (ready.length > 0) end = performance.now() + PATIENCE;
    else await pause(100);
  }
}

async function shipAll(client: Client, shipments: readonly object[]): Promise<void> {
  const path = '/v1/shipments/batch/ship';
  for (const { problem } of await postBatch<Shipment>(client, path, 'shipments', shipments)) {
    if (problem && problem.code !== 'shipment.already_shipped') {
      throw new Error(`A shipment was refused: ${problem.code}: ${problem.detail}`);
    }
  }
}

/** What is planned of an order, and whether that and what was shipped is all of it. */
async function planOf(client: Client, { id, lines }: Order) {
  const shipments = await client.all<Shipment>('/v1/shipments', { order: id });
  const live = shipments.filter(({ status }) => status !== 'voided');
  const planned = sum(live.flatMap((one) => one.lines.map((line) => Number(line.planned))));
  return {
    planned: live.filter(({ status }) => !['shipped', 'delivered'].includes(status)),
    isWhole: planned >= sum(lines.map(({ ordered }) => Number(ordered))),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

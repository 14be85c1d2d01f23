import { type Client, eachOf, type Order, Problem, type Seller } from '@o2c/client';
import { contentKey, ensure, postBatch } from '../batches.js';
import { WARES, productOf, type Warehouse } from './wares.js';

/** The company, and whoever acts for it. */
export type Company = {
  /** The clerk: places orders, ships, books payments. */
  readonly clerk: Client;
  /** Decides about holds: nobody releases an order of their own. */
  readonly controller: Client;
  readonly seller: Seller;
  /** Of its world. */
  readonly seed: number;
  /** The last day of its world, at the seller's. */
  readonly today: string;
};

/** Something of a sku. */
export type StockLine = { readonly sku: string; readonly quantity: number };

const AT_ONCE = 250;

/** Its products, and the first seller that sells in euros. */
export async function openShop(clerk: Client): Promise<Seller> {
  const [seller] = await clerk.all<Seller>('/v1/sellers', { currency: 'EUR' });
  if (!seller) throw new Error('No seller sells in EUR: POST /v1/sellers makes one');
  await eachOf(WARES, 8, (ware) =>
    ensure(clerk, '/v1/products', productOf(ware), 'product.sku_taken'),
  );
  return seller;
}

/** Goods come in; the same reference and goods come in once. */
export async function receive(
  { clerk }: Company,
  warehouse: Warehouse,
  reference: string,
  lines: readonly StockLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const body = { warehouse, reference, lines };
  await clerk.post('/v1/stock-receipts', body, contentKey('/v1/stock-receipts', body));
}

/** Places orders; answers them in their order. Throws when one is refused. */
export async function placeAll(
  { clerk }: Company,
  requests: readonly object[],
): Promise<readonly Order[]> {
  const placed: Order[] = [];
  for (let at = 0; at < requests.length; at += AT_ONCE) {
    const some = requests.slice(at, at + AT_ONCE);
    for (const { body, problem } of await postBatch<Order>(
      clerk,
      '/v1/orders/batch',
      'orders',
      some,
    )) {
      if (!body) throw new Error(`An order was refused: ${JSON.stringify(problem)}`);
      placed.push(body);
    }
  }
  return placed;
}

/** Decides about a hold, unless that was decided in an earlier run. */
export async function decideHold(
  { controller }: Company,
  hold: string,
  decision: 'release' | 'reject',
  reason: string,
): Promise<void> {
  const decided = once(controller, `/v1/holds/${hold}/${decision}`, { reason });
  await unless('hold.already_decided', decided);
}

/** Waits for something that may be refused for one reason. */
export async function unless(code: string, acting: Promise<unknown>): Promise<void> {
  await acting.catch((error: unknown) => {
    if (!(error instanceof Problem && error.code === code)) throw error;
  });
}

/** Does something that must happen once, however often the program runs. */
export function once<T>(client: Client, path: string, body: object): Promise<T> {
  return client.post<T>(path, body, contentKey(path, body));
}

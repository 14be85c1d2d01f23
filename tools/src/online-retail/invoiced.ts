import { type Client, type Invoice, pause } from '@o2c/client';
import { parseMoney } from '@o2c/money';
import { lastDayOf } from '../months.js';

/** Milliseconds without a new invoice after which no more are waited for. */
const PATIENCE = 60_000;

/** What was invoiced for some orders. */
export type Invoiced = {
  readonly documents: number;
  readonly rows: number;
  /** Pence. */
  readonly net: number;
};

/** Waits until the orders of a month are invoiced; answers what came of them. */
export async function invoicedIn(
  client: Client,
  seller: string,
  month: string,
  orders: ReadonlySet<string>,
): Promise<Invoiced> {
  let last = await invoicedNow(client, seller, month, orders);
  let end = performance.now() + PATIENCE;
  while (last.documents < orders.size && performance.now() < end) {
    await pause(500);
    const now = await invoicedNow(client, seller, month, orders);
    if (now.documents > last.documents) end = performance.now() + PATIENCE;
    last = now;
  }
  return last;
}

async function invoicedNow(
  client: Client,
  seller: string,
  month: string,
  orders: ReadonlySet<string>,
): Promise<Invoiced> {
  const found = new Set<string>();
  let [rows, net] = [0, 0];
  const query = { seller, from: `${month}-01`, to: lastDayOf(month) };
  for await (const page of client.pages<Invoice>('/v1/invoices', query)) {
    for (const invoice of page.filter(({ order }) => orders.has(order))) {
      found.add(invoice.order);
      rows += invoice.lines.length;
      net += parseMoney(invoice.net).minor;
    }
  }
  return { documents: found.size, rows, net };
}

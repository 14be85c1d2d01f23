import { createReadStream } from 'node:fs';
import { type BatchResult, type Client, eachOf, type Seller } from '@o2c/client';
import { parse } from 'csv-parse';
import { chunksOf, ensure, postBatch } from '../batches.js';
import { Counts } from '../counts.js';
import { Progress, say, table } from '../progress.js';
import { comparison } from './golden.js';
import {
  COLUMNS,
  customerOf,
  openItemOf,
  paymentOf,
  reasonAgainst,
  type Row,
  rowOf,
} from './row.js';

const AT_ONCE = 500;

/** Where each line of the file has ended. */
export type ReceivablesReport = {
  readonly rows: number;
  /** Lines whose invoice and payment are there, from this run or an earlier one. */
  readonly taken: number;
  /** Lines by the code of what was wrong with them. */
  readonly refused: Counts;
};

/** Whose invoices they are, and what the result is compared with. */
type Wish = { readonly seller?: string | undefined; readonly golden?: string | undefined };

/** Loads invoices and payments of a file as open items that were paid at their dates. */
export async function importIbm(
  client: Client,
  file: string,
  { seller: sellerNumber, golden }: Wish = {},
): Promise<ReceivablesReport> {
  const rows = await readRows(file);
  const refused = new Counts();
  const good = rows.filter((row) => {
    const reason = reasonAgainst(row);
    if (reason) refused.add(reason);
    return !reason;
  });
  const seller = await sellerNamed(client, sellerNumber);
  await ensureCustomers(client, good);
  const progress = new Progress('invoices and payments', 2 * good.length);
  const post = (path: string, field: string, from: readonly Row[], request: typeof openItemOf) =>
    postRows(from, refused, progress, (some) =>
      postBatch(
        client,
        path,
        field,
        some.map((row) => request(row, seller.id)),
      ),
    );
  const items = await post('/v1/open-items/batch', 'openItems', good, openItemOf);
  const paid = await post('/v1/payments/batch', 'payments', items, paymentOf);
  const report = { rows: rows.length, taken: paid.length, refused };
  say(table(linesOf(report)));
  if (golden) say(table(await comparison(client, golden, seller.id)));
  return report;
}

async function readRows(file: string): Promise<readonly Row[]> {
  const bytes = createReadStream(file);
  const records = bytes.pipe(parse({ bom: true, relax_column_count: true }));
  bytes.once('error', (error) => records.destroy(error));
  const rows: Row[] = [];
  let isFirst = true;
  for await (const record of records as AsyncIterable<readonly string[]>) {
    if (!isFirst) rows.push(rowOf(record));
    else if (record.join() !== COLUMNS.join()) throw new Error(`${file} has other columns`);
    isFirst = false;
  }
  return rows;
}

/** The seller that is named, else the first that there is. */
async function sellerNamed(client: Client, number: string | undefined): Promise<Seller> {
  if (number !== undefined) return client.get(`/v1/sellers/${number}`);
  const [first] = await client.all<Seller>('/v1/sellers');
  if (first) return first;
  throw new Error('There is no seller: POST /v1/sellers makes one');
}

async function ensureCustomers(client: Client, rows: readonly Row[]): Promise<void> {
  const first = new Map(rows.map((row) => [row.customerID, row]));
  await eachOf([...first.values()], 8, (row) =>
    ensure(client, '/v1/customers', customerOf(row), 'customer.number_taken'),
  );
}

/** Posts rows in batches; answers those that are there now. */
async function postRows(
  rows: readonly Row[],
  refused: Counts,
  progress: Progress,
  post: (rows: readonly Row[]) => Promise<readonly BatchResult<object>[]>,
): Promise<readonly Row[]> {
  const there: Row[] = [];
  for (const some of chunksOf(rows, AT_ONCE)) {
    const results = await post(some);
    some.forEach((row, index) => {
      const code = results[index]?.problem?.code;
      if (code === undefined || code === 'document.exists') there.push(row);
      else refused.add(code);
    });
    progress.add(some.length);
  }
  return there;
}

function linesOf({ rows, taken, refused }: ReceivablesReport): readonly (readonly string[])[] {
  return [
    ['', 'lines', ''],
    ['taken', String(taken), 'invoices and their payments'],
    ...refused.entries().map(([code, count]) => [code, String(count), 'refused']),
    ['lines of the file', String(rows), ''],
  ];
}

import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { Counts } from '../counts.js';
import { COLUMNS, exactNetOf, netOf, reasonAgainst, type Row, rowOf } from './row.js';

/** What one customer bought at once: the lines of the file that share a number. */
export type SalesDocument = {
  readonly invoice: string;
  readonly customer: string;
  readonly country: string;
  /** Time of its first line. */
  readonly soldAt: string;
  readonly rows: Row[];
};

/** The documents of a month, and what they come to. */
export type Month = {
  readonly name: string;
  readonly documents: Map<string, SalesDocument>;
  rows: number;
  /** Pence, each line rounded as on an invoice. */
  net: number;
  /** Millionths of a pound, not rounded. */
  exactNet: bigint;
};

/** The file, read. */
export type Sales = {
  readonly months: readonly Month[];
  /** Lines that cannot be sold, by reason. */
  readonly refused: Counts;
  readonly rows: number;
};

/** Reads the file, or one month of it, line by line. */
export async function readSales(file: string, month?: string): Promise<Sales> {
  const months = new Map<string, Month>();
  const refused = new Counts();
  let rows = 0;
  for await (const row of rowsOf(file)) {
    if (month !== undefined && !row.soldAt.startsWith(month)) continue;
    rows++;
    const reason = reasonAgainst(row);
    if (reason) refused.add(reason);
    else take(months, row);
  }
  return { months: [...months.values()], refused, rows };
}

async function* rowsOf(file: string): AsyncGenerator<Row> {
  const bytes = createReadStream(file);
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  const records = text.pipe(parse({ bom: true, relax_column_count: true }));
  for (const stream of [bytes, text])
    stream.once('error', (error: Error) => records.destroy(error));
  let isFirst = true;
  for await (const record of records as AsyncIterable<readonly string[]>) {
    if (!isFirst) yield rowOf(record);
    else if (record.join() !== COLUMNS.join()) throw new Error(`${file} has other columns`);
    isFirst = false;
  }
}

function take(months: Map<string, Month>, row: Row): void {
  const name = row.soldAt.slice(0, 7);
  const month = months.get(name) ?? { name, documents: new Map(), rows: 0, net: 0, exactNet: 0n };
  months.set(name, month);
  month.rows++;
  month.net += netOf(row);
  month.exactNet += exactNetOf(row);
  const { invoice, customer, country, soldAt } = row;
  const id = `${invoice} ${customer}`;
  const document = month.documents.get(id) ?? { invoice, customer, country, soldAt, rows: [] };
  month.documents.set(id, document);
  document.rows.push(row);
}

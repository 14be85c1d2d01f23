import type { Client } from '@o2c/client';
import { decimal } from '../amount.js';
import type { Counts } from '../counts.js';
import { Progress, say, table } from '../progress.js';
import { comparison } from './golden.js';
import { type Invoiced, invoicedIn } from './invoiced.js';
import { ensureSeller, loadMonth } from './load.js';
import { type Month, readSales } from './read.js';

/** Orders that are held, or slow: another run goes on with them. */
const NOT_YET = 'row.not_invoiced_yet';

/** Which part of the file is loaded, and what the result is compared with. */
type Wish = { readonly month?: string | undefined; readonly golden?: string | undefined };

/** Where each line of the file has ended. */
export type SalesReport = {
  readonly rows: number;
  readonly invoiced: ReadonlyMap<string, Invoiced>;
  /** Lines by the code of what was wrong with them. */
  readonly refused: Counts;
};

/**
 * Loads the sales of a file as orders that are shipped and invoiced at their dates; what is there
 * already stays as it is. Throws at the end when orders got stuck on their way.
 */
export async function importOnlineRetail(
  client: Client,
  file: string,
  { month, golden }: Wish = {},
): Promise<SalesReport> {
  say(`Reading ${file}`);
  const { months, refused, rows } = await readSales(file, month);
  const seller = await ensureSeller(client);
  const invoiced = new Map<string, Invoiced>();
  const started = performance.now();
  for (const one of months)
    invoiced.set(one.name, await loadAndWait(client, seller.id, one, refused));
  const report = { rows, invoiced, refused };
  say(table(linesOf(report)));
  say(paceOf(months, performance.now() - started));
  if (golden) say(table(comparison(golden, months, invoiced)));
  const late = refused.of(NOT_YET);
  if (late > 0) throw new Error(`${late} lines are not invoiced yet: run the import again`);
  return report;
}

async function loadAndWait(
  client: Client,
  seller: string,
  month: Month,
  refused: Counts,
): Promise<Invoiced> {
  const progress = new Progress(`${month.name} orders`, month.documents.size);
  const loaded = await loadMonth(client, month, refused, progress);
  const orders = new Set(loaded.map(({ order }) => order.id));
  const invoiced = await invoicedIn(client, seller, month.name, orders);
  const rows = loaded.reduce((sum, { document }) => sum + document.rows.length, 0);
  refused.add(NOT_YET, rows - invoiced.rows);
  return invoiced;
}

/** Lines of orders that are invoiced now, those of an earlier run among them, in a second. */
function paceOf(months: readonly Month[], milliseconds: number): string {
  const lines = months.reduce((sum, { rows }) => sum + rows, 0);
  const seconds = milliseconds / 1_000;
  const pace = (lines / seconds).toFixed(0);
  return `${lines} lines in ${seconds.toFixed(0)} s: ${pace} a second, with those there before`;
}

function linesOf({ rows, invoiced, refused }: SalesReport): readonly (readonly string[])[] {
  const line = (name: string, { documents, rows, net }: Invoiced) => [
    ...[`invoiced ${name}`, String(rows)],
    `${documents} documents, ${decimal(net)} GBP`,
  ];
  return [
    ['', 'lines', ''],
    ...[...invoiced].map(([name, one]) => line(name, one)),
    ...refused.entries().map(([code, count]) => [code, String(count), 'refused']),
    ['lines of the file', String(rows), ''],
  ];
}

import type { CreditNote, DocumentKind, Invoice, Series } from './document.js';
import type { Seller } from './invoice-content.js';
import type { Order } from './order.js';

/** An invoice with the credit notes against it. */
export type InvoiceRow = {
  readonly kind: 'invoice';
  readonly invoice: Invoice;
  readonly notes: readonly CreditNote[];
};

/** Billing's copy of a customer. */
export type Customer = { readonly kind: 'customer'; readonly id: string; readonly number: string };

/** A number series of a seller in a year. */
export type SeriesRow = Series & { readonly kind: 'series' };

/** The rows that billing decides on, by `kind/id`. */
export type Row = Order | InvoiceRow | Seller | Customer | SeriesRow;

/** The rows of one decision. */
export type Rows = ReadonlyMap<string, Row>;

type RowOf<K extends Row['kind']> = Extract<Row, { readonly kind: K }>;

/** Name of a row. */
export function rowId(kind: Exclude<Row['kind'], 'series'>, id: string): string {
  return `${kind}/${id}`;
}

/** Name of a number series: `series/<seller>/invoice/2026`. */
export function seriesId(seller: string, documentKind: DocumentKind, year: number): string {
  return `series/${seller}/${documentKind}/${year}`;
}

/** The row of this kind and name, if it is there. */
export function find<K extends Row['kind']>(rows: Rows, kind: K, id: string): RowOf<K> | undefined {
  const row = rows.get(id);
  return row?.kind === kind ? (row as RowOf<K>) : undefined;
}

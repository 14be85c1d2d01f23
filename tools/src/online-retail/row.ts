import { lineNet, parseQuantity, parseUnitPrice } from '@o2c/money';

/** The columns of the file, in its order. */
export const COLUMNS = [
  ...['Invoice', 'StockCode', 'Description', 'Quantity'],
  ...['InvoiceDate', 'Price', 'Customer ID', 'Country'],
] as const;

/** A line of the file as text. */
export type Row = {
  readonly invoice: string;
  readonly sku: string;
  readonly description: string;
  readonly quantity: string;
  /** `2009-12-01 07:45:00`, in London. */
  readonly soldAt: string;
  readonly price: string;
  readonly customer: string;
  readonly country: string;
};

/** Why a line cannot become a line of an order. */
export type Reason =
  | ('row.malformed' | 'row.write_off' | 'row.credit_note_without_invoice')
  | ('row.no_customer' | 'row.price_not_positive' | 'row.quantity_not_positive');

const DECIMAL = /^-?\d{1,9}(\.\d{1,6})?$/;
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** The first reason against a line, undefined when it was sold to somebody we know. */
export function reasonAgainst(row: Row): Reason | undefined {
  if (!isWellFormed(row)) return 'row.malformed';
  if (row.invoice.startsWith('A')) return 'row.write_off';
  if (row.invoice.startsWith('C')) return 'row.credit_note_without_invoice';
  if (row.customer === '') return 'row.no_customer';
  if (Number(row.price) <= 0) return 'row.price_not_positive';
  if (Number(row.quantity) <= 0) return 'row.quantity_not_positive';
  return undefined;
}

/** What the line comes to in pence, rounded as on an invoice. */
export function netOf({ quantity, price }: Row): number {
  const unitPrice = parseUnitPrice({ amount: price, currency: 'GBP' });
  return lineNet(parseQuantity(quantity), unitPrice, 'half-up').minor;
}

/** What the line comes to in millionths of a pound, not rounded. */
export function exactNetOf({ quantity, price }: Row): bigint {
  const { micro } = parseUnitPrice({ amount: price, currency: 'GBP' });
  return (BigInt(parseQuantity(quantity)) * BigInt(micro)) / 1_000_000n;
}

/** A record of the file; `undefined` values are columns that it lacks. */
export function rowOf(record: readonly (string | undefined)[]): Row {
  const [invoice = '', sku = '', description = '', quantity = ''] = record;
  const [soldAt = '', price = '', customer = '', country = ''] = record.slice(4);
  return {
    invoice: invoice.trim(),
    sku: sku.trim(),
    description: description.trim(),
    quantity,
    soldAt,
    price,
    customer: customer.trim(),
    country,
  };
}

function isWellFormed({ invoice, sku, quantity, price, soldAt }: Row): boolean {
  const numbers = DECIMAL.test(quantity) && DECIMAL.test(price);
  return invoice !== '' && sku !== '' && numbers && TIME.test(soldAt);
}

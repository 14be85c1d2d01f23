/** The columns of the file, in its order. */
export const COLUMNS = [
  ...['countryCode', 'customerID', 'PaperlessDate', 'invoiceNumber', 'InvoiceDate', 'DueDate'],
  ...['InvoiceAmount', 'Disputed', 'SettledDate', 'PaperlessBill', 'DaysToSettle', 'DaysLate'],
] as const;

/** A line of the file: column → text. */
export type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Why a line is not taken. */
export type Reason = 'row.incomplete' | 'row.malformed';

const DATE = /^\d{1,2}\/\d{1,2}\/\d{4}$/;
const AMOUNT = /^\d{1,9}(\.\d{1,2})?$/;

/** A record of the file; columns that it lacks are blank. */
export function rowOf(record: readonly string[]): Row {
  return Object.fromEntries(
    COLUMNS.map((column, index) => [column, record[index]?.trim() ?? '']),
  ) as Row;
}

/** The reason against a line, undefined where there is none. */
export function reasonAgainst(row: Row): Reason | undefined {
  if (COLUMNS.some((column) => row[column] === '')) return 'row.incomplete';
  const dates = [row.InvoiceDate, row.DueDate, row.SettledDate];
  const isWellFormed = dates.every((date) => DATE.test(date)) && AMOUNT.test(row.InvoiceAmount);
  return isWellFormed ? undefined : 'row.malformed';
}

/** Who owes; the file knows a number. */
export function customerOf({ customerID: number }: Row): object {
  const name = `Customer ${number}`;
  return {
    ...{ number, name, currency: 'USD', terms: 'net30' },
    billTo: { name, lines: [], city: 'unknown', country: 'ZZ' },
  };
}

/** The invoice of a line as an open item of its time. */
export function openItemOf(row: Row, seller: string): object {
  return {
    seller,
    customer: row.customerID,
    document: row.invoiceNumber,
    kind: 'invoice',
    documentDate: dateOf(row.InvoiceDate),
    dueDate: dateOf(row.DueDate),
    amount: dollars(row.InvoiceAmount),
    ...(row.Disputed === 'Yes' && { disputed: dollars(row.InvoiceAmount) }),
    history: true,
  };
}

/** The payment of a line; its bank reference keeps it from being booked twice. */
export function paymentOf(row: Row, seller: string): object {
  return {
    seller,
    customer: row.customerID,
    amount: dollars(row.InvoiceAmount),
    method: 'transfer',
    valueDate: dateOf(row.SettledDate),
    reference: `Invoice ${row.invoiceNumber}`,
    bankReference: `ibm-${row.invoiceNumber}`,
    history: true,
  };
}

/** 1/26/2013 → 2013-01-26 */
function dateOf(text: string): string {
  const [month = '', day = '', year = ''] = text.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function dollars(amount: string): { amount: string; currency: string } {
  const [whole = '0', decimals = ''] = amount.split('.');
  return { amount: `${whole}.${decimals.padEnd(2, '0')}`, currency: 'USD' };
}

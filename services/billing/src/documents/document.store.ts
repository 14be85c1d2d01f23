import type { Tx } from '@o2c/messaging';
import type { BillingFact } from '../domain/commands.js';
import type { CreditNote, Document, Invoice } from '../domain/document.js';
import { rowId, type InvoiceRow } from '../domain/rows.js';

/** Locks invoices, with the credit notes against them. */
export async function loadInvoices(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  // Sent together, and yet notes are read once their invoices are locked.
  const [invoices, notes] = await Promise.all([
    tx.query<{ content: Invoice }>(
      'SELECT content FROM documents WHERE id = ANY ($1) ORDER BY id FOR UPDATE',
      [ids],
    ),
    tx.query<{ content: CreditNote }>(
      'SELECT content FROM documents WHERE invoice_id = ANY ($1) ORDER BY id',
      [ids],
    ),
  ]);
  const byInvoice = Map.groupBy(
    notes.map(({ content }) => content),
    ({ invoice }) => invoice,
  );
  return invoices.map(({ content: invoice }) => {
    const row: InvoiceRow = { kind: 'invoice', invoice, notes: byInvoice.get(invoice.id) ?? [] };
    return [rowId('invoice', invoice.id), row] as const;
  });
}

/** Writes the documents that were issued: whole, and in columns what is filtered and summed. */
export async function saveDocuments(tx: Tx, facts: readonly BillingFact[]): Promise<void> {
  const documents = facts.flatMap(issued);
  if (documents.length === 0) return;
  const of = <T>(value: (document: Document) => T) => documents.map(value);
  tx.write(INSERT, [
    of(({ id }) => id),
    of(({ kind }) => kind),
    of(({ number }) => number),
    of(({ seller }) => seller),
    of(({ year }) => year),
    of(({ sequence }) => sequence),
    of(({ customer }) => customer),
    of(({ order }) => order),
    of((document) => (document.kind === 'credit_note' ? document.invoice : null)),
    of(({ currency }) => currency),
    of(({ issuedOn }) => issuedOn),
    of(({ issuedAt }) => issuedAt),
    of(({ taxPointOn }) => taxPointOn),
    of((document) => (document.kind === 'invoice' ? document.dueOn : null)),
    of(({ totals }) => totals.lineTotal),
    of(({ totals }) => totals.allowanceTotal),
    of(({ totals }) => totals.chargeTotal),
    of(({ totals }) => totals.net),
    of(({ totals }) => totals.tax),
    of(({ totals }) => totals.gross),
    of(({ totals }) => totals.paid),
    of(({ totals }) => totals.payable),
    of(({ history }) => history),
    JSON.stringify(documents),
  ]);
}

function issued(fact: BillingFact): Document[] {
  return fact.type === 'invoice-issued' || fact.type === 'credit-note-issued' ? [fact.data] : [];
}

/** The documents travel as one JSON list: as an array of texts, each quote would be escaped. */
const INSERT = `
  INSERT INTO documents (id, kind, number, seller_id, year, sequence, customer_id, order_id,
    invoice_id, currency, issued_on, issued_at, tax_point_on, due_on, line_total_minor,
    allowance_total_minor, charge_total_minor, net_minor, tax_minor, gross_minor, paid_minor,
    payable_minor, history, content)
  SELECT * FROM ROWS FROM (
    unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::int[], $7::uuid[],
      $8::uuid[], $9::uuid[], $10::text[], $11::date[], $12::timestamptz[], $13::date[],
      $14::date[], $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[],
      $20::bigint[], $21::bigint[], $22::bigint[], $23::boolean[]),
    json_array_elements($24::json))`;

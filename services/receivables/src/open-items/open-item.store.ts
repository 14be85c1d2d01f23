import { type Condition, type Database, filtered, type Tx } from '@o2c/messaging';
import type { PageRequest } from '@o2c/runtime';
import type { OpenItem } from '../domain/open-item.js';
import { nameOf } from '../domain/reference.js';
import { tableWriter } from '../table.store.js';

/** The columns of an item, named as the domain names them. */
const COLUMNS = `'item' AS "is", id, seller, customer, document, kind, origin,
  order_id AS "order", invoice, document_on AS "documentDate", due_on AS "dueDate", currency,
  amount_minor AS amount, open_minor AS open, disputed_minor AS disputed,
  written_off_minor AS "writtenOff", reference, history, reminded, last_on AS "lastOn", version`;

/** Locks the items in the order of their ids. */
export function lockItems(tx: Tx, ids: readonly string[]): Promise<OpenItem[]> {
  return tx.query<OpenItem>(
    `SELECT ${COLUMNS} FROM open_items WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
}

/** Items by id, one more than the page holds; as of a date, they are as they were at its end. */
export function readItems(
  database: Database,
  { asOf, status }: { readonly asOf?: string | undefined; readonly status?: string | undefined },
  conditions: readonly Condition[],
  { after, limit }: PageRequest,
): Promise<OpenItem[]> {
  const from = asOf === undefined ? 'open_items' : `(${AS_OF}) AS open_items`;
  const sql = `SELECT ${COLUMNS} FROM ${from} WHERE … ORDER BY id LIMIT $1`;
  const params = [limit + 1, ...(asOf === undefined ? [] : [asOf])];
  return database.read<OpenItem>(
    ...filtered(sql, params, [
      ...conditions,
      ['(open_minor <> 0) = ?::boolean', status && status === 'open'],
      ['id > ?::uuid', after],
    ]),
  );
}

/** What was open of an item at the end of a day: what is open now, less what moved since. */
const AS_OF = `
  SELECT id, seller, customer, document, document_name, kind, origin, order_id, invoice,
         document_on, due_on, currency, amount_minor, past.open_minor,
         greatest(0, least(disputed_minor, past.open_minor)) AS disputed_minor,
         written_off_minor, reference, history, reminded, last_on, version
    FROM open_items AS item
   CROSS JOIN LATERAL (
     SELECT item.open_minor - CASE WHEN item.last_on <= $2::date THEN 0 ELSE (
              SELECT coalesce(sum(CASE debit WHEN 'receivables' THEN amount_minor
                                             ELSE -amount_minor END), 0)::bigint
                FROM ledger_entries
               WHERE ledger_entries.item = item.id AND posted_on > $2::date
                 AND 'receivables' IN (debit, credit)) END AS open_minor) AS past
   WHERE document_on <= $2::date`;

/** Writes new and changed items. */
export const writeItems = tableWriter<OpenItem>(
  'open_items',
  {
    id: ['uuid', (item) => item.id],
    seller: ['uuid', (item) => item.seller],
    customer: ['uuid', (item) => item.customer],
    document: ['text', (item) => item.document],
    document_name: ['text', (item) => nameOf(item.document)],
    kind: ['text', (item) => item.kind],
    origin: ['text', (item) => item.origin],
    order_id: ['uuid', (item) => item.order],
    invoice: ['uuid', (item) => item.invoice],
    document_on: ['date', (item) => item.documentDate],
    due_on: ['date', (item) => item.dueDate],
    currency: ['text', (item) => item.currency],
    amount_minor: ['bigint', (item) => item.amount],
    open_minor: ['bigint', (item) => item.open],
    disputed_minor: ['bigint', (item) => item.disputed],
    written_off_minor: ['bigint', (item) => item.writtenOff],
    reference: ['text', (item) => item.reference],
    reference_name: ['text', ({ reference }) => reference && nameOf(reference)],
    history: ['boolean', (item) => item.history],
    reminded: ['smallint', (item) => item.reminded],
    last_on: ['date', (item) => item.lastOn],
    version: ['int', (item) => item.version],
  },
  ['open_minor', 'disputed_minor', 'written_off_minor', 'reminded', 'last_on', 'version'],
);

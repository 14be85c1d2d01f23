import type { Tx } from '@o2c/messaging';
import type { AccountKey } from '../domain/credit-account.js';
import {
  type CreditDocument,
  type DocumentKind,
  type DueDay,
  undisputed,
} from '../domain/credit-document.js';
import { ACCOUNT_KEY } from './accounts.store.js';
import { type Columns, lists, parameters } from './columns.js';

/** A document, and whose it is. */
export type OwnedDocument = { readonly document: CreditDocument; readonly of: AccountKey };

/** A document by its kind and number, and whose it is. */
export type DocumentName = AccountKey & Pick<CreditDocument, 'kind' | 'document'>;

/** The documents that are named. */
export async function loadDocuments(
  tx: Tx,
  names: readonly DocumentName[],
): Promise<OwnedDocument[]> {
  if (names.length === 0) return [];
  const rows = await tx.query<DocumentRecord>(LOAD, lists(KEY, names));
  return rows.map(({ seller, customer, currency, ...row }) => ({
    of: { seller, customer, currency },
    document: {
      kind: row.kind,
      document: row.document,
      open: row.open_minor,
      dueOn: row.due_on,
      disputed: row.disputed_minor,
    },
  }));
}

/** What falls due on which day. */
export function loadDueDays(
  tx: Tx,
  accounts: readonly AccountKey[],
): Promise<(AccountKey & DueDay)[]> {
  return accounts.length === 0
    ? Promise.resolve([])
    : tx.query(LOAD_DUE, lists(ACCOUNT_KEY, accounts));
}

/** Writes documents, and moves what falls due by what changed. */
export async function saveDocuments(tx: Tx, documents: readonly OwnedDocument[]): Promise<void> {
  if (documents.length > 0) tx.write(SAVE, lists(COLUMNS, documents));
}

type DocumentRecord = AccountKey & {
  kind: DocumentKind;
  document: string;
  open_minor: number;
  due_on: string | null;
  disputed_minor: number | null;
};

const KEY: Columns<DocumentName> = {
  ...ACCOUNT_KEY,
  kind: ['text', ({ kind }) => kind],
  document: ['text', ({ document }) => document],
};

const COLUMNS: Columns<OwnedDocument> = {
  customer: ['uuid', ({ of }) => of.customer],
  seller: ['uuid', ({ of }) => of.seller],
  currency: ['text', ({ of }) => of.currency],
  kind: ['text', ({ document }) => document.kind],
  document: ['text', ({ document }) => document.document],
  open_minor: ['bigint', ({ document }) => document.open],
  due_on: ['date', ({ document }) => document.dueOn],
  disputed_minor: ['bigint', ({ document }) => document.disputed],
  undisputed_minor: ['bigint', ({ document }) => undisputed(document)],
};

const LOAD = `
  SELECT documents.*
    FROM documents
    JOIN unnest(${parameters(KEY)}) AS named (customer, seller, currency, kind, document)
   USING (customer, seller, currency, kind, document)`;

const LOAD_DUE = `
  SELECT customer, seller, currency, due_on AS "on", amount_minor AS amount
    FROM due_days JOIN unnest(${parameters(ACCOUNT_KEY)}) AS named (customer, seller, currency)
   USING (customer, seller, currency)
   WHERE amount_minor <> 0`;

/** The statement sees documents as they were before it, so it takes the difference by itself. */
const SAVE = `
  WITH now AS (
    SELECT * FROM unnest(${parameters(COLUMNS)}) AS now (${Object.keys(COLUMNS).join(', ')})
  ), saved AS (
    INSERT INTO documents (${Object.keys(COLUMNS).join(', ')}) SELECT * FROM now
    ON CONFLICT (customer, seller, currency, kind, document) DO UPDATE
       SET open_minor = excluded.open_minor, due_on = excluded.due_on,
           disputed_minor = excluded.disputed_minor, undisputed_minor = excluded.undisputed_minor
  ), difference AS (
    SELECT customer, seller, currency, due_on, undisputed_minor AS amount FROM now
    UNION ALL
    SELECT customer, seller, currency, was.due_on, -was.undisputed_minor
      FROM documents AS was JOIN now USING (customer, seller, currency, kind, document)
  )
  INSERT INTO due_days AS day (customer, seller, currency, due_on, amount_minor)
  SELECT customer, seller, currency, due_on, sum(amount) FROM difference
   WHERE due_on IS NOT NULL
   GROUP BY customer, seller, currency, due_on HAVING sum(amount) <> 0
  ON CONFLICT (customer, seller, currency, due_on) DO UPDATE
     SET amount_minor = day.amount_minor + excluded.amount_minor`;

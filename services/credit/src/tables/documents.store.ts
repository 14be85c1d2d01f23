import type { Tx } from '@o2c/messaging';
import type { AccountKey } from '../domain/credit-account.js';
import {
  type CreditDocument,
  type DocumentKind,
  type DueDay,
  undisputed,
} from '../domain/credit-document.js';
import { ACCOUNT_KEY } from './accounts.store.js';
import { type Columns, lists, parameters, upsert } from './columns.js';

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

/** What falls due on which day, over all documents that are open. */
export function loadDueDays(
  tx: Tx,
  accounts: readonly AccountKey[],
): Promise<(AccountKey & DueDay)[]> {
  return accounts.length === 0
    ? Promise.resolve([])
    : tx.query(LOAD_DUE, lists(ACCOUNT_KEY, accounts));
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

/** Writes documents of accounts that are locked. */
export const saveDocuments = upsert('documents', Object.keys(KEY).join(', '), COLUMNS);

const LOAD = `
  SELECT documents.*
    FROM documents
    JOIN unnest(${parameters(KEY)}) AS named (customer, seller, currency, kind, document)
   USING (customer, seller, currency, kind, document)`;

const LOAD_DUE = `
  SELECT customer, seller, currency, due_on AS "on", sum(undisputed_minor)::bigint AS amount
    FROM documents JOIN unnest(${parameters(ACCOUNT_KEY)}) AS named (customer, seller, currency)
   USING (customer, seller, currency)
   WHERE open_minor <> 0 AND undisputed_minor <> 0
   GROUP BY customer, seller, currency, due_on`;

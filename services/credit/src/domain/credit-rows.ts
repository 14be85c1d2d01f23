import { again, type Decision, type RowId, type Rows } from '@o2c/contracts';
import { documentKey } from './booking.js';
import { decide, evolve } from './credit-account.js';
import type { AccountKey, Credit, CreditAccount } from './credit-account.js';
import type { CreditCommand, CreditFact } from './credit-account.js';
import type { CreditDocument } from './credit-document.js';
import { type Reservation, unseen } from './reservation.js';

/** A row of credit: an account, an order's reservation or a document. */
export type CreditRow =
  | { readonly account: CreditAccount }
  | { readonly order: Reservation; readonly of: AccountKey }
  | { readonly document: CreditDocument; readonly of: AccountKey };

/** What a command or a fact names. */
export type Named = {
  readonly account: AccountKey | null;
  readonly order?: string | undefined;
  readonly documents: readonly DocumentName[];
};
type DocumentName = Pick<CreditDocument, 'kind' | 'document'>;

/** Every row that a command touches. */
export function rowsTouched(command: CreditCommand): RowId[] {
  return rowIds(namedBy(command));
}

/** The decision on rows; an account that was heard of since the command was read is read anew. */
export function decideRows(rows: Rows<CreditRow>, command: CreditCommand): Decision<CreditFact> {
  const wasHeardOfMeanwhile = command.account === null && rows.size > 0;
  return wasHeardOfMeanwhile ? again : decide(creditIn(rows, namedBy(command)), command);
}

/** The rows that a fact changes, as they are after it. */
export function evolveRows(
  rows: Rows<CreditRow>,
  fact: CreditFact,
): readonly (readonly [RowId, CreditRow])[] {
  const credit = creditIn(rows, namedIn(fact));
  return credit ? rowsOf(evolve(credit, fact), namedIn(fact)) : [];
}

/** What a command is about. */
export function namedBy(command: CreditCommand): Named {
  const { account, order } = command;
  const documents = command.type === 'CountMovement' ? command.movement.documents : [];
  return { account, order, documents };
}

/** What a fact is about. */
function namedIn({ data }: CreditFact): Named {
  const { seller, customer } = data;
  const { currency } = 'amount' in data ? data.amount : data;
  return {
    account: { seller, customer, currency },
    order: 'order' in data ? data.order : undefined,
    documents: 'documents' in data ? data.documents : [],
  };
}

/** The rows of what is named. */
function rowIds({ account, order, documents }: Named): RowId[] {
  const orders = order === undefined ? [] : [orderRow(order)];
  if (account === null) return orders;
  const documentRows = documents.map((document) => documentRow(account, document));
  return [accountRow(account), ...documentRows, ...orders];
}

/** What the domain sees of what is named; nothing while the account does not exist. */
function creditIn(rows: Rows<CreditRow>, named: Named): Credit | undefined {
  const row = named.account && rows.get(accountRow(named.account));
  if (!row || !('account' in row)) return undefined;
  const { account } = row;
  const documents = named.documents.flatMap((name) => {
    const known = rows.get(documentRow(account, name));
    return known && 'document' in known ? [[documentKey(name), known.document] as const] : [];
  });
  return { account, order: orderIn(rows, named.order ?? ''), documents: new Map(documents) };
}

/** The rows of what the domain made of it. */
function rowsOf({ account, order, documents }: Credit, named: Named): [RowId, CreditRow][] {
  const { seller, customer, currency } = account;
  const of = { seller, customer, currency };
  return [
    [accountRow(of), { account }],
    ...[...documents.values()].map((document) => documentEntry({ document, of })),
    ...(named.order === undefined ? [] : [orderEntry({ order, of })]),
  ];
}

/** The account among the rows of one command. Throws when there is none. */
export function accountIn(rows: Rows<CreditRow>): CreditAccount {
  for (const row of rows.values()) if ('account' in row) return row.account;
  throw new Error('no account was loaded');
}

/** The row of an account. */
export function accountRow({ seller, customer, currency }: AccountKey): RowId {
  return `accounts/${customer}:${seller}:${currency}`;
}

/** A reservation with its row. */
export function orderEntry(row: Extract<CreditRow, { order: object }>): [RowId, CreditRow] {
  return [orderRow(row.order.order), row];
}

/** A document with its row. */
export function documentEntry(row: Extract<CreditRow, { document: object }>): [RowId, CreditRow] {
  return [documentRow(row.of, row.document), row];
}

function orderRow(order: string): RowId {
  return `orders/${order}`;
}

function documentRow(account: AccountKey, document: DocumentName): RowId {
  return `${accountRow(account)}/${documentKey(document)}`;
}

function orderIn(rows: Rows<CreditRow>, order: string): Reservation {
  const row = rows.get(orderRow(order));
  return row && 'order' in row ? row.order : unseen(order);
}

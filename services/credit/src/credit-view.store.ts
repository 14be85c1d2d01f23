import { DomainError } from '@o2c/contracts';
import { called, type Database, filtered } from '@o2c/messaging';
import { money, moneyJson } from '@o2c/money';
import { isUuid, notOfAPage, type PageOf, pageOf, type PageRequest } from '@o2c/runtime';
import type { CreditAccountQuery, CreditAccountView, CreditDocumentView } from './credit.dto.js';
import type { AccountKey, AccountName, CreditAccount } from './domain/credit-account.js';
import { type Exposure, NO_EXPOSURE, total } from './domain/exposure.js';
import { NOBODY } from './domain/queue.js';
import { NO_TERMS, termsJson } from './domain/terms.js';
import { accountOf, type AccountRecord } from './tables/accounts.store.js';
import { accountsNamed } from './tables/names.store.js';

/** The account that a caller names. Throws DomainError `customer.unknown`, `seller.required`. */
export async function accountNamed(database: Database, name: AccountName): Promise<AccountKey> {
  const accounts = await accountsNamed(database.read.bind(database), [name]);
  const account = accounts.get(name);
  if (account) return account;
  throw new DomainError('customer.unknown', `Customer ${name.customer} is not known here`);
}

/** The account as it is now; empty where the customer has neither ordered nor a limit. */
export async function readAccount(database: Database, key: AccountKey): Promise<CreditAccount> {
  const { customer, seller, currency } = key;
  const [row] = await database.read<AccountRecord>(ACCOUNT, [customer, seller, currency]);
  if (row) return accountOf(row);
  const nothing = { terms: NO_TERMS, exposure: NO_EXPOSURE, due: [], queue: NOBODY, version: 0 };
  return { ...key, ...nothing, isForeign: false, customerBlocked: null };
}

/** Accounts by customer, seller and currency. Throws DomainError `page.invalid`. */
export async function listAccounts(
  database: Database,
  { customer, seller, currency }: CreditAccountQuery,
  { after, limit }: PageRequest,
): Promise<PageOf<CreditAccountView>> {
  const rows = await database.read<AccountRecord>(
    ...filtered(
      `SELECT * FROM accounts WHERE … ORDER BY ${KEY} LIMIT $1`,
      [limit + 1],
      [
        called('customer', 'customers', customer),
        called('seller', 'sellers', seller),
        ['currency = ?', currency],
        [`(${KEY}) > (?::uuid, ?::uuid, ?)`, ...keyIn(after)],
      ],
    ),
  );
  const { items, next } = pageOf(rows, limit, (row) =>
    [row.customer, row.seller, row.currency].join(),
  );
  return { items: items.map((row) => viewOf(accountOf(row))), next };
}

/** Orders, items and payments that make up an account's exposure: added up they are its buckets. */
export async function listDocuments(
  database: Database,
  { customer, seller, currency }: AccountKey,
  { after = ' ', limit }: PageRequest,
): Promise<PageOf<CreditDocumentView>> {
  const [kind, ...id] = after.split(' ');
  const rows = await database.read<DocumentRow>(DOCUMENTS, [
    ...[customer, seller, currency],
    ...[kind, id.join(' '), limit + 1],
  ]);
  const { items, next } = pageOf(rows, limit, (row) => `${row.kind} ${row.id}`);
  return { items: items.map((row) => documentView(row, currency)), next };
}

/** The account as callers see it. */
export function viewOf(account: CreditAccount): CreditAccountView {
  const { seller, customer, currency, exposure, terms, queue, version } = account;
  const room = terms.limit === null ? null : terms.limit - total(exposure);
  const { limit, rules, blocked = null } = termsJson(terms, currency);
  return {
    ...{ seller, customer, currency, limit },
    exposure: exposureView(exposure, currency),
    available: room === null ? null : moneyJson(money(room, currency)),
    ...{ rules, blocked, heldOrders: queue.length, version },
  };
}

type DocumentRow = {
  kind: 'order' | 'invoice' | 'credit_note' | 'payment';
  id: string;
  document: string;
  due_on: string | null;
  disputed_minor: number | null;
  open_orders: number;
  delivered: number;
  open_items: number;
  unapplied: number;
};

function documentView(row: DocumentRow, currency: string): CreditDocumentView {
  const { kind, id, document, due_on: dueOn, disputed_minor: disputed } = row;
  const exposure = {
    openOrders: row.open_orders,
    deliveredNotInvoiced: row.delivered,
    openItems: row.open_items,
    unapplied: row.unapplied,
  };
  return {
    ...{ kind, document },
    ...(kind === 'order' && { order: id }),
    ...(dueOn !== null && { dueOn }),
    ...(disputed !== null && { disputed: moneyJson(money(disputed, currency)) }),
    exposure: exposureView(exposure, currency),
  };
}

function exposureView(exposure: Exposure, currency: string) {
  const amount = (minor: number) => moneyJson(money(minor, currency));
  return {
    openOrders: amount(exposure.openOrders),
    deliveredNotInvoiced: amount(exposure.deliveredNotInvoiced),
    openItems: amount(exposure.openItems),
    unapplied: amount(exposure.unapplied),
    total: amount(total(exposure)),
  };
}

function keyIn(cursor: string | undefined): readonly (string | undefined)[] {
  if (cursor === undefined) return [undefined];
  const parts = cursor.split(',');
  const [customer = '', seller = '', currency] = parts;
  if (isUuid(customer) && isUuid(seller) && currency !== undefined) return parts;
  throw notOfAPage();
}

const KEY = 'customer, seller, currency';

const ACCOUNT = `SELECT * FROM accounts WHERE customer = $1 AND seller = $2 AND currency = $3`;

const DOCUMENTS = `
  SELECT * FROM (
    SELECT 'order' AS kind, order_id::text AS id, number AS document,
           NULL::date AS due_on, NULL::bigint AS disputed_minor,
           CASE status WHEN 'approved' THEN open_minor WHEN 'held' THEN released_minor ELSE 0 END
             AS open_orders,
           delivered_minor AS delivered, 0 AS open_items, 0 AS unapplied
      FROM reservations
     WHERE customer = $1 AND seller = $2 AND currency = $3
       AND (status = 'approved' AND open_minor <> 0
            OR status = 'held' AND released_minor <> 0 OR delivered_minor <> 0)
     UNION ALL
    SELECT kind, document, document, due_on, disputed_minor, 0, 0,
           CASE WHEN kind = 'payment' THEN 0 ELSE open_minor END,
           CASE WHEN kind = 'payment' THEN open_minor ELSE 0 END
      FROM documents
     WHERE customer = $1 AND seller = $2 AND currency = $3 AND open_minor <> 0) AS document
   WHERE (kind, id) > ($4, $5)
   ORDER BY kind, id LIMIT $6`;

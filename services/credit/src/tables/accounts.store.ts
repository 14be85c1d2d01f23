import type { Database, Tx } from '@o2c/messaging';
import type { AccountKey, CreditAccount } from '../domain/credit-account.js';
import { NOBODY } from '../domain/queue.js';
import { type Columns, lists, parameters, upsert } from './columns.js';

/** What falls due on which day. */
type DayList = readonly (readonly [on: string, amount: number])[];

/** An account as it is stored. */
export type AccountRecord = {
  seller: string;
  customer: string;
  currency: string;
  is_foreign: boolean;
  limit_minor: number | null;
  overdue_minor: number | null;
  overdue_days: number | null;
  due_days: DayList | null;
  review_on: string | null;
  blocked: string | null;
  customer_blocked: string | null;
  open_orders_minor: number;
  delivered_minor: number;
  open_items_minor: number;
  unapplied_minor: number;
  held_orders: number;
  holds_moved: boolean;
  holds_told_at: Date | null;
  version: number;
};

/** By which columns an account is known, here and wherever something belongs to one. */
export const ACCOUNT_KEY: Columns<AccountKey> = {
  customer: ['uuid', ({ customer }) => customer],
  seller: ['uuid', ({ seller }) => seller],
  currency: ['text', ({ currency }) => currency],
};

const COLUMNS: Columns<CreditAccount> = {
  ...ACCOUNT_KEY,
  is_foreign: ['boolean', ({ isForeign }) => isForeign],
  limit_minor: ['bigint', ({ terms }) => terms.limit],
  overdue_minor: ['bigint', ({ terms }) => terms.overdue?.amount ?? null],
  overdue_days: ['integer', ({ terms }) => terms.overdue?.days ?? null],
  due_days: ['json', dueJson],
  review_on: ['date', ({ terms }) => terms.reviewOn],
  blocked: ['text', ({ terms }) => terms.blocked],
  open_orders_minor: ['bigint', ({ exposure }) => exposure.openOrders],
  delivered_minor: ['bigint', ({ exposure }) => exposure.deliveredNotInvoiced],
  open_items_minor: ['bigint', ({ exposure }) => exposure.openItems],
  unapplied_minor: ['bigint', ({ exposure }) => exposure.unapplied],
  held_orders: ['integer', ({ queue }) => queue.length],
  holds_moved: ['boolean', ({ queue }) => queue.length > 0 && queue.isMoved],
  holds_told_at: ['timestamptz', ({ queue }) => queue.toldAt],
  version: ['integer', ({ version }) => version],
};

/** Writes accounts that are locked. */
export const saveAccounts = upsert('accounts', 'customer, seller, currency', COLUMNS);

/** Locks the accounts that there are, in the order of their keys. */
export async function lockAccounts(tx: Tx, keys: readonly AccountKey[]): Promise<AccountRecord[]> {
  return keys.length === 0 ? [] : tx.query<AccountRecord>(LOCK, lists(ACCOUNT_KEY, keys));
}

/**
 * Accounts in which something happened since those who wait were told, told longest ago first; so
 * many seconds ago at least.
 */
export function accountsMoved(
  database: Database,
  at: string,
  { least, perOrder, most }: { least: number; perOrder: number; most: number },
  limit: number,
): Promise<AccountKey[]> {
  return database.read<AccountKey>(MOVED, [at, least, perOrder, most, limit]);
}

/**
 * Opens accounts that are missing, of customers who were heard of. Of the others a row keeps the
 * place: who waits for a customer and who tells of one meet at its lock.
 */
export async function openAccounts(tx: Tx, keys: readonly AccountKey[]): Promise<void> {
  if (keys.length === 0) return;
  const missing = await tx.query<AccountKey>(MISSING, lists(ACCOUNT_KEY, keys));
  if (missing.length === 0) return;
  const customers = new Set(missing.map(({ customer }) => customer));
  tx.write(LOCK_CUSTOMERS, [[...customers].sort()]);
  tx.write(OPEN, lists(ACCOUNT_KEY, missing));
}

/** The account as the domain knows it; its queue is loaded where it is needed. */
export function accountOf(record: AccountRecord): CreditAccount {
  const { seller, customer, currency, version, overdue_minor, overdue_days } = record;
  const overdue =
    overdue_minor === null ? null : { amount: overdue_minor, days: overdue_days ?? 0 };
  return {
    ...{ seller, customer, currency, version },
    isForeign: record.is_foreign,
    terms: {
      limit: record.limit_minor,
      overdue,
      reviewOn: record.review_on,
      blocked: record.blocked,
    },
    customerBlocked: record.customer_blocked,
    exposure: {
      openOrders: record.open_orders_minor,
      deliveredNotInvoiced: record.delivered_minor,
      openItems: record.open_items_minor,
      unapplied: record.unapplied_minor,
    },
    due: (record.due_days ?? []).map(([on, amount]) => ({ on, amount })),
    queue: {
      ...NOBODY,
      length: record.held_orders,
      isMoved: record.holds_moved,
      toldAt: record.holds_told_at?.toISOString() ?? null,
    },
  };
}

/** Documents tell it when the overdue rule is switched on; until then nobody needs it. */
function dueJson({ terms, due }: CreditAccount): string | null {
  if (terms.overdue === null) return null;
  const days: DayList = due.map(({ on, amount }) => [on, amount]);
  return JSON.stringify(days.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const MOVED = `
  SELECT customer, seller, currency FROM accounts
   WHERE holds_moved AND (holds_told_at IS NULL OR holds_told_at <= $1::timestamptz
           - make_interval(secs => least($4, greatest($2, held_orders * $3::double precision))))
   ORDER BY holds_told_at NULLS FIRST LIMIT $5`;

const MISSING = `
  SELECT customer, seller, currency
    FROM unnest(${parameters(ACCOUNT_KEY)}) AS key (customer, seller, currency)
   WHERE NOT EXISTS (SELECT FROM accounts
                      WHERE accounts.customer = key.customer AND accounts.seller = key.seller
                        AND accounts.currency = key.currency)`;

/** One statement makes and locks, in one order, so that nobody waits in a circle. */
const LOCK_CUSTOMERS = `
  INSERT INTO customers (id) SELECT * FROM unnest($1::uuid[])
  ON CONFLICT (id) DO UPDATE SET number = customers.number`;

const OPEN = `
  INSERT INTO accounts (customer, seller, currency, is_foreign, limit_minor, customer_blocked)
  SELECT id, key.seller, key.currency, key.currency <> customers.currency,
         CASE WHEN initial_seller = key.seller AND customers.currency = key.currency
              THEN initial_limit_minor END, blocked
    FROM unnest(${parameters(ACCOUNT_KEY)}) AS key (customer, seller, currency)
    JOIN customers ON customers.id = key.customer AND customers.currency IS NOT NULL
      ON CONFLICT DO NOTHING`;

const LOCK = `
  SELECT accounts.*
    FROM accounts JOIN unnest(${parameters(ACCOUNT_KEY)}) AS key (customer, seller, currency)
   USING (customer, seller, currency)
   ORDER BY customer, seller, currency
     FOR UPDATE OF accounts`;

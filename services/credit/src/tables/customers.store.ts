import type { DataOf } from '@o2c/contracts';
import type { Tx } from '@o2c/messaging';
import { parseMoney } from '@o2c/money';
import type { AccountKey } from '../domain/credit-account.js';
import { openAccounts } from './accounts.store.js';
import { upsert } from './columns.js';

type Seller = DataOf<'SellerChanged'>;
type Customer = DataOf<'CustomerChanged'>;

/** Keeps the numbers by which callers name sellers. */
export const saveSellers = upsert<Seller>('sellers', 'id', {
  id: ['uuid', ({ seller }) => seller],
  number: ['text', ({ number }) => number],
});

/**
 * Keeps what credit needs of customers, opens the accounts that start with a limit, and answers
 * the accounts whose block was set or lifted.
 */
export async function saveCustomers(tx: Tx, customers: readonly Customer[]): Promise<AccountKey[]> {
  const sorted = customers.toSorted(by(({ customer }) => customer));
  await saveCopies(tx, sorted);
  const opened = sorted.flatMap(({ customer, initialCredit }) =>
    initialCredit
      ? [{ seller: initialCredit.seller, customer, currency: initialCredit.limit.currency }]
      : [],
  );
  await openAccounts(tx, opened);
  return tx.query<AccountKey>(BLOCK, [sorted.map(({ customer }) => customer)]);
}

const saveCopies = upsert<Customer>('customers', 'id', {
  id: ['uuid', ({ customer }) => customer],
  number: ['text', ({ number }) => number],
  currency: ['text', ({ currency }) => currency],
  blocked: ['text', ({ blocked }) => blocked?.reason ?? null],
  initial_seller: ['uuid', ({ initialCredit }) => initialCredit?.seller ?? null],
  initial_limit_minor: ['bigint', (customer) => initialLimit(customer)],
});

/** Rows are locked in the order of their ids, whoever writes them. */
function by<T>(id: (row: T) => string): (a: T, b: T) => number {
  return (a, b) => (id(a) < id(b) ? -1 : 1);
}

function initialLimit({ initialCredit }: Customer): number | null {
  return initialCredit ? parseMoney(initialCredit.limit).minor : null;
}

const BLOCK = `
  WITH changed AS (
    SELECT accounts.customer, accounts.seller, accounts.currency, customers.blocked
      FROM accounts JOIN customers ON customers.id = accounts.customer
     WHERE customers.id = ANY ($1::uuid[])
       AND accounts.customer_blocked IS DISTINCT FROM customers.blocked
     ORDER BY accounts.customer, accounts.seller, accounts.currency
       FOR UPDATE OF accounts)
  UPDATE accounts SET customer_blocked = changed.blocked, holds_moved = held_orders > 0
    FROM changed
   WHERE accounts.customer = changed.customer AND accounts.seller = changed.seller
     AND accounts.currency = changed.currency
  RETURNING accounts.customer, accounts.seller, accounts.currency`;

import { DomainError } from '@o2c/contracts';
import { isUuid } from '@o2c/runtime';
import type { AccountKey, AccountName } from '../domain/credit-account.js';

/** Runs a statement, in a transaction or outside of any. */
export type Query = <R extends object>(sql: string, params?: readonly unknown[]) => Promise<R[]>;

/**
 * The accounts that callers name by ids or numbers, in the customers' own currencies, where both
 * customer and seller are known.
 * Throws DomainError where the seller is left out though there are several.
 */
export async function accountsNamed(
  query: Query,
  names: readonly AccountName[],
): Promise<ReadonlyMap<AccountName, AccountKey>> {
  if (names.length === 0) return new Map();
  const texts = names.map(({ customer }) => customer);
  const customers = await query<Named & { currency: string }>(CUSTOMERS, [
    texts,
    texts.filter(isUuid),
  ]);
  const sellers = await query<Named>('SELECT id, number FROM sellers');
  const known = names.flatMap((name) => {
    const customer = find(customers, name.customer);
    const seller = name.seller === undefined ? onlyOne(sellers) : find(sellers, name.seller);
    if (!seller || !customer) return [];
    const { id, currency } = customer;
    return [[name, { seller: seller.id, customer: id, currency }] as const];
  });
  return new Map(known);
}

/** Whose orders these are. */
export async function ownersOf(
  query: Query,
  orders: readonly string[],
): Promise<ReadonlyMap<string, AccountKey>> {
  if (orders.length === 0) return new Map();
  const rows = await query<AccountKey & { order_id: string }>(OWNERS, [orders]);
  return new Map(rows.map(({ order_id, ...account }) => [order_id, account]));
}

type Named = { readonly id: string; readonly number: string };

function onlyOne(sellers: readonly Named[]): Named | undefined {
  if (sellers.length <= 1) return sellers[0];
  const message = 'There are several sellers: name one';
  const errors = [{ code: 'seller.required', path: '/seller', message }];
  throw new DomainError('seller.required', message, errors);
}

function find<T extends Named>(all: readonly T[], name: string): T | undefined {
  return all.find(({ id, number }) => id === name.toLowerCase() || number === name);
}

const CUSTOMERS = `
  SELECT id, number, currency FROM customers
   WHERE currency IS NOT NULL AND (number = ANY ($1::text[]) OR id = ANY ($2::uuid[]))`;

const OWNERS = `
  SELECT order_id, seller, customer, currency FROM reservations
   WHERE order_id = ANY ($1::uuid[]) AND customer IS NOT NULL`;

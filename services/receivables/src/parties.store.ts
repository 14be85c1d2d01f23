import type { Database, Tx } from '@o2c/messaging';
import { type DataOf, DomainError } from '@o2c/contracts';
import { isUuid, type Clock } from '@o2c/runtime';
import { type Seller, sellerNamed } from './domain/lookup.js';
import { tableWriter } from './table.store.js';

/** What this service keeps of a customer. */
export type Customer = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly currency: string;
  readonly email: string | null;
};

/** What a customer owes a seller in one currency; both by id. */
export type Account = {
  readonly seller: string;
  readonly customer: string;
  readonly currency: string;
};

const SELLER = 'id, number, name, currency, time_zone AS "timeZone"';
const CUSTOMER = 'id, number, name, currency, email';

/** Copies sellers as they are now. */
export const writeSellers = tableWriter<DataOf<'SellerRegistered'>>(
  'sellers',
  {
    id: ['uuid', ({ seller }) => seller],
    number: ['text', (seller) => seller.number],
    name: ['text', (seller) => seller.name],
    currency: ['text', (seller) => seller.currency],
    time_zone: ['text', (seller) => seller.timeZone],
  },
  ['number', 'name', 'currency', 'time_zone'],
);

/** Copies customers as they are now. */
export const writeCustomers = tableWriter<DataOf<'CustomerRegistered'>>(
  'customers',
  {
    id: ['uuid', ({ customer }) => customer],
    number: ['text', (customer) => customer.number],
    name: ['text', (customer) => customer.name],
    currency: ['text', (customer) => customer.currency],
    email: ['text', (customer) => customer.email ?? null],
  },
  ['number', 'name', 'currency', 'email'],
);

/** All sellers: there are few. */
export function findSellers(tx: Tx): Promise<Seller[]> {
  return tx.query<Seller>(`SELECT ${SELLER} FROM sellers ORDER BY id`);
}

/** Ids of customers by what a request calls them, an id or a number. */
export async function findCustomers(
  tx: Tx,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const rows = await tx.query<Customer>(CUSTOMERS_BY_NAME, byName(names));
  return new Map([
    ...rows.map(({ id, number }) => [number, id] as const),
    ...names.flatMap((name) => {
      const row = rows.find(({ id }) => id === name.toLowerCase());
      return row ? [[name, row.id] as const] : [];
    }),
  ]);
}

/** A customer by id or number. Throws DomainError `customer.unknown`. */
export async function readCustomer(database: Database, name: string): Promise<Customer> {
  const rows = await database.read<Customer>(CUSTOMERS_BY_NAME, byName([name]));
  const found = customerNamed(rows, name);
  if (found) return found;
  throw new DomainError('customer.unknown', `Customer ${name} is not known`);
}

/**
 * The account that a request names, in the customer's currency unless it says another. Throws
 * DomainError `customer.unknown`, `seller.unknown` or `seller.required`.
 */
export async function readAccount(
  database: Database,
  name: string,
  asked: { readonly seller?: string; readonly currency?: string },
): Promise<{ account: Account; customer: Customer; seller: Seller }> {
  const customer = await readCustomer(database, name);
  const seller = await readSeller(database, asked.seller);
  const { currency = customer.currency } = asked;
  return { account: { seller: seller.id, customer: customer.id, currency }, customer, seller };
}

/** A customer's id for a filter: none without a name, and one that nobody has for a wrong name. */
export async function findCustomerId(
  database: Database,
  name: string | undefined,
): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const rows = await database.read<Customer>(CUSTOMERS_BY_NAME, byName([name]));
  return customerNamed(rows, name)?.id ?? NOBODY;
}

/**
 * The seller that a request names by id or number, or the only one. Throws DomainError
 * `seller.unknown`, or `seller.required` when there are several and none is named.
 */
export async function readSeller(source: Database | Tx, name: string | undefined): Promise<Seller> {
  const sql = `SELECT ${SELLER} FROM sellers ORDER BY id`;
  const sellers = await ('read' in source ? source.read<Seller>(sql) : source.query<Seller>(sql));
  const found = sellerNamed(sellers, name);
  if (found) return found;
  if (name === undefined && sellers.length > 1) {
    throw new DomainError('seller.required', 'There are several sellers: name one');
  }
  throw new DomainError('seller.unknown', `Seller ${name ?? ''} is not known`);
}

/** Today in the time zone of each seller. */
export async function readToday(
  database: Database,
  clock: Clock,
): Promise<(seller: string) => string> {
  const sellers = await database.read<Seller>(`SELECT ${SELLER} FROM sellers ORDER BY id`);
  const zones = new Map(sellers.map(({ id, timeZone }) => [id, timeZone]));
  return (seller) => clock.today(zones.get(seller) ?? 'UTC');
}

function customerNamed(rows: readonly Customer[], name: string): Customer | undefined {
  return rows.find(({ id }) => id === name.toLowerCase()) ?? rows[0];
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

const CUSTOMERS_BY_NAME = `
  SELECT ${CUSTOMER} FROM customers WHERE id = ANY ($1::uuid[]) OR number = ANY ($2::text[])`;

function byName(names: readonly string[]): readonly (readonly string[])[] {
  return [names.filter(isUuid), names];
}

import type { CustomerRegistered, SellerRegistered } from '@o2c/contracts';
import type { Tx } from '@o2c/messaging';
import type { Seller } from './domain/order.js';

/** Keeps of sellers what labels, packing slips and document dates need. */
export async function copySellers(
  tx: Tx,
  sellers: readonly SellerRegistered['data'][],
): Promise<void> {
  tx.write(COPY_SELLERS, [
    sellers.map(({ seller }) => seller),
    sellers.map(({ name }) => name),
    sellers.map(({ address }) => JSON.stringify(address)),
    sellers.map(({ gs1CompanyPrefix }) => gs1CompanyPrefix ?? null),
    sellers.map(({ timeZone }) => timeZone),
  ]);
}

/** Keeps the numbers and names of customers. */
export async function copyCustomers(
  tx: Tx,
  customers: readonly CustomerRegistered['data'][],
): Promise<void> {
  tx.write(COPY_CUSTOMERS, [
    customers.map(({ customer }) => customer),
    customers.map(({ number }) => number),
    customers.map(({ name }) => name),
  ]);
}

/** Locks the serial numbers of sellers, by id; one that nobody has registered is left out. */
export async function loadSellers(tx: Tx, ids: readonly string[]): Promise<Seller[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<SellerRow>(LOCK_SELLERS, [ids]);
  return rows.map(({ id, gs1_company_prefix: prefix, next_serial: nextSerial }) => {
    return { kind: 'seller', id, gs1CompanyPrefix: prefix ?? undefined, nextSerial };
  });
}

/** Writes how far serial numbers have been used. */
export async function saveSellers(tx: Tx, sellers: readonly Seller[]): Promise<void> {
  if (sellers.length === 0) return;
  tx.write(SAVE_SELLERS, [
    sellers.map(({ id }) => id),
    sellers.map(({ nextSerial }) => nextSerial),
  ]);
}

type SellerRow = { id: string; gs1_company_prefix: string | null; next_serial: number };

const COPY_SELLERS = `
  INSERT INTO sellers (id, name, address, gs1_company_prefix, time_zone)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::text[], $5::text[])
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
    gs1_company_prefix = excluded.gs1_company_prefix, time_zone = excluded.time_zone`;

const COPY_CUSTOMERS = `
  INSERT INTO customers (id, number, name)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])
  ON CONFLICT (id) DO UPDATE SET number = excluded.number, name = excluded.name`;

const LOCK_SELLERS = `
  SELECT id, gs1_company_prefix, next_serial FROM sellers
   WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`;

const SAVE_SELLERS = `
  UPDATE sellers SET next_serial = used.next_serial
    FROM unnest($1::uuid[], $2::bigint[]) AS used (id, next_serial) WHERE sellers.id = used.id`;

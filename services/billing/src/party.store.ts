import type { DataOf } from '@o2c/contracts';
import type { Tx } from '@o2c/messaging';
import type { SellerParty } from './domain/document.js';
import { sellerOf } from './domain/incoming.js';
import type { Seller } from './domain/invoice-content.js';
import { rowId, type Customer } from './domain/rows.js';

type StoredSeller = {
  id: string;
  party: SellerParty | null;
  tax_rates: Seller['taxRates'];
};

/** Sellers as orders last told of them; the row of one that is awaited is created and locked. */
export async function loadSellers(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const known = await tx.query<StoredSeller>(
    'SELECT id, party, tax_rates FROM sellers WHERE id = ANY ($1) AND party IS NOT NULL',
    [ids],
  );
  const unknown = ids.filter((id) => !known.some((seller) => seller.id === id));
  const awaited = unknown.length > 0 ? await awaitSellers(tx, unknown) : [];
  return [...known, ...awaited].map((row) => {
    const seller: Seller = {
      kind: 'seller',
      id: row.id,
      party: row.party ?? undefined,
      taxRates: row.tax_rates,
    };
    return [rowId('seller', row.id), seller] as const;
  });
}

async function awaitSellers(tx: Tx, ids: readonly string[]): Promise<StoredSeller[]> {
  tx.write('INSERT INTO sellers (id) SELECT unnest($1::uuid[]) ORDER BY 1 ON CONFLICT DO NOTHING', [
    ids,
  ]);
  return tx.query<StoredSeller>(
    'SELECT id, party, tax_rates FROM sellers WHERE id = ANY ($1) ORDER BY id FOR UPDATE',
    [ids],
  );
}

/** Customers that orders has told of. */
export async function loadCustomers(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await tx.query<{ id: string; number: string }>(
    'SELECT id, number FROM customers WHERE id = ANY ($1)',
    [ids],
  );
  return found.map(({ id, number }) => {
    const customer: Customer = { kind: 'customer', id, number };
    return [rowId('customer', id), customer] as const;
  });
}

/** Keeps sellers as they are now. */
export async function saveSellers(
  tx: Tx,
  sellers: readonly DataOf<'SellerRegistered'>[],
): Promise<void> {
  const copies = sellers.map(sellerOf);
  tx.write(
    `INSERT INTO sellers (id, time_zone, party, tax_rates)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::jsonb[])
     ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, party = excluded.party,
                                    tax_rates = excluded.tax_rates`,
    [
      copies.map(({ id }) => id),
      sellers.map(({ timeZone }) => timeZone),
      copies.map(({ party }) => JSON.stringify(party)),
      copies.map(({ taxRates }) => JSON.stringify(taxRates)),
    ],
  );
}

/** Keeps customers as they are now. */
export async function saveCustomers(
  tx: Tx,
  customers: readonly DataOf<'CustomerRegistered'>[],
): Promise<void> {
  tx.write(
    `INSERT INTO customers (id, number, name, email)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT (id) DO UPDATE SET number = excluded.number, name = excluded.name,
                                    email = excluded.email`,
    [
      customers.map(({ customer }) => customer),
      customers.map(({ number }) => number),
      customers.map(({ name }) => name),
      customers.map(({ email }) => email ?? null),
    ],
  );
}

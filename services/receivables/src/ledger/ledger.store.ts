import { type Condition, type Database, filtered, type Tx } from '@o2c/messaging';
import type { PageRequest } from '@o2c/runtime';
import type { Entry } from '../domain/ledger.js';
import { tableWriter } from '../table.store.js';

/** Adds entries; nothing ever changes or removes one. */
export function writeEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
  return addEntries(
    tx,
    entries.map((entry) => ({ ...entry, recordedAt: tx.now })),
  );
}

const addEntries = tableWriter<Entry & { readonly recordedAt: Date }>('ledger_entries', {
  kind: ['text', (entry) => entry.kind],
  seller: ['uuid', (entry) => entry.seller],
  customer: ['uuid', (entry) => entry.customer],
  document: ['text', (entry) => entry.document],
  debit: ['text', (entry) => entry.debit],
  credit: ['text', (entry) => entry.credit],
  amount_minor: ['bigint', (entry) => entry.amount],
  currency: ['text', (entry) => entry.currency],
  posted_on: ['date', (entry) => entry.on],
  recorded_at: ['timestamptz', (entry) => entry.recordedAt],
  item: ['uuid', (entry) => entry.item],
  payment: ['uuid', (entry) => entry.payment],
  application: ['uuid', (entry) => entry.application],
  reason: ['text', (entry) => entry.reason],
});

/** An entry as it is read. */
export type EntryRow = Omit<Entry, 'item' | 'payment' | 'application' | 'reason'> & {
  readonly id: number;
  readonly recordedAt: Date;
  readonly item: string | null;
  readonly payment: string | null;
  readonly application: string | null;
  readonly reason: string | null;
};

/** Entries in the order they were written, one more than the page holds. */
export function readEntries(
  database: Database,
  conditions: readonly Condition[],
  { after, limit }: PageRequest,
): Promise<EntryRow[]> {
  const sql = `
    SELECT id, kind, seller, customer, document, debit, credit, amount_minor AS amount, currency,
           posted_on AS "on", recorded_at AS "recordedAt", item, payment, application, reason
      FROM ledger_entries WHERE … ORDER BY id LIMIT $1`;
  return database.read<EntryRow>(
    ...filtered(sql, [limit + 1], [...conditions, ['id > ?::bigint', after]]),
  );
}

/** Turnover of an account in minor units. */
export type BalanceRow = {
  readonly seller: string;
  readonly account: string;
  readonly currency: string;
  readonly debit: number;
  readonly credit: number;
};

/** Turnover by seller, account and currency. */
export function readBalances(
  database: Database,
  conditions: readonly Condition[],
): Promise<BalanceRow[]> {
  const sql = `
    SELECT seller, account, currency, sum(debited)::bigint AS debit,
           sum(credited)::bigint AS credit
      FROM ledger_entries
     CROSS JOIN LATERAL (VALUES (debit, amount_minor, 0), (credit, 0, amount_minor))
             AS side (account, debited, credited)
     WHERE … GROUP BY seller, account, currency ORDER BY seller, currency, account`;
  return database.read<BalanceRow>(...filtered(sql, [], conditions));
}

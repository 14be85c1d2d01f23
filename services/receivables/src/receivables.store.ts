import type { Aggregate, Tx } from '@o2c/messaging';
import { evolve } from './domain/evolve.js';
import type { Entry } from './domain/ledger.js';
import { type Command, decide, rowsOf } from './domain/receivables.js';
import type { Claim, ReceivablesFact, Row } from './domain/rows.js';
import { writeEntries } from './ledger/ledger.store.js';
import { resolve } from './lookup.store.js';
import { lockItems, writeItems } from './open-items/open-item.store.js';
import { lockPayments, writePayments } from './payments/payment.store.js';

/**
 * Open items, payments and the entries between them. Lock order: claims, open items, payments,
 * each by id.
 */
export const receivables: Aggregate<Row, Command, ReceivablesFact> = {
  resolve,
  rows: rowsOf,
  loadMany,
  decide,
  evolve,
  saveMany,
};

async function loadMany(
  tx: Tx,
  rows: readonly string[],
  commands: readonly Command[],
): Promise<Map<string, Row>> {
  const claims = idsIn(rows, 'claims/');
  const items = idsIn(rows, 'open_items/');
  const payments = idsIn(rows, 'payments/');
  const found: readonly (readonly Row[])[] = await Promise.all([
    claims.length === 0 ? [] : lockClaims(tx, claims),
    items.length === 0 ? [] : lockItems(tx, items),
    payments.length === 0 ? [] : lockPayments(tx, payments, withApplications(commands)),
  ]);
  return new Map(found.flat().map((row) => [rowIdOf(row), row]));
}

/** Claims are made where they are missing, so that two requests meet at the same row. */
async function lockClaims(tx: Tx, keys: readonly string[]): Promise<Claim[]> {
  tx.write('INSERT INTO claims (key) SELECT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING', [
    keys,
  ]);
  return tx.query<Claim>(
    `SELECT 'claim' AS "is", key, holder FROM claims
      WHERE key = ANY ($1::text[]) ORDER BY key FOR UPDATE`,
    [keys],
  );
}

/** Only a request about a payment that is there already needs to know what it settled. */
function withApplications(commands: readonly Command[]): readonly string[] {
  return commands.flatMap((command) => {
    switch (command.type) {
      case 'ReceivePayment':
        return command.found.existing ?? [];
      case 'ApplyPayment':
      case 'UnapplyPayment':
      case 'ReversePayment':
      case 'RefundPayment':
        return command.payment;
      case 'OpenInvoice':
      case 'OpenCreditNote':
      case 'LoadItem':
      case 'DisputeItem':
      case 'WriteOffItem':
      case 'RemindItem':
      case 'ApplyCredit':
      case 'SettleWaiting':
        return [];
    }
  });
}

async function saveMany(
  tx: Tx,
  changed: ReadonlyMap<string, Row>,
  facts: readonly ReceivablesFact[],
): Promise<void> {
  const rows = [...changed.values()];
  await writeItems(
    tx,
    rows.filter((row) => row.is === 'item'),
  );
  await writePayments(
    tx,
    rows.filter((row) => row.is === 'payment'),
  );
  await writeClaims(
    tx,
    rows.filter((row) => row.is === 'claim'),
  );
  await writeEntries(tx, facts.flatMap(entryOf));
}

async function writeClaims(tx: Tx, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  tx.write(
    `UPDATE claims SET holder = new.holder
       FROM unnest($1::text[], $2::uuid[]) AS new (key, holder) WHERE claims.key = new.key`,
    [claims.map(({ key }) => key), claims.map(({ holder }) => holder)],
  );
}

function entryOf(fact: ReceivablesFact): readonly Entry[] {
  return fact.type === 'posted' ? [fact.data] : [];
}

function idsIn(rows: readonly string[], table: string): readonly string[] {
  return rows.filter((row) => row.startsWith(table)).map((row) => row.slice(table.length));
}

function rowIdOf(row: Row): string {
  switch (row.is) {
    case 'item':
      return `open_items/${row.id}`;
    case 'payment':
      return `payments/${row.id}`;
    case 'claim':
      return `claims/${row.key}`;
  }
}

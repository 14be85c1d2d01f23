import type { Aggregate, Rows, Tx } from '@o2c/messaging';
import type { CreditCommand, CreditFact } from './domain/credit-account.js';
import {
  accountRow,
  type CreditRow,
  decideRows,
  evolveRows,
  rowsTouched,
} from './domain/credit-rows.js';
import { saveAccounts } from './tables/accounts.store.js';
import { saveDocuments } from './tables/documents.store.js';
import { loadCredit } from './tables/load.store.js';
import { accountsNamed, ownersOf } from './tables/names.store.js';
import { saveReservations } from './tables/reservations.store.js';

/**
 * Credit accounts with the reservations and documents that make up their exposure. An account's
 * row is the one lock: what belongs to it is read and written only by who holds it.
 */
export const creditAccounts: Aggregate<CreditRow, CreditCommand, CreditFact> = {
  resolve,
  rows: rowsTouched,
  loadMany: (tx, _, commands) => loadCredit(tx, commands),
  decide: decideRows,
  evolve: evolveRows,
  saveMany: save,
};

/** Some commands name only the order, or what callers call the account. */
async function resolve(tx: Tx, commands: readonly CreditCommand[]): Promise<CreditCommand[]> {
  const query = tx.query.bind(tx);
  const sought = commands.filter(({ account }) => account === null);
  const orders = sought.flatMap(({ order }) => order ?? []);
  const names = sought.flatMap((it) => (it.type === 'ChangeTerms' ? it.named : []));
  const [byOrder, byName] = await Promise.all([
    ownersOf(query, orders),
    accountsNamed(query, names),
  ]);
  return commands.map((command) => {
    if (command.account !== null) return command;
    const isNamed = command.type === 'ChangeTerms';
    const account = isNamed ? byName.get(command.named) : byOrder.get(command.order ?? '');
    return { ...command, account: account ?? null };
  });
}

/** Writes what changed; where room is left, the next who wait are asked after this transaction. */
async function save(tx: Tx, changed: Rows<CreditRow>, facts: readonly CreditFact[]): Promise<void> {
  const rows = [...changed.values()];
  const accounts = rows.flatMap((row) => ('account' in row ? row.account : []));
  const reservations = rows
    .filter((row) => 'order' in row)
    .sort((one, other) => (one.order.order < other.order.order ? -1 : 1));
  const documents = rows.filter((row) => 'document' in row);
  await saveAccounts(tx, accounts);
  await saveReservations(tx, reservations);
  await saveDocuments(tx, documents);
  const left = facts.flatMap((fact) => (fact.type === 'room-left' ? fact.data : []));
  tx.followUp('offer-room', [...new Map(left.map((it) => [accountRow(it), it])).values()]);
}

import type { RowId, Tx } from '@o2c/messaging';
import type { AccountKey, CreditAccount, CreditCommand } from '../domain/credit-account.js';
import { total } from '../domain/exposure.js';
import { FRONT, isBefore, type QueuePlace } from '../domain/queue.js';
import { accountOf, lockAccounts, openAccounts } from './accounts.store.js';
import { type DocumentName, loadDocuments, loadDueDays } from './documents.store.js';
import {
  expectOrders,
  loadReservations,
  loadWaiting,
  type QueuePage,
} from './reservations.store.js';
import {
  accountRow,
  type CreditRow,
  documentEntry,
  type Named,
  namedBy,
  orderEntry,
} from '../domain/credit-rows.js';

/**
 * Locks the accounts that commands name, then loads of what belongs to them only what is named,
 * and the orders that wait longest: a million orders cost the same as ten.
 */
export async function loadCredit(
  tx: Tx,
  commands: readonly CreditCommand[],
): Promise<Map<RowId, CreditRow>> {
  const named = commands.map(namedBy);
  const keys = keysOf(commands);
  await openAccounts(tx, keys);
  // Sent together, and yet what belongs to an account is read once its lock is held.
  const [records, , orders, documents] = await Promise.all([
    lockAccounts(tx, keys),
    expectOrders(tx, ordersToMeet(commands)),
    loadReservations(tx, [...new Set(named.flatMap(({ order }) => order ?? []))]),
    loadDocuments(tx, named.flatMap(documentsOf)),
  ]);
  const accounts = records.map(accountOf);
  const places = placesIn(commands);
  const waiting = await loadWaiting(tx, pagesOf(accounts, places), FRONT + 1);
  const due = await loadDueDays(tx, unruled(accounts, commands));

  const found = new Map([...waiting, ...orders].map((it) => [it.order.order, it]));
  const inLine = Map.groupBy(waiting, ({ of }) => accountRow(of));
  const dueDays = Map.groupBy(due, accountRow);
  const complete = (account: CreditAccount): [RowId, CreditRow] => {
    const id = accountRow(account);
    const first = (inLine.get(id) ?? []).flatMap(
      ({ order }) => found.get(order.order)?.order ?? [],
    );
    const page = { first: first.slice(0, FRONT), more: first.length > FRONT };
    const queue = { ...account.queue, ...page, isFront: !places.get(id) };
    return [id, { account: { ...account, queue, due: dueDays.get(id) ?? account.due } }];
  };
  return new Map([
    ...accounts.map(complete),
    ...documents.map(documentEntry),
    ...[...found.values()].map(orderEntry),
  ]);
}

/**
 * All orders, where an account was sought by one and not found: their rows are locked in one order,
 * those that are expected and those that are written. A circle is left only where an order comes to
 * be known meanwhile, so that its account is locked late: the database ends it, and it is tried
 * again.
 */
function ordersToMeet(commands: readonly CreditCommand[]): string[] {
  const isUnknown = commands.some(({ account, order }) => account === null && order);
  return isUnknown ? commands.flatMap(({ order }) => order ?? []) : [];
}

function keysOf(commands: readonly CreditCommand[]): AccountKey[] {
  const keys = commands.flatMap(({ account }) => account ?? []);
  return [...new Map(keys.map((key) => [accountRow(key), key])).values()];
}

/** The first page of each queue; a later one only of orders that are small enough to fit. */
function pagesOf(accounts: readonly CreditAccount[], places: Places) {
  return accounts
    .filter(({ queue }) => queue.length > 0)
    .map((account): QueuePage => {
      const after = places.get(accountRow(account));
      return { ...account, after, room: after ? roomOf(account) : null };
    });
}

type Places = ReadonlyMap<RowId, QueuePlace | undefined>;

/** Behind whom each account's queue goes on; where it is asked twice, from the front of the two. */
function placesIn(commands: readonly CreditCommand[]): Places {
  const places = new Map<RowId, QueuePlace | undefined>();
  for (const command of commands) {
    if (command.type !== 'OfferRoom' || !command.account) continue;
    const account = accountRow(command.account);
    const isFirst = !places.has(account) || isBefore(command.after, places.get(account));
    if (isFirst) places.set(account, command.after);
  }
  return places;
}

function roomOf({ terms, exposure }: CreditAccount): number | null {
  return terms.limit === null ? null : terms.limit - total(exposure);
}

function documentsOf({ account, documents }: Named): DocumentName[] {
  return account ? documents.map((document) => ({ ...account, ...document })) : [];
}

/** Accounts whose overdue rule may be switched on by a command. */
function unruled(accounts: readonly CreditAccount[], commands: readonly CreditCommand[]) {
  const mayChange = commands.some(({ type }) => type === 'ChangeTerms');
  return accounts.filter(({ terms }) => mayChange && terms.overdue === null);
}

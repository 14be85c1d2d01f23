import type { Tx } from '@o2c/messaging';
import { localDate } from '@o2c/runtime';
import type { Command } from './domain/receivables.js';
import {
  bankKeyOf,
  type Found,
  itemsByName,
  type NamedItem,
  newNamesOf,
  type WaitingPayment,
} from './domain/lookup.js';
import { nameOf, namesIn } from './domain/reference.js';
import { findCustomers, findSellers } from './parties.store.js';
import { liveApplications } from './payments/payment.store.js';

/** Reads everything that the commands name: one statement per kind of thing, none where none is. */
export async function find(tx: Tx, commands: readonly Command[]): Promise<Found> {
  const [sellers, items, customers, waiting, sellerOf, appliedTo] = await Promise.all([
    commands.some(needsSeller) ? findSellers(tx) : [],
    findItems(tx, commands),
    findCustomers(tx, commands.flatMap(customersOf)),
    findWaiting(tx, commands.flatMap(newNamesOf)),
    findSellersOf(tx, commands.flatMap(knownIdsOf)),
    findAppliedTo(tx, commands),
  ]);
  const keys = commands.flatMap((command) => bankKeyOf(command, sellers) ?? []);
  return {
    ...{ sellers, customers, waiting, sellerOf, appliedTo },
    items: new Map(items.map((item) => [item.id, item])),
    itemsByName: itemsByName(items),
    booked: await findBooked(tx, keys),
    todayIn: (timeZone) => localDate(tx.now, timeZone),
  };
}

function needsSeller({ type }: Command): boolean {
  switch (type) {
    case 'LoadItem':
    case 'ReceivePayment':
    case 'ApplyPayment':
    case 'UnapplyPayment':
    case 'ReversePayment':
    case 'RefundPayment':
    case 'WriteOffItem':
    case 'ApplyCredit':
      return true;
    case 'OpenInvoice':
    case 'OpenCreditNote':
    case 'DisputeItem':
    case 'RemindItem':
    case 'SettleWaiting':
      return false;
  }
}

function customersOf(command: Command): readonly string[] {
  return 'customer' in command && command.customer !== undefined ? [command.customer] : [];
}

function knownIdsOf(command: Command): readonly string[] {
  if (command.type === 'WriteOffItem') return [command.item];
  if (command.type === 'ApplyCredit') return [command.credit];
  return 'payment' in command && command.type !== 'SettleWaiting' ? [command.payment] : [];
}

async function findItems(tx: Tx, commands: readonly Command[]): Promise<readonly NamedItem[]> {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const command of commands) {
    if (command.type === 'ApplyPayment' || command.type === 'ApplyCredit') {
      command.items.forEach((line) => ids.add(line.openItem));
    }
    if (command.type === 'LoadItem') names.add(nameOf(command.document));
    if (command.type !== 'ReceivePayment') continue;
    command.apply?.forEach((line) => ids.add(line.openItem));
    if (command.apply || command.reference === undefined) continue;
    const { references, documents } = namesIn(command.reference);
    for (const name of [...references, ...documents]) names.add(name);
  }
  return ids.size + names.size === 0 ? [] : tx.query(NAMED_ITEMS, [[...ids], [...names]]);
}

const NAMED_ITEMS = `
  SELECT id, seller, kind, document_name AS "documentName", reference_name AS "referenceName"
    FROM open_items
   WHERE id = ANY ($1::uuid[]) OR document_name = ANY ($2::text[])
      OR reference_name = ANY ($2::text[])`;

async function findWaiting(tx: Tx, names: readonly string[]): Promise<Found['waiting']> {
  if (names.length === 0) return new Map();
  const rows = await tx.query<WaitingPayment & { readonly awaited: readonly string[] }>(
    `SELECT id, seller, awaited FROM payments WHERE awaited <> '{}' AND awaited && $1::text[]`,
    [names],
  );
  const named = rows.flatMap(({ awaited, ...row }) => awaited.map((name) => ({ ...row, name })));
  return Map.groupBy(named, ({ name }) => name);
}

async function findBooked(tx: Tx, keys: readonly string[]): Promise<Found['booked']> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<{ key: string; holder: string }>(
    'SELECT key, holder FROM claims WHERE key = ANY ($1::text[]) AND holder IS NOT NULL',
    [keys],
  );
  return new Map(rows.map(({ key, holder }) => [key, holder]));
}

async function findSellersOf(tx: Tx, ids: readonly string[]): Promise<Found['sellerOf']> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; seller: string }>(
    `SELECT id, seller FROM payments WHERE id = ANY ($1::uuid[])
      UNION ALL SELECT id, seller FROM open_items WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, seller }) => [id, seller]));
}

async function findAppliedTo(tx: Tx, commands: readonly Command[]): Promise<Found['appliedTo']> {
  const payments = commands.flatMap((command) =>
    command.type === 'UnapplyPayment' || command.type === 'ReversePayment' ? command.payment : [],
  );
  const rows = await liveApplications((...ask) => tx.query(...ask), payments);
  const byPayment = Map.groupBy(rows, ({ payment }) => payment);
  return new Map([...byPayment].map(([id, list]) => [id, list.map(({ item }) => item)]));
}

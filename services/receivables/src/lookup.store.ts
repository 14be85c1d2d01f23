import type { Tx } from '@o2c/messaging';
import { localDate } from '@o2c/runtime';
import type { Parties } from './domain/faults.js';
import type { Command } from './domain/receivables.js';
import type { FoundItem, ReceivePayment } from './domain/receive-payment.js';
import { nameOf, namesIn } from './domain/reference.js';
import { bankKeyOf, find, type Found, newNamesOf } from './found.store.js';
import { sellerNamed } from './parties.store.js';

/** Completes commands with the rows that their requests, references and documents name. */
export async function resolve(tx: Tx, commands: readonly Command[]): Promise<readonly Command[]> {
  const found = await find(tx, commands);
  const partners = commands.map((command) => partnersOf(command, found));
  const ids = await newIds(tx, partners.flat().length);
  return commands.map((command, index) => {
    const named = partners[index] ?? [];
    const items = named.map((id): FoundItem => ({ id, application: ids.pop() ?? '' }));
    return completed(command, items, found);
  });
}

/** Ids for applications: how many there can be is known only now. */
async function newIds(tx: Tx, count: number): Promise<string[]> {
  if (count === 0) return [];
  const sql = 'SELECT gen_random_uuid() AS id FROM generate_series(1, $1::int)';
  return (await tx.query<{ id: string }>(sql, [count])).map(({ id }) => id);
}

/** The items that a payment may settle, or the payments that may settle an item. */
function partnersOf(command: Command, found: Found): readonly string[] {
  switch (command.type) {
    case 'ReceivePayment':
      return itemsPaidBy(command, found);
    case 'ApplyPayment': {
      const asked = new Set(command.items.map((line) => line.openItem));
      return found.items.filter(({ id }) => asked.has(id)).map(({ id }) => id);
    }
    case 'OpenInvoice':
      return paymentsFor(command, command.item.seller, found);
    case 'LoadItem':
      return paymentsFor(command, sellerNamed(found.sellers, command.seller)?.id, found);
    case 'OpenCreditNote':
    case 'DisputeItem':
    case 'WriteOffItem':
    case 'RemindItem':
    case 'UnapplyPayment':
    case 'ReversePayment':
    case 'RefundPayment':
    case 'SettleWaiting':
      return [];
  }
}

function itemsPaidBy(
  { apply, reference, seller: name }: ReceivePayment,
  { items, sellers }: Found,
): readonly string[] {
  if (apply) {
    const asked = new Set(apply.map((line) => line.openItem));
    return items.filter(({ id }) => asked.has(id)).map(({ id }) => id);
  }
  const seller = sellerNamed(sellers, name);
  if (reference === undefined || !seller) return [];
  const { references, documents } = namesIn(reference);
  const named = new Set([...references, ...documents]);
  return items
    .filter((item) => item.seller === seller.id)
    .filter((item) => named.has(item.documentName) || named.has(item.referenceName ?? ''))
    .map(({ id }) => id);
}

function paymentsFor(
  command: Command,
  seller: string | undefined,
  { waiting }: Found,
): readonly string[] {
  const names = newNamesOf(command);
  return waiting
    .filter((payment) => payment.seller === seller)
    .filter(({ awaited }) => awaited.some((name) => names.includes(name)))
    .map(({ id }) => id);
}

function completed(command: Command, partners: readonly FoundItem[], found: Found): Command {
  switch (command.type) {
    case 'ReceivePayment': {
      const existing = found.booked.get(bankKeyOf(command, found.sellers) ?? '');
      return { ...command, found: { ...partiesOf(command, found), items: partners, existing } };
    }
    case 'LoadItem': {
      const parties = partiesOf(command, found);
      const existing = loadedBefore(command, parties.seller?.id, found);
      return { ...command, found: { ...parties, payments: partners, existing } };
    }
    case 'OpenInvoice':
      return { ...command, found: { payments: partners } };
    case 'ApplyPayment': {
      const customer = found.customers.get(command.customer ?? '');
      const today = todayOf(command.payment, found);
      return { ...command, found: { items: partners, customer, today } };
    }
    case 'UnapplyPayment':
    case 'ReversePayment': {
      const items = found.appliedTo.get(command.payment) ?? [];
      return { ...command, found: { items, today: todayOf(command.payment, found) } };
    }
    case 'RefundPayment':
      return { ...command, found: { today: todayOf(command.payment, found) } };
    case 'WriteOffItem':
      return { ...command, found: { today: todayOf(command.item, found) } };
    case 'OpenCreditNote':
    case 'DisputeItem':
    case 'RemindItem':
    case 'SettleWaiting':
      return command;
  }
}

function partiesOf(
  named: { readonly seller?: string | undefined; readonly customer?: string | undefined },
  { sellers, customers, now }: Found,
): Parties {
  const seller = sellerNamed(sellers, named.seller);
  return {
    seller,
    severalSellers: sellers.length > 1,
    customer: customers.get(named.customer ?? ''),
    today: localDate(now, seller?.timeZone ?? 'UTC'),
  };
}

function loadedBefore(
  { kind, document }: { readonly kind: string; readonly document: string },
  seller: string | undefined,
  { items }: Found,
): string | undefined {
  const name = nameOf(document);
  return items.find(
    (item) => item.seller === seller && item.kind === kind && item.documentName === name,
  )?.id;
}

/** The date in the time zone of the seller whose payment or item it is. */
function todayOf(id: string, { sellerOf, sellers, now }: Found): string {
  const seller = sellers.find((one) => one.id === sellerOf.get(id));
  return localDate(now, seller?.timeZone ?? 'UTC');
}

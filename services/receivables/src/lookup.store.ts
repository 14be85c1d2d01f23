import type { Tx } from '@o2c/messaging';
import { localDate } from '@o2c/runtime';
import type { Parties } from './domain/faults.js';
import type { Command } from './domain/receivables.js';
import type { ApplyLine, FoundItem, ReceivePayment } from './domain/receive-payment.js';
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
    case 'ApplyPayment':
    case 'ApplyCredit':
      return known(command.items, found);
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
  found: Found,
): readonly string[] {
  if (apply) return known(apply, found);
  const seller = sellerNamed(found.sellers, name);
  if (reference === undefined || !seller) return [];
  const { references, documents } = namesIn(reference);
  const named = [...references, ...documents].flatMap((one) => found.itemsByName.get(one) ?? []);
  return unique(named.filter((item) => item.seller === seller.id));
}

function known(lines: readonly ApplyLine[], { items }: Found): readonly string[] {
  return unique(lines.flatMap(({ openItem }) => items.get(openItem) ?? []));
}

function paymentsFor(
  command: Command,
  seller: string | undefined,
  { waiting }: Found,
): readonly string[] {
  const payments = newNamesOf(command).flatMap((name) => waiting.get(name) ?? []);
  return unique(payments.filter((payment) => payment.seller === seller));
}

function unique(rows: readonly { readonly id: string }[]): readonly string[] {
  return [...new Set(rows.map(({ id }) => id))];
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
    case 'ApplyCredit':
      return { ...command, found: { items: partners, today: todayOf(command.credit, found) } };
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
  { itemsByName }: Found,
): string | undefined {
  const named = itemsByName.get(nameOf(document)) ?? [];
  return named.find((item) => item.seller === seller && item.kind === kind)?.id;
}

/** The date in the time zone of the seller whose payment or item it is. */
function todayOf(id: string, { sellerOf, sellers, now }: Found): string {
  const seller = sellers.find((one) => one.id === sellerOf.get(id));
  return localDate(now, seller?.timeZone ?? 'UTC');
}

import type { Parties } from './faults.js';
import { namesOf } from './open-item.js';
import type { ApplyLine, FoundItem, ReceivePayment } from './receive-payment.js';
import type { Command } from './receivables.js';
import { nameOf, namesIn } from './reference.js';

/** What this service keeps of a seller. */
export type Seller = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
};

/** An item as it can be named. */
export type NamedItem = {
  readonly id: string;
  readonly seller: string;
  readonly kind: string;
  readonly documentName: string;
  readonly referenceName: string | null;
};

/** A payment that waits for a document. */
export type WaitingPayment = { readonly id: string; readonly seller: string };

/** What the commands of a batch name, read without locks. */
export type Found = {
  readonly sellers: readonly Seller[];
  /** Customer ids by what requests call them. */
  readonly customers: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, NamedItem>;
  /** The same by document number and creditor reference. */
  readonly itemsByName: ReadonlyMap<string, readonly NamedItem[]>;
  /** Payments that wait for a document, by its name. */
  readonly waiting: ReadonlyMap<string, readonly WaitingPayment[]>;
  /** Payments by the claim on their bank reference. */
  readonly booked: ReadonlyMap<string, string>;
  /** Sellers of the payments and items that are named by id. */
  readonly sellerOf: ReadonlyMap<string, string>;
  /** Items that a payment is applied to. */
  readonly appliedTo: ReadonlyMap<string, readonly string[]>;
  /** Today in a time zone. */
  readonly todayIn: (timeZone: string) => string;
};

/** The items that a payment may settle, or the payments that may settle an item. */
export function partnersOf(command: Command, found: Found): readonly string[] {
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

/** Items by every name that a payment can call them. */
export function itemsByName(items: readonly NamedItem[]): Found['itemsByName'] {
  const named = items.flatMap((item) => [
    { name: item.documentName, item },
    ...(item.referenceName === null ? [] : [{ name: item.referenceName, item }]),
  ]);
  const groups = Map.groupBy(named, ({ name }) => name);
  return new Map([...groups].map(([name, list]) => [name, list.map(({ item }) => item)]));
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

/** The command with what it names; `partners` with ids for applications. */
export function completed(command: Command, partners: readonly FoundItem[], found: Found): Command {
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
  { sellers, customers, todayIn }: Found,
): Parties {
  const seller = sellerNamed(sellers, named.seller);
  return {
    seller,
    severalSellers: sellers.length > 1,
    customer: customers.get(named.customer ?? ''),
    today: todayIn(seller?.timeZone ?? 'UTC'),
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
function todayOf(id: string, { sellerOf, sellers, todayIn }: Found): string {
  const seller = sellers.find((one) => one.id === sellerOf.get(id));
  return todayIn(seller?.timeZone ?? 'UTC');
}

/** The claim on a payment's bank reference, once its seller is known. */
export function bankKeyOf(command: Command, sellers: readonly Seller[]): string | undefined {
  if (command.type !== 'ReceivePayment' || command.bankReference === undefined) return undefined;
  const seller = sellerNamed(sellers, command.seller);
  return seller && `bank:${seller.id}:${command.bankReference}`;
}

/** The names that a new item can be paid by. */
export function newNamesOf(command: Command): readonly string[] {
  if (command.type === 'OpenInvoice') return namesOf(command.item);
  if (command.type !== 'LoadItem') return [];
  return namesOf({ document: command.document, reference: command.reference ?? null });
}

/** The seller of that id or number; without a name, the only one. */
export function sellerNamed(
  sellers: readonly Seller[],
  name: string | undefined,
): Seller | undefined {
  if (name === undefined) return sellers.length === 1 ? sellers[0] : undefined;
  return (
    sellers.find(({ id }) => id === name.toLowerCase()) ??
    sellers.find(({ number }) => number === name)
  );
}

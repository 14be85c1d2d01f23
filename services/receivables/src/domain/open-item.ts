import { moneyJson, type MoneyJson } from '@o2c/money';
import { nameOf } from './reference.js';

/** An invoice, credit note or loaded document with its unsettled rest. Amounts in minor units. */
export type OpenItem = {
  readonly is: 'item';
  readonly id: string;
  readonly seller: string;
  readonly customer: string;
  /** Number that the customer knows it by. */
  readonly document: string;
  readonly kind: 'invoice' | 'credit_note';
  /** Issued by billing, or loaded from another system. */
  readonly origin: 'billing' | 'loaded';
  readonly order: string | null;
  readonly invoice: string | null;
  readonly documentDate: string;
  readonly dueDate: string;
  readonly currency: string;
  /** Below 0 for a credit note. */
  readonly amount: number;
  /** Between 0 and `amount`. */
  readonly open: number;
  /** Between 0 and `open`; never above 0 for a credit note. */
  readonly disputed: number;
  readonly writtenOff: number;
  /** ISO 11649 creditor reference. */
  readonly reference: string | null;
  readonly history: boolean;
  /** Highest reminder level sent, 0 to 3. */
  readonly reminded: number;
  /** Date of the latest ledger entry: from then on `open` is what it is now. */
  readonly lastOn: string;
  readonly version: number;
};

/** What a new item is told; the rest follows. */
export type NewItem = Omit<
  OpenItem,
  'is' | 'open' | 'writtenOff' | 'reminded' | 'lastOn' | 'version'
>;

/** An item before its opening entry. */
export function newItem(item: NewItem): OpenItem {
  const { documentDate } = item;
  const start = { open: 0, writtenOff: 0, reminded: 0, lastOn: documentDate, version: 0 };
  return { is: 'item', ...item, ...start };
}

/** Nothing is left of a closed item. */
export function statusOfItem({ open }: Pick<OpenItem, 'open'>): 'open' | 'closed' {
  return open === 0 ? 'closed' : 'open';
}

/** A disputed amount never exceeds what is open, and a credit note is not disputed. */
export function disputable(disputed: number, open: number): number {
  return Math.min(disputed, Math.max(open, 0));
}

/** The names by which a payment can find the item. */
export function namesOf(item: Pick<OpenItem, 'document' | 'reference'>): readonly string[] {
  return [item.document, ...(item.reference === null ? [] : [item.reference])].map(nameOf);
}

/** The fields that every fact about an item has. */
export function itemFields(item: OpenItem) {
  const { id, seller, customer, document, kind, invoice, order } = item;
  return {
    item: id,
    seller,
    customer,
    document,
    kind,
    ...(invoice !== null && { invoice }),
    ...(order !== null && { order }),
  };
}

/** An amount of minor units in the item's or payment's currency, as facts and answers carry it. */
export function inCurrency({ currency }: { readonly currency: string }, minor: number): MoneyJson {
  return moneyJson({ minor, currency });
}

/** The later of two dates. */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

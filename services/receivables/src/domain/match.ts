import { namesOf, type OpenItem } from './open-item.js';
import type { Payment } from './payment.js';
import { isNumbered, nameOf, type Names } from './reference.js';

/** What a payment's reference explains. */
export type Match = {
  /** Items of one customer, oldest due first. */
  readonly settles: readonly OpenItem[];
  /** Names that no item has yet: the payment is applied when such an item opens. */
  readonly awaited: readonly string[];
};

/** A payment waits for at most so many names. */
const MAX_AWAITED = 50;

/**
 * The items of the payment's seller that a reference names: by creditor reference, else by document
 * number. Only a unique explanation counts: items of several customers, or two items of one number
 * or one creditor reference, are left to a clerk.
 */
export function match(
  payment: Pick<Payment, 'seller' | 'customer' | 'currency'>,
  items: readonly OpenItem[],
  names: Names,
): Match {
  const ours = items.filter((item) => item.seller === payment.seller && item.kind === 'invoice');
  const referred = ours.filter(({ reference }) => {
    return reference !== null && names.references.includes(nameOf(reference));
  });
  const numbered = ours.filter(({ document }) => names.documents.includes(nameOf(document)));
  const [named, nameIn] = referred.length > 0 ? [referred, referenceOf] : [numbered, documentOf];
  const fitting = named.filter(({ customer, currency }) => {
    return currency === payment.currency && customer === (payment.customer ?? customer);
  });
  const unique = fitting.filter((item) =>
    fitting.every((one) => one === item || nameIn(one) !== nameIn(item)),
  );
  const customers = new Set(unique.map(({ customer }) => customer));
  return {
    settles: customers.size === 1 ? unique.toSorted(byDueDate) : [],
    awaited: referred.length > 0 ? [] : awaitedNames(names, items),
  };
}

function referenceOf({ reference }: OpenItem): string {
  return nameOf(reference ?? '');
}

function documentOf({ document }: OpenItem): string {
  return nameOf(document);
}

/** Oldest due first, then oldest, then by number. */
export function byDueDate(a: OpenItem, b: OpenItem): number {
  return (
    compare(a.dueDate, b.dueDate) ||
    compare(a.documentDate, b.documentDate) ||
    compare(a.document, b.document)
  );
}

function awaitedNames(names: Names, items: readonly OpenItem[]): readonly string[] {
  const known = new Set(items.flatMap(namesOf));
  const asked = new Set([...names.references, ...names.documents]);
  return [...asked].filter((name) => isNumbered(name) && !known.has(name)).slice(0, MAX_AWAITED);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

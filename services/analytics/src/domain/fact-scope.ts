import { definitionOf, type EventType, type Scope, type Source } from '@o2c/contracts';

/** Rights that open a service's facts; one is enough. Facts are seen whole or not at all. */
const SCOPES_OF: Readonly<Record<Source, readonly Scope[]>> = {
  orders: ['orders:read'],
  credit: ['credit:read'],
  inventory: ['stock:read'],
  shipping: ['shipments:read'],
  billing: ['invoices:read'],
  receivables: ['payments:read'],
};

/** Master data and items have rights of their own, beside or in place of their service's. */
const SCOPES_BY_TYPE: { readonly [T in EventType]?: readonly Scope[] } = {
  SellerRegistered: ['sellers:read'],
  SellerChanged: ['sellers:read'],
  CustomerRegistered: ['customers:read'],
  CustomerChanged: ['customers:read'],
  ProductRegistered: ['products:read'],
  ProductChanged: ['products:read'],
  PaymentApplied: ['payments:read', 'open-items:read'],
  PaymentUnapplied: ['payments:read', 'open-items:read'],
  OpenItemLoaded: ['open-items:read'],
  CreditApplied: ['open-items:read'],
  OpenItemClosed: ['open-items:read'],
  OpenItemReopened: ['open-items:read'],
  ItemDisputed: ['open-items:read'],
  WrittenOff: ['open-items:read'],
  ReminderSent: ['open-items:read'],
};

/**
 * Whether these rights show a fact: `analytics:read` opens the whole log, every other right the
 * facts of what it may read. Who has none of a fact's rights does not learn that it happened.
 */
export function maySee(scopes: ReadonlySet<Scope>, type: EventType): boolean {
  if (scopes.has('analytics:read')) return true;
  const rights = SCOPES_BY_TYPE[type] ?? SCOPES_OF[definitionOf(type).source];
  return rights.some((scope) => scopes.has(scope));
}

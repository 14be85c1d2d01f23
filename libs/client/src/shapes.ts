/** An amount or a unit price: decimal text and ISO 4217 currency. */
export type Money = { readonly amount: string; readonly currency: string };

/** Up to 6 decimals, as an integer or decimal text. */
export type Quantity = number | string;

/** A part of a list; `next` leads to the one after it. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

/** What became of one request of a batch: its body, or why it was refused. */
export type BatchResult<T> = {
  readonly status: number;
  readonly body?: T;
  readonly problem?: {
    readonly code: string;
    readonly detail: string;
    readonly errors: readonly { readonly code: string; readonly message: string }[];
  };
};

/** The answer to a batch: one result per request, in their order. */
export type BatchReply<T> = { readonly results: readonly BatchResult<T>[] };

/** A postal address. */
export type Address = {
  readonly name: string;
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
};

/** A legal entity that sells. */
export type Seller = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
};

/** A customer. */
export type Customer = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly currency: string;
  readonly version: number;
};

/** A product. */
export type Product = { readonly id: string; readonly sku: string; readonly version: number };

/** The first that is true, from the left. */
export type OrderStatus =
  | ('rejected' | 'cancelled' | 'closed' | 'held' | 'invoiced' | 'shipped')
  | ('partially_invoiced' | 'partially_shipped' | 'released' | 'placed');

/** A line of an order, and what became of it. */
export type OrderLine = {
  readonly line: number;
  readonly sku: string;
  readonly ordered: Quantity;
  readonly open: Quantity;
  readonly reserved: Quantity;
  readonly backordered: Quantity;
  readonly shipped: Quantity;
  readonly cancelled: Quantity;
  readonly invoiced: Quantity;
  readonly unitPrice: Money;
  readonly net: Money;
};

/** A reason that stops an order. */
export type Hold = {
  readonly id: string;
  readonly code: string;
  readonly order: string;
  readonly status: 'open' | 'released' | 'rejected';
};

/** An order. */
export type Order = {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly customer: string;
  readonly purchaseOrder?: string;
  /** The day at the seller's. */
  readonly orderedOn: string;
  readonly lines: readonly OrderLine[];
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
  readonly holds: readonly Hold[];
  readonly version: number;
};

/** What leaves together. */
export type Shipment = {
  readonly id: string;
  readonly number: string;
  readonly order: string;
  readonly status: 'planned' | 'picked' | 'packed' | 'shipped' | 'delivered' | 'voided';
  readonly lines: readonly {
    readonly line: number;
    readonly sku: string;
    readonly planned: Quantity;
    readonly shipped: Quantity;
  }[];
};

/** An invoice. */
export type Invoice = {
  readonly id: string;
  readonly number: string;
  readonly order: string;
  readonly customer: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
  /** Creditor reference, ISO 11649. */
  readonly reference: string;
  readonly lines: readonly object[];
};

/** What a customer owes for one document. */
export type OpenItem = {
  readonly id: string;
  readonly document: string;
  readonly documentDate: string;
  readonly dueDate: string;
  readonly amount: Money;
  readonly open: Money;
  readonly disputed: Money;
  readonly daysOverdue: number;
  readonly status: 'open' | 'closed';
  readonly version: number;
};

/** Money that came in, and what it settles. */
export type Payment = {
  readonly id: string;
  readonly amount: Money;
  readonly applied: readonly {
    readonly openItem: string;
    readonly document: string;
    readonly amount: Money;
  }[];
  readonly unapplied: Money;
  readonly status: string;
};

/** Whether everything adds up, over all services. */
export type Audit = {
  /** null while not settled. */
  readonly ok: boolean | null;
  /** Nothing was in flight while the sums were read. */
  readonly settled: boolean;
  readonly identities: readonly {
    readonly name: string;
    readonly seller: string | null;
    readonly currency: string | null;
    readonly left: string;
    readonly right: string;
    readonly ok: boolean | null;
    readonly firstBroken?: string;
  }[];
  readonly services: readonly {
    readonly service: string;
    readonly backlog: number;
    readonly lag: number;
    readonly waiting: number;
    readonly followUps: number;
    readonly parked: number;
  }[];
};

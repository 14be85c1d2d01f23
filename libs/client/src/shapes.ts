import type * as api from './api-types.js';

/** An amount or a unit price: decimal text and ISO 4217 currency. */
export type Money = api.Money;

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
export type Address = api.AddressDto;

/** A legal entity that sells. */
export type Seller = api.SellerView;

/** A customer. */
export type Customer = api.CustomerView;

/** A product. */
export type Product = api.ProductView;

/** The first that is true, from the left. */
export type OrderStatus = api.OrderView['status'];

/** A line of an order, and what became of it. */
export type OrderLine = api.OrderLineView;

/** A reason that stops an order. */
export type Hold = api.HoldView;

/** An order. */
export type Order = api.OrderView;

/** What leaves together. */
export type Shipment = api.ShipmentView;

/** An invoice. */
export type Invoice = api.InvoiceView;

/** What takes an invoice back, all of it or part. */
export type CreditNote = api.CreditNoteView;

/** What a customer owes for one document. */
export type OpenItem = api.OpenItemView;

/** Money that came in, and what it settles. */
export type Payment = api.PaymentView;

/** Whether everything adds up, over all services. */
export type Audit = api.AuditDto;

import type { Decision as DecisionOf, FactOf, FieldError } from '@o2c/contracts';
import type { CreditRequest } from './credit-request.js';
import type { CreditNote, Invoice } from './document.js';
import type { LineQuantity, Release, Shipment, Worth } from './order.js';

/** What a command learns before its rows are locked: today at the seller, and who sells. */
export type Issuing = {
  /** Today in the seller's time zone; absent until orders has told of the seller. */
  readonly today?: string | undefined;
  readonly seller?: string | undefined;
  /** The year of the number that may be needed. */
  readonly year?: number | undefined;
};

type ForOrder = Issuing & {
  readonly order: string;
  readonly customer?: string | undefined;
  /** Recorded time. */
  readonly at: string;
  /** Id of the document that may be issued. */
  readonly document: string;
};

/** The order may be delivered; again after each change. */
export type RecordRelease = ForOrder & {
  readonly type: 'RecordRelease';
  readonly release: Release;
};

/** The order was changed; what may be delivered is told by its release. */
export type RecordChange = Issuing & {
  readonly type: 'RecordChange';
  readonly order: string;
  readonly change: Worth;
};

/** Goods left. `history`: long ago, so that the invoice takes the date of then. */
export type RecordShipment = ForOrder & {
  readonly type: 'RecordShipment';
  readonly shipment: Shipment;
  readonly history: boolean;
};

/** Quantities will not be delivered. */
export type RecordCancellation = ForOrder & {
  readonly type: 'RecordCancellation';
  readonly lines: readonly LineQuantity[];
};

/** A shipment will not reach the customer. `invoice` is the one that it is on. */
export type VoidShipment = ForOrder & {
  readonly type: 'VoidShipment';
  readonly shipment: string;
  readonly wasShipped: boolean;
  readonly reason: string;
  readonly invoice?: string | undefined;
};

/** A clerk credits an invoice, named by id or number; `found` are the ids that it means. */
export type CreditInvoice = Issuing & {
  readonly type: 'CreditInvoice';
  readonly invoice: string;
  readonly found?: readonly string[] | undefined;
  /** The seller of a number that several sellers have given. */
  readonly ofSeller?: string | undefined;
  readonly document: string;
  readonly request: CreditRequest;
  readonly reason: string;
  readonly comment?: string | undefined;
  readonly history: boolean;
  /** Document date of a credit note of the past. */
  readonly issuedOn?: string | undefined;
  /** Faults that were seen before the domain was asked; answered with its own. */
  readonly faults: readonly FieldError[];
  readonly at: string;
};

/** What billing is told to do. */
export type Command =
  RecordRelease | RecordChange | RecordShipment | RecordCancellation | VoidShipment | CreditInvoice;

/** The shipment that a command names: it has to know it, also where it was invoiced long ago. */
export function shipmentNamed(command: Command): readonly string[] {
  if (command.type === 'RecordShipment') return [command.shipment.id];
  return command.type === 'VoidShipment' ? [command.shipment] : [];
}

/** What happened in billing; `Invoiced` and `CreditNoted` tell the others. */
export type BillingFact =
  | { readonly type: 'release-recorded'; readonly data: { order: string; release: Release } }
  | { readonly type: 'change-recorded'; readonly data: { order: string; change: Worth } }
  | { readonly type: 'shipment-recorded'; readonly data: { order: string; shipment: Shipment } }
  | {
      readonly type: 'cancellation-recorded';
      readonly data: { order: string; lines: readonly LineQuantity[] };
    }
  | { readonly type: 'shipment-voided'; readonly data: { order: string; shipment: string } }
  | { readonly type: 'freight-credited'; readonly data: { order: string } }
  | { readonly type: 'invoice-issued'; readonly data: Invoice }
  | { readonly type: 'credit-note-issued'; readonly data: CreditNote }
  | FactOf<'Invoiced'>
  | FactOf<'CreditNoted'>;

/** What is done about a command. */
export type Decision = DecisionOf<BillingFact>;

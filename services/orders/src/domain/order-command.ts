import type { Address, DataOf, FactOf } from '@o2c/contracts';
import type { MoneyJson, Quantity } from '@o2c/money';
import type { Customer } from './customer.js';
import type { Order } from './order.js';
import type { Product } from './product.js';
import type { Seller } from './seller.js';

/** A line as a caller asks for it; money and quantities are still what the JSON said. */
export type LineRequest = {
  /** Id or sku. */
  readonly sku: string;
  readonly quantity: number | string;
  readonly unitPrice?: MoneyJson | undefined;
  readonly discountPercent?: number | string | undefined;
};

/** An order as a caller asks for it. */
export type OrderRequest = {
  /** Ids or numbers. */
  readonly customer: string;
  readonly seller?: string | undefined;
  readonly purchaseOrder?: string | undefined;
  readonly currency: string;
  readonly orderedAt: string;
  readonly requestedOn?: string | undefined;
  /** Id of one of the customer's ship-tos, or an address. */
  readonly shipTo?: string | Address | undefined;
  readonly shipComplete: boolean;
  readonly priority: number;
  readonly history: boolean;
  readonly lines: readonly LineRequest[];
  readonly freight?: MoneyJson | undefined;
};

/** Who asks, and what they may do beyond the scope that every caller needs. */
export type Asker = {
  readonly key: string;
  readonly name: string;
  readonly mayPrice: boolean;
  readonly mayHistory: boolean;
};

/** The master data that a request names, as it is now; looked up before the decision. */
export type Known = {
  readonly seller?: Seller | undefined;
  /** How many sellers there are: with one, a request need not name it. */
  readonly sellers: number;
  readonly customer?: Customer | undefined;
  /** By whatever name the request used. */
  readonly products: ReadonlyMap<string, Product>;
  /** The seller's date of `orderedAt`, and of now. */
  readonly orderedOn: string;
  readonly today: string;
  /** A number for the order. */
  readonly number: string;
};

/** Before the look-up. */
export const NOTHING_KNOWN: Known = {
  sellers: 0,
  products: new Map(),
  orderedOn: '',
  today: '',
  number: '',
};

export type PlaceOrder = {
  readonly type: 'PlaceOrder';
  readonly order: string;
  /** Id of the hold, should it be a duplicate. */
  readonly hold: string;
  readonly at: string;
  readonly by: Asker;
  readonly request: OrderRequest;
  readonly known: Known;
};

/** A change of a line (`line` given), or a new one (`sku` given). */
export type LineChange = Partial<LineRequest> & { readonly line?: number | undefined };

export type ChangeOrder = {
  readonly type: 'ChangeOrder';
  readonly order: string;
  /** Id of the request to shipping, should it need one. */
  readonly request: string;
  readonly by: Asker;
  readonly at: string;
  /** The version that the change was made on. */
  readonly version: number;
  readonly requestedOn?: string | undefined;
  readonly priority?: number | undefined;
  readonly shipTo?: string | Address | undefined;
  readonly lines: readonly LineChange[];
  readonly known: Known;
};

/** All that is open, or these quantities of lines. */
export type CancelOrder = {
  readonly type: 'CancelOrder';
  readonly order: string;
  readonly request: string;
  readonly reason: string;
  readonly lines?: readonly { line: number; quantity: number | string }[] | undefined;
};

export type DecideHold = {
  readonly type: 'DecideHold';
  readonly order: string;
  readonly hold: string;
  readonly decision: 'released' | 'rejected';
  /** Id of the request to shipping, should it need one. */
  readonly request: string;
  readonly by: Asker;
  readonly reason: string;
  readonly comment?: string | undefined;
};

/** Credit has decided. */
export type RecordCredit = {
  readonly type: 'RecordCredit';
  readonly order: string;
  readonly decision: 'approved' | 'held' | 'rejected';
  /** The version of the order that the decision is about. */
  readonly version: number;
  readonly reasons: DataOf<'CreditHeld'>['reasons'];
  /** Id of the request to shipping that may follow, and of a hold that has none of its own. */
  readonly id: string;
  /** Credit's id of the hold, and since when it stands. */
  readonly hold?: string | undefined;
  readonly heldSince?: string | undefined;
  readonly at: string;
};

/** How quantities of a line moved; signed. */
export type Move = {
  readonly line: number;
  readonly reserved?: Quantity;
  readonly backordered?: Quantity;
  readonly shipped?: Quantity;
  readonly invoiced?: Quantity;
};

/** Inventory, shipping or billing did something; `document` is what billing issued. */
export type MoveQuantities = {
  readonly type: 'MoveQuantities';
  readonly order: string;
  readonly moves: readonly Move[];
  readonly document?: string;
};

/** Shipping gives quantities back, or is too late to. */
export type AnswerCancel = {
  readonly type: 'AnswerCancel';
  readonly order: string;
  readonly request: string;
  readonly cause: DataOf<'CancelAccepted'>['cause'];
  readonly lines: readonly { readonly line: number; readonly quantity: Quantity }[];
  /** Why not, when it is too late. */
  readonly refused?: string;
};

/** Nothing of a document is open any more, or something is again. */
export type SettleDocument = {
  readonly type: 'SettleDocument';
  readonly order: string;
  readonly document: string;
  readonly settled: boolean;
};

/** Everything that can happen to an order. */
export type OrderCommand =
  | PlaceOrder
  | ChangeOrder
  | CancelOrder
  | DecideHold
  | RecordCredit
  | MoveQuantities
  | AnswerCancel
  | SettleDocument;

/** The order as it is after a command: `agreed` when more than quantities and holds changed. */
export type OrderNoted = {
  readonly type: 'order-noted';
  readonly data: { readonly order: Order; readonly agreed: boolean };
};

/** What decisions about orders say. */
export type OrderFact =
  | OrderNoted
  | FactOf<
      | 'OrderPlaced'
      | 'OrderChanged'
      | 'OrderCancelled'
      | 'OrderReleased'
      | 'HoldReleased'
      | 'HoldRejected'
      | 'CancelRequested'
    >;

/** The rows of orders: an order, or the orders that share a customer's purchase order number. */
export type OrderRow = Order | EarlierOrders;
export type EarlierOrders = { readonly earlier: readonly string[] };

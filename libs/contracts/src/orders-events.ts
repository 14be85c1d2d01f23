import Type from 'typebox';
import { movement, state } from './event.js';
import { address, at, eur, ids, on } from './example-values.js';
import { masterDataEvents } from './master-data-events.js';
import * as v from './values.js';

const optional = Type.Optional;

/** A line of an order: `gross` has freight, allowances and tax allocated, for all of `ordered`. */
export const OrderLine = Type.Object({
  line: v.LineNumber,
  product: v.Id,
  sku: Type.String(),
  ordered: v.Quantity,
  cancelled: v.Quantity,
  released: optional(v.Quantity),
  unitPrice: v.UnitPrice,
  net: v.Money,
  tax: v.Money,
  gross: v.Money,
});

/** What stops an order, and what would free it. */
export const StandingHold = Type.Object({
  hold: v.Id,
  code: Type.String({ description: 'order.duplicate, credit.limit, …' }),
  reasons: Type.Array(
    Type.Object({
      code: Type.String(),
      message: Type.String(),
      needed: optional(v.Money),
      owner: Type.String(),
      action: optional(Type.String({ description: 'the cheapest way to free it, in words' })),
    }),
  ),
});

/**
 * The whole order after the change that the fact is named after. `version` counts what people
 * agreed and decided; a line's `released` is what was released of it and not taken back.
 */
export const OrderSnapshot = Type.Object({
  order: v.Id,
  version: optional(Type.Integer({ minimum: 1 })),
  number: Type.String(),
  seller: v.Id,
  customer: v.Id,
  currency: Type.String(),
  purchaseOrder: optional(Type.String()),
  orderedAt: v.Instant,
  orderedOn: v.DateText,
  requestedOn: optional(v.DateText),
  shipComplete: Type.Boolean(),
  priority: Type.Integer(),
  placedBy: Type.String(),
  history: Type.Boolean(),
  lines: Type.Array(OrderLine),
  net: v.Money,
  tax: v.Money,
  gross: v.Money,
  holds: optional(Type.Array(StandingHold)),
  reason: optional(Type.String({ description: 'why it was changed or cancelled' })),
});

/** A line that may be delivered; prices and tax are those agreed with the customer. */
export const ReleasedLine = Type.Object({
  line: v.LineNumber,
  product: v.Id,
  sku: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  ordered: v.Quantity,
  released: v.Quantity,
  unitPrice: v.UnitPrice,
  discountPercent: v.Percent,
  taxCategory: v.TaxCategory,
  rateClass: v.RateClass,
  net: v.Money,
  tax: v.Money,
  gross: v.Money,
});

/**
 * Everything that inventory, shipping and billing work from. A line's `released` is the quantity
 * ever released; what is to be delivered is that less what `CancelAccepted` took back.
 */
export const ReleaseSnapshot = Type.Object({
  order: v.Id,
  number: Type.String(),
  seller: v.Id,
  customer: v.Id,
  currency: Type.String(),
  purchaseOrder: optional(Type.String()),
  orderedAt: v.Instant,
  orderedOn: v.DateText,
  requestedOn: optional(v.DateText),
  shipComplete: Type.Boolean(),
  priority: Type.Integer(),
  history: Type.Boolean(),
  terms: Type.String(),
  invoicePer: Type.Union([Type.Literal('shipment'), Type.Literal('order')]),
  customerVatId: optional(Type.String()),
  billTo: v.Address,
  shipTo: v.Address,
  lines: Type.Array(ReleasedLine),
  freight: optional(v.Money),
  gross: v.Money,
});

/** A person decided about a hold. */
export const HoldDecision = Type.Object({
  order: v.Id,
  hold: v.Id,
  code: Type.String({ description: 'the hold decided about: credit.limit, order.duplicate, …' }),
  by: Type.String(),
  reason: Type.String(),
  comment: optional(Type.String()),
  increaseOnly: optional(
    Type.Boolean({ description: 'what was released before goes on, whatever was decided' }),
  ),
});

/** Quantities that the customer no longer wants, for shipping to decide about. */
export const CancelRequest = Type.Object({
  order: v.Id,
  request: v.Id,
  cause: Type.Union([
    Type.Literal('cancelled'),
    Type.Literal('decreased'),
    Type.Literal('expired'),
  ]),
  lines: Type.Array(
    Type.Object({
      ...v.LineQuantity.properties,
      released: optional(v.Quantity),
    }),
    { description: '`released` as orders knew it: shipping decides when it knows as much' },
  ),
});

const amounts = { net: eur('100.00'), tax: eur('19.00'), gross: eur('119.00') };

const order = {
  order: ids.order,
  version: 1,
  number: 'SO-2026-000123',
  seller: ids.seller,
  customer: ids.customer,
  currency: 'EUR',
  purchaseOrder: 'PO-77',
  orderedAt: at,
  orderedOn: on,
  shipComplete: false,
  priority: 0,
  placedBy: 'web shop',
  history: false,
  lines: [
    {
      line: 1,
      product: ids.product,
      sku: 'A-100',
      ordered: 10,
      cancelled: 0,
      unitPrice: eur('10.00'),
      ...amounts,
    },
  ],
  ...amounts,
};

const release = {
  order: ids.order,
  number: order.number,
  seller: ids.seller,
  customer: ids.customer,
  currency: 'EUR',
  orderedAt: at,
  orderedOn: on,
  shipComplete: false,
  priority: 0,
  history: false,
  terms: 'net30',
  invoicePer: 'shipment' as const,
  billTo: address,
  shipTo: address,
  lines: [
    {
      line: 1,
      product: ids.product,
      sku: 'A-100',
      name: 'Hex bolt M8',
      unit: 'piece',
      ordered: 10,
      released: 10,
      unitPrice: eur('10.00'),
      discountPercent: '0',
      taxCategory: 'S' as const,
      rateClass: 'standard' as const,
      ...amounts,
    },
  ],
  gross: amounts.gross,
};

const decision = {
  order: ids.order,
  hold: ids.hold,
  code: 'credit.limit',
  by: 'controller',
  reason: 'payment_announced',
};

/** What orders says: master data, the order and its flow. */
export const ordersEvents = {
  ...masterDataEvents,
  /** A customer ordered. */
  OrderPlaced: state('orders', 'order', OrderSnapshot, (d) => d.order, order),
  /** Lines or quantities changed, or some were cancelled. */
  OrderChanged: state('orders', 'order', OrderSnapshot, (d) => d.order, order),
  /** Nothing of the order is wanted or can be delivered any more, beyond what was shipped. */
  OrderCancelled: state('orders', 'order', OrderSnapshot, (d) => d.order, {
    ...order,
    reason: 'cancelled',
  }),
  /** A person released a hold. */
  HoldReleased: movement('orders', HoldDecision, (d) => d.order, decision),
  /** A person rejected the order because of a hold. */
  HoldRejected: movement('orders', HoldDecision, (d) => d.order, decision),
  /** No hold is left: the order may be delivered; published whole again after each change. */
  OrderReleased: state('orders', 'release', ReleaseSnapshot, (d) => d.order, release),
  /** The customer, a decrease or an expired approval wants quantities back; shipping decides. */
  CancelRequested: movement('orders', CancelRequest, (d) => d.order, {
    order: ids.order,
    request: ids.request,
    cause: 'cancelled',
    lines: [{ line: 1, quantity: 10 }],
  }),
};

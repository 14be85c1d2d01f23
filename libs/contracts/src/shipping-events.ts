import Type from 'typebox';
import { movement, state } from './event.js';
import { address, at, ids, on } from './example-values.js';
import * as v from './values.js';

const optional = Type.Optional;

/**
 * A quantity given back. `warehouse`: whose planned shipment it was taken out of; absent where
 * none was planned. What shipping knew when it decided: `released`, the line's released quantity,
 * and `left`, the shipments with which some of the line had left, voided ones too.
 */
export const CancelledLine = Type.Object({
  ...v.LineQuantity.properties,
  warehouse: optional(Type.String()),
  released: optional(v.Quantity),
  left: optional(Type.Array(v.Id)),
});

/** Shipping's answer about quantities that orders wanted back. */
export const CancelAnswer = Type.Object({
  order: v.Id,
  request: v.Id,
  cause: Type.Union([
    Type.Literal('cancelled'),
    Type.Literal('decreased'),
    Type.Literal('expired'),
  ]),
  lines: Type.Array(CancelledLine),
});

/** An open shipment as it is planned now. */
export const ShipmentPlan = Type.Object({
  shipment: v.Id,
  number: Type.String(),
  order: v.Id,
  seller: v.Id,
  customer: v.Id,
  warehouse: Type.String(),
  shipTo: v.Address,
  lines: Type.Array(Type.Object({ line: v.LineNumber, sku: Type.String(), planned: v.Quantity })),
});

/** Goods left the house; `short` is what was promised, not found, and is backordered again. */
export const Goods = Type.Object({
  shipment: v.Id,
  number: Type.String(),
  order: v.Id,
  seller: v.Id,
  customer: v.Id,
  warehouse: Type.String(),
  shippedAt: v.Instant,
  shippedOn: v.DateText,
  history: Type.Boolean(),
  lines: Type.Array(Type.Object({ line: v.LineNumber, sku: Type.String(), quantity: v.Quantity })),
  shorts: Type.Array(
    Type.Object({
      line: v.LineNumber,
      sku: Type.String(),
      quantity: v.Quantity,
      reason: Type.String(),
    }),
  ),
  carrier: optional(Type.String()),
  trackingNumber: optional(Type.String()),
  packages: Type.Array(Type.Object({ sscc: Type.String() })),
});

/** What shipping says: plans, goods issued, and answers to cancellations. */
export const shippingEvents = {
  /** The quantities will not be shipped; who promised them takes them back. May come in parts. */
  CancelAccepted: movement('shipping', CancelAnswer, (d) => d.order, {
    order: ids.order,
    request: ids.request,
    cause: 'cancelled',
    lines: [{ line: 1, quantity: 10 }],
  }),
  /** Too late: nothing of the request takes effect. */
  CancelRefused: movement(
    'shipping',
    Type.Object({ ...CancelAnswer.properties, code: Type.Literal('order.already_shipped') }),
    (d) => d.order,
    {
      order: ids.order,
      request: ids.request,
      cause: 'cancelled',
      lines: [{ line: 1, quantity: 10 }],
      code: 'order.already_shipped',
    },
  ),
  /** An open shipment as it is planned now. */
  ShipmentPlanned: state('shipping', 'shipment-plan', ShipmentPlan, (d) => d.shipment, {
    shipment: ids.shipment,
    number: 'SH-2026-000045',
    order: ids.order,
    seller: ids.seller,
    customer: ids.customer,
    warehouse: 'main',
    shipTo: address,
    lines: [{ line: 1, sku: 'A-100', planned: 10 }],
  }),
  /** Goods left the house. */
  Shipped: movement('shipping', Goods, (d) => d.shipment, {
    shipment: ids.shipment,
    number: 'SH-2026-000045',
    order: ids.order,
    seller: ids.seller,
    customer: ids.customer,
    warehouse: 'main',
    shippedAt: at,
    shippedOn: on,
    history: false,
    lines: [{ line: 1, sku: 'A-100', quantity: 10 }],
    shorts: [],
    carrier: 'DHL',
    trackingNumber: '00340434161094042557',
    packages: [{ sscc: '340123450000000017' }],
  }),
  /** A shipment will not reach the customer: stock is back, quantities are open again. */
  ShipmentVoided: movement(
    'shipping',
    Type.Object({
      shipment: v.Id,
      number: Type.String(),
      order: v.Id,
      seller: v.Id,
      customer: v.Id,
      warehouse: Type.String(),
      wasShipped: Type.Boolean(),
      reason: Type.String(),
      lines: Type.Array(
        Type.Object({ line: v.LineNumber, sku: Type.String(), quantity: v.Quantity }),
      ),
    }),
    (d) => d.shipment,
    {
      shipment: ids.shipment,
      number: 'SH-2026-000045',
      order: ids.order,
      seller: ids.seller,
      customer: ids.customer,
      warehouse: 'main',
      wasShipped: true,
      reason: 'lost by carrier',
      lines: [{ line: 1, sku: 'A-100', quantity: 10 }],
    },
  ),
  /** The customer has the goods. */
  Delivered: movement(
    'shipping',
    Type.Object({
      shipment: v.Id,
      order: v.Id,
      deliveredAt: v.Instant,
      receivedBy: optional(Type.String()),
    }),
    (d) => d.shipment,
    { shipment: ids.shipment, order: ids.order, deliveredAt: at, receivedBy: 'Goods-in' },
  ),
};

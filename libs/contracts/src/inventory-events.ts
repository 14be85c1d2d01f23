import Type from 'typebox';
import { movement, state } from './event.js';
import { ids } from './example-values.js';
import * as v from './values.js';

/** Quantities of an order's lines at a warehouse. */
export const ReservedLine = Type.Object({
  line: v.LineNumber,
  sku: Type.String(),
  warehouse: Type.String(),
  quantity: v.Quantity,
});

/** Stock promised to an order; `fromBackorder` is set where it had been backordered before. */
export const Reservation = Type.Object({
  order: v.Id,
  lines: Type.Array(Type.Object({ ...ReservedLine.properties, fromBackorder: Type.Boolean() })),
});

/**
 * What an order lacks; `expectedOn` is the next expected receipt of the sku. `cause` short: it had
 * been promised and was not found. `owner` is the role that can get it.
 */
export const Backorder = Type.Object({
  order: v.Id,
  cause: Type.Optional(Type.Union([Type.Literal('missing'), Type.Literal('short')])),
  owner: Type.Optional(Type.String()),
  lines: Type.Array(
    Type.Object({
      line: v.LineNumber,
      sku: Type.String(),
      quantity: v.Quantity,
      expectedOn: Type.Optional(v.DateText),
    }),
  ),
});

/** A promise taken back: reserved stock is free again, or a backorder is forgotten. */
export const ReservationRelease = Type.Object({
  order: v.Id,
  reason: Type.String({ description: 'cancelled, decreased, expired, short' }),
  lines: Type.Array(ReservedLine),
  backorders: Type.Array(
    Type.Object({ line: v.LineNumber, sku: Type.String(), quantity: v.Quantity }),
  ),
});

/** Stock came in. */
export const StockReceipt = Type.Object({
  sku: Type.String(),
  warehouse: Type.String(),
  quantity: v.Quantity,
  receipt: v.Id,
  reference: Type.Optional(Type.String()),
});

/** Stock was counted differently, damaged, lost or found; `delta` is signed. */
export const StockAdjustment = Type.Object({
  sku: Type.String(),
  warehouse: Type.String(),
  delta: Type.Union([Type.Integer(), Type.String({ pattern: '^-?[0-9]{1,9}\\.[0-9]{1,6}$' })]),
  adjustment: v.Id,
  reason: Type.String(),
});

/** The day of the sku's next expected receipt; without `expectedOn` none is expected. */
export const StockExpectation = Type.Object({
  sku: Type.String(),
  expectedOn: Type.Optional(v.DateText),
});

const line = { line: 1, sku: 'A-100', warehouse: 'main', quantity: 10 };

/** What inventory says: promises of stock, and stock itself. */
export const inventoryEvents = {
  /** Stock is promised to an order. */
  StockReserved: movement('inventory', Reservation, (d) => d.order, {
    order: ids.order,
    lines: [{ ...line, fromBackorder: false }],
  }),
  /** An order lacks stock. */
  StockBackordered: movement('inventory', Backorder, (d) => d.order, {
    order: ids.order,
    cause: 'missing',
    owner: 'purchasing',
    lines: [{ line: 1, sku: 'A-100', quantity: 40, expectedOn: '2026-12-03' }],
  }),
  /** A promise or a backorder is taken back. */
  ReservationReleased: movement('inventory', ReservationRelease, (d) => d.order, {
    order: ids.order,
    reason: 'cancelled',
    lines: [line],
    backorders: [],
  }),
  /** More of a sku is expected on another day than before, or no more at all. */
  StockExpected: state('inventory', 'expected-stock', StockExpectation, (d) => d.sku, {
    sku: 'A-100',
    expectedOn: '2026-12-03',
  }),
  /** Stock came in. */
  StockReceived: movement('inventory', StockReceipt, (d) => d.sku, {
    sku: 'A-100',
    warehouse: 'main',
    quantity: 100,
    receipt: ids.reservation,
  }),
  /** Stock was corrected, with a reason. */
  StockAdjusted: movement('inventory', StockAdjustment, (d) => d.sku, {
    sku: 'A-100',
    warehouse: 'main',
    delta: -2,
    adjustment: ids.reservation,
    reason: 'damaged',
  }),
};

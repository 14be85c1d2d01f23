import { openValue, releasedValue, shareOf, statusOf } from '../domain/order.js';
import type { Hold, Line, Order } from '../domain/order.js';
import { update, upsert, type Column } from '../columns.js';

/** A line or hold with its order. */
export type LineRow = { readonly order: Order; readonly line: Line };
export type HoldRow = { readonly order: Order; readonly hold: Hold };

const ORDER_KEY: Column<Order> = ['id', 'uuid', (order) => order.id];

/** What changes while the order is delivered and paid. */
const ORDER_FLOW: readonly Column<Order>[] = [
  ['credit', 'text', (order) => order.credit],
  ['approved_version', 'integer', (order) => order.approved],
  ['asked_version', 'integer', (order) => order.asked],
  ['rejected', 'boolean', (order) => order.rejected],
  ['documents', 'jsonb', (order) => order.documents],
  ['requests', 'jsonb', (order) => order.requests],
  ['cancellation', 'jsonb', (order) => order.cancellation],
  ['status', 'text', statusOf],
  ['version', 'integer', (order) => order.version],
];

/** What was agreed with the customer. */
const ORDER_AGREED: readonly Column<Order>[] = [
  ['number', 'text', (order) => order.number],
  ['seller_id', 'uuid', (order) => order.seller],
  ['customer_id', 'uuid', (order) => order.customer],
  ['currency', 'text', (order) => order.currency],
  ['purchase_order', 'text', (order) => order.purchaseOrder],
  ['ordered_at', 'timestamptz', (order) => order.orderedAt],
  ['ordered_on', 'date', (order) => order.orderedOn],
  ['requested_on', 'date', (order) => order.requestedOn],
  ['ship_complete', 'boolean', (order) => order.shipComplete],
  ['priority', 'integer', (order) => order.priority],
  ['history', 'boolean', (order) => order.history],
  ['placed_by', 'text', (order) => order.placedBy],
  ['placed_by_key', 'text', (order) => order.placedByKey],
  ['party', 'jsonb', (order) => order.party],
  ['freight_minor', 'bigint', (order) => order.freight],
  ['net_minor', 'bigint', (order) => order.net],
  ['tax_minor', 'bigint', (order) => order.tax],
  ['gross_minor', 'bigint', (order) => order.gross],
];

const LINE_KEY: readonly Column<LineRow>[] = [
  ['order_id', 'uuid', ({ order }) => order.id],
  ['line', 'integer', ({ line }) => line.line],
];

const LINE_FLOW: readonly Column<LineRow>[] = [
  ['cancelled_micro', 'bigint', ({ line }) => line.cancelled],
  ['released_micro', 'bigint', ({ line }) => line.released],
  ['taken_back_micro', 'bigint', ({ line }) => line.takenBack],
  ['reserved_micro', 'bigint', ({ line }) => line.reserved],
  ['backordered_micro', 'bigint', ({ line }) => line.backordered],
  ['shipped_micro', 'bigint', ({ line }) => line.shipped],
  ['invoiced_micro', 'bigint', ({ line }) => line.invoiced],
  ['open_minor', 'bigint', ({ order, line }) => openValue(order, line)],
  ['released_minor', 'bigint', ({ order, line }) => releasedValue(order, line)],
  ['shipped_minor', 'bigint', ({ order, line }) => shareOf(order, line, line.shipped)],
  ['invoiced_minor', 'bigint', ({ order, line }) => shareOf(order, line, line.invoiced)],
];

const LINE_AGREED: readonly Column<LineRow>[] = [
  ['product_id', 'uuid', ({ line }) => line.product],
  ['sku', 'text', ({ line }) => line.sku],
  ['name', 'text', ({ line }) => line.name],
  ['unit', 'text', ({ line }) => line.unit],
  ['tax_category', 'text', ({ line }) => line.taxCategory],
  ['rate_class', 'text', ({ line }) => line.rateClass],
  ['tax_rate', 'text', ({ line }) => line.taxRate],
  ['unit_price_micro', 'bigint', ({ line }) => line.unitPrice],
  ['discount_percent', 'text', ({ line }) => line.discountPercent],
  ['net_minor', 'bigint', ({ line }) => line.net],
  ['tax_minor', 'bigint', ({ line }) => line.tax],
  ['gross_minor', 'bigint', ({ line }) => line.gross],
  ['ordered_micro', 'bigint', ({ line }) => line.ordered],
];

/** Writes orders and lines whole, or only what changed on their way; and holds. */
export const saving = {
  orders: upsert('orders', ['id'], [ORDER_KEY, ...ORDER_AGREED, ...ORDER_FLOW]),
  lines: upsert('order_lines', ['order_id', 'line'], [...LINE_KEY, ...LINE_AGREED, ...LINE_FLOW]),
  orderFlow: update('orders', ['id'], [ORDER_KEY, ...ORDER_FLOW]),
  lineFlow: update('order_lines', ['order_id', 'line'], [...LINE_KEY, ...LINE_FLOW]),
  holds: upsert<HoldRow>(
    'holds',
    ['id'],
    [
      ['id', 'uuid', ({ hold }) => hold.id],
      ['order_id', 'uuid', ({ order }) => order.id],
      ['code', 'text', ({ hold }) => hold.code],
      ['reasons', 'jsonb', ({ hold }) => hold.reasons],
      ['status', 'text', ({ hold }) => hold.status],
      ['stands', 'boolean', ({ hold }) => hold.stands],
      ['since_at', 'timestamptz', ({ hold }) => hold.since],
      ['decided_by', 'text', ({ hold }) => hold.decidedBy],
      ['reason', 'text', ({ hold }) => hold.reason],
      ['comment', 'text', ({ hold }) => hold.comment],
    ],
  ),
};

import { openValue, releasedValue, shareOf, statusOf } from '../domain/order.js';
import type { Hold, Line, Order } from '../domain/order.js';
import { update, upsert, type Column } from '../columns.js';
import { agreedOf, movedOf } from './order-lines.js';

/** A hold with its order. */
export type HoldRow = { readonly order: Order; readonly hold: Hold };

const ORDER_KEY: Column<Order> = ['id', 'uuid', (order) => order.id];

/** What changes while the order is delivered and paid. */
const ORDER_FLOW: readonly Column<Order>[] = [
  ['credit', 'text', (order) => order.credit],
  ['approved_version', 'integer', (order) => order.approved],
  ['asked_version', 'integer', (order) => order.asked],
  ['rejected', 'boolean', (order) => order.rejected],
  ['documents', 'json', (order) => order.documents],
  ['requests', 'json', (order) => order.requests],
  ['cancellation', 'json', (order) => order.cancellation],
  ['status', 'text', statusOf],
  ['version', 'integer', (order) => order.version],
  ['open_minor', 'bigint', summed(openValue)],
  ['released_minor', 'bigint', summed(releasedValue)],
  ['shipped_minor', 'bigint', summed((order, line) => shareOf(order, line, line.shipped))],
  ['invoiced_minor', 'bigint', summed((order, line) => shareOf(order, line, line.invoiced))],
  ['quantities', 'json', ({ lines }) => lines.map(movedOf)],
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
  ['party', 'json', (order) => order.party],
  ['freight_minor', 'bigint', (order) => order.freight],
  ['net_minor', 'bigint', (order) => order.net],
  ['tax_minor', 'bigint', (order) => order.tax],
  ['gross_minor', 'bigint', (order) => order.gross],
  ['lines', 'json', ({ lines }) => lines.map(agreedOf)],
];

/** Writes orders whole, or only what changed on their way; and holds. */
export const saving = {
  orders: upsert('orders', [ORDER_KEY, ...ORDER_AGREED, ...ORDER_FLOW]),
  orderFlow: update('orders', [ORDER_KEY, ...ORDER_FLOW]),
  holds: upsert<HoldRow>('holds', [
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
  ]),
};

function summed(amount: (order: Order, line: Line) => number): (order: Order) => number {
  return (order) => order.lines.reduce((sum, line) => sum + amount(order, line), 0);
}

import { WANTED } from '../read-tables/order-status.store.js';

/** Documents of the past tell the day, but no order is paid before its last invoice. */
const SETTLED_AT = `CASE WHEN is_history
  THEN greatest((settled.on + time '12:00') AT TIME ZONE 'UTC', last_invoiced_at)
  ELSE settled.at END`;

/** When all of an order was invoiced and settled, of `order_progress` and its `settled`. */
export const CASH_AT = `CASE WHEN is_settled AND ${WANTED} > 0 AND invoiced_micro >= ${WANTED}
  THEN ${SETTLED_AT} END`;

/** Every cycle of an order that has its `cash_at`. */
export const SPANS = `LATERAL (VALUES
  ('orderToApproval', placed_at, approved_at, NOT is_history),
  ('orderToRelease', placed_at, released_at, NOT is_history),
  ('releaseToShip', released_at, first_shipped_at, true),
  ('shipToInvoice', first_shipped_at, first_invoiced_at, true),
  ('invoiceToCash', last_invoiced_at, cash_at, true),
  ('orderToCash', placed_at, cash_at, true)) AS span (cycle, started, finished, is_told)`;

/** Whether a cycle counts; given are the parameters of the period's days and of the time zone. */
export function isMeasured(from: string, to: string, timeZone: string): string {
  return `is_told AND started IS NOT NULL
     AND finished >= (${from}::date)::timestamp AT TIME ZONE ${timeZone}
     AND finished < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`;
}

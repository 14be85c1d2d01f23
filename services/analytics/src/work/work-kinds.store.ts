import type { WorkKind } from '@o2c/contracts';

/** More of the order is wanted than has left the house. */
const TO_SHIP = 'shipped_micro < ordered_micro - cancelled_micro';
const WAITS = `rejected_at IS NULL AND NOT has_ended AND ${TO_SHIP}`;
const PIECES = `trim_scale(lacking_micro / 1000000.0)`;

/**
 * The columns of a work item, kind by kind: id, kind, subject, code, title, owner, since, minor,
 * currency, customer, order_id, document, service, link. `$1` is now.
 */
export const WORK_SQL: { readonly [K in WorkKind]?: string } = {
  hold: `
    SELECT 'hold:' || credit_hold AS id, 'hold' AS kind, credit_hold::text AS subject,
           credit_code AS code, credit_title AS title, credit_owner AS owner,
           credit_held_at AS since, credit_minor AS minor, currency, customer, order_id,
           NULL::text AS document, 'credit' AS service, '/v1/holds?order=' || order_id AS link
      FROM order_progress
     WHERE credit = 'held' AND credit_hold IS DISTINCT FROM decided_hold AND ${WAITS}
     UNION ALL
    SELECT 'hold:' || standing_hold, 'hold', standing_hold::text, hold_code, hold_title,
           hold_owner, coalesce(placed_at, began_at), gross_minor, currency, customer, order_id,
           NULL, 'orders', '/v1/holds?order=' || order_id
      FROM order_progress
     WHERE standing_hold IS NOT NULL AND standing_hold IS DISTINCT FROM released_hold AND ${WAITS}`,
  backorder: backorders('backorder', 'stock.backordered', 'NOT is_short', 'purchasing'),
  short_pick: backorders('short_pick', 'stock.short', 'is_short', 'warehouse'),
  late_shipment: `
    SELECT 'late_shipment:' || order_id, 'late_shipment', order_id::text, 'shipment.late',
           order_progress.number || ' was to leave by ' || requested_on, 'warehouse',
           (requested_on + 1)::timestamp AT TIME ZONE 'UTC', gross_minor, order_progress.currency,
           customer, order_id, NULL, 'shipping', '/v1/shipments?order=' || order_id
      FROM order_progress JOIN parties ON parties.id = seller
     WHERE requested_on IS NOT NULL AND released_at IS NOT NULL AND ${WAITS}
       AND requested_on < ($1::timestamptz AT TIME ZONE coalesce(time_zone, 'UTC'))::date
       AND ordered_micro - cancelled_micro - shipped_micro >
           (SELECT coalesce(sum(greatest(lacking_micro, 0)), 0)
              FROM backorders WHERE backorders.order_id = order_progress.order_id)`,
  unapplied_cash: `
    SELECT 'unapplied_cash:' || payment, 'unapplied_cash', payment::text,
           CASE WHEN customer IS NULL THEN 'payment.unidentified' ELSE 'payment.unapplied' END,
           'Cash' || coalesce(' from ' || payer, '') || ' settles nothing yet' ||
             coalesce(': ' || reference, ''),
           'receivables clerk', received_at, unapplied_minor, currency, customer, NULL::uuid,
           reference, 'receivables', '/v1/payments/' || payment
      FROM payment_balances WHERE unapplied_minor > 0 AND received_at IS NOT NULL`,
  short_payment: `
    SELECT 'short_payment:' || item_id, 'short_payment', item_id::text, 'payment.short',
           'A rest of ' || document || ' was not paid', 'receivables clerk', paid_at,
           open_minor - coalesce(disputed_minor, 0), currency, customer, order_id, document,
           'receivables', '/v1/open-items/' || item_id
      FROM open_items
     WHERE is_invoice AND open_minor > 0 AND paid_minor > 0
       AND open_minor > coalesce(disputed_minor, 0)`,
  disputed_item: `
    SELECT 'disputed_item:' || item_id, 'disputed_item', item_id::text, 'item.disputed',
           document || ' is disputed' || coalesce(': ' || dispute_reason, ''),
           'receivables clerk', disputed_at, least(open_minor, disputed_minor), currency, customer,
           order_id, document, 'receivables', '/v1/open-items/' || item_id
      FROM open_items WHERE disputed_minor > 0 AND open_minor > 0 AND document IS NOT NULL`,
};

function backorders(kind: WorkKind, code: string, condition: string, role: string): string {
  return `
    SELECT '${kind}:' || order_id || ':' || line, '${kind}', order_id::text, '${code}',
           ${PIECES} || ' of ' || sku || coalesce(', expected on ' || expected_on,
             ', none expected'),
           coalesce(backorders.owner, '${role}'), told_at, NULL::bigint, NULL::text, customer,
           order_id, sku, 'inventory', '/v1/stock/' || sku
      FROM backorders JOIN order_progress USING (order_id)
     WHERE lacking_micro > 0 AND told_at IS NOT NULL AND ${condition}`;
}

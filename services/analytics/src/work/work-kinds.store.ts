import type { WorkKind } from '@o2c/contracts';

/** Where one kind of work, or a part of it, is found. */
export type WorkSource = {
  /** Columns as `WORK_COLUMNS` names them; `$1` is now. */
  readonly sql: string;
  /** A column whose order is that of `since`, and which has an index. */
  readonly age: string;
  /** The same of an instant, where the column is no instant itself. */
  readonly ageAt?: (instant: string) => string;
};

/** The columns of a work item. */
export const WORK_COLUMNS = `id, kind, subject, code, title, owner, since, minor, currency,
  customer, order_id, document, service, link`;

/** More of the order is wanted than has left the house; indexes hold these conditions too. */
const TO_SHIP = 'shipped_micro < ordered_micro - cancelled_micro';
const WAITS = `rejected_at IS NULL AND NOT has_ended AND ${TO_SHIP}`;
const PIECES = `trim_scale(lacking_micro / 1000000.0)`;
/** Inventory says anew when that changes; what was said when it lacked stands until then. */
const EXPECTED_ON = `CASE WHEN expected_stock.sequence > told_sequence
  THEN expected_stock.expected_on ELSE backorders.expected_on END`;

/** Where the kinds of work are found that the read tables know. */
export const WORK_SOURCES: { readonly [K in WorkKind]?: readonly WorkSource[] } = {
  hold: [
    {
      age: 'credit_held_at',
      sql: `
    SELECT 'hold:' || credit_hold AS id, 'hold' AS kind, credit_hold::text AS subject,
           credit_code AS code, credit_title AS title, credit_owner AS owner,
           credit_held_at AS since, credit_minor AS minor, currency, customer, order_id,
           NULL::text AS document, 'credit' AS service, '/v1/holds?order=' || order_id AS link
      FROM order_progress
     WHERE credit_hold IS NOT NULL AND credit_hold IS DISTINCT FROM decided_hold AND ${WAITS}`,
    },
    {
      age: 'coalesce(placed_at, began_at)',
      sql: `
    SELECT 'hold:' || standing_hold AS id, 'hold' AS kind, standing_hold::text AS subject,
           hold_code AS code, hold_title AS title, hold_owner AS owner,
           coalesce(placed_at, began_at) AS since, gross_minor AS minor, currency, customer,
           order_id, NULL::text AS document, 'orders' AS service,
           '/v1/holds?order=' || order_id AS link
      FROM order_progress
     WHERE standing_hold IS NOT NULL AND standing_hold IS DISTINCT FROM released_hold AND ${WAITS}`,
    },
  ],
  backorder: [backorders('backorder', 'stock.backordered', 'NOT is_short', 'purchasing')],
  short_pick: [backorders('short_pick', 'stock.short', 'is_short', 'warehouse')],
  late_shipment: [
    {
      age: 'requested_on',
      ageAt: (instant) => `(${instant} AT TIME ZONE 'UTC')::date - 1`,
      sql: `
    SELECT 'late_shipment:' || order_id AS id, 'late_shipment' AS kind,
           order_id::text AS subject, 'shipment.late' AS code,
           order_progress.number || ' was to leave by ' || requested_on AS title,
           'warehouse' AS owner, (requested_on + 1)::timestamp AT TIME ZONE 'UTC' AS since,
           gross_minor AS minor, order_progress.currency, customer, order_id,
           NULL::text AS document, 'shipping' AS service,
           '/v1/shipments?order=' || order_id AS link
      FROM order_progress JOIN parties ON parties.id = seller
     WHERE requested_on IS NOT NULL AND released_at IS NOT NULL AND ${WAITS}
       AND requested_on < ($1::timestamptz AT TIME ZONE coalesce(time_zone, 'UTC'))::date
       AND ordered_micro - cancelled_micro - shipped_micro >
           (SELECT coalesce(sum(greatest(lacking_micro, 0)), 0)
              FROM backorders WHERE backorders.order_id = order_progress.order_id)`,
    },
  ],
  unapplied_cash: [
    {
      age: 'received_at',
      sql: `
    SELECT 'unapplied_cash:' || payment AS id, 'unapplied_cash' AS kind, payment::text AS subject,
           CASE WHEN customer IS NULL THEN 'payment.unidentified' ELSE 'payment.unapplied' END
             AS code,
           'Cash' || coalesce(' from ' || payer, '') || ' settles nothing yet' ||
             coalesce(': ' || reference, '') AS title,
           'receivables clerk' AS owner, received_at AS since, unapplied_minor AS minor, currency,
           customer, NULL::uuid AS order_id, reference AS document, 'receivables' AS service,
           '/v1/payments/' || payment AS link
      FROM payment_balances WHERE unapplied_minor > 0 AND received_at IS NOT NULL`,
    },
  ],
  short_payment: [
    {
      age: 'paid_at',
      sql: `
    SELECT 'short_payment:' || item_id AS id, 'short_payment' AS kind, item_id::text AS subject,
           'payment.short' AS code, 'A rest of ' || document || ' was not paid' AS title,
           'receivables clerk' AS owner, paid_at AS since,
           open_minor - coalesce(disputed_minor, 0) AS minor, currency, customer, order_id,
           document, 'receivables' AS service, '/v1/open-items/' || item_id AS link
      FROM open_items
     WHERE is_invoice AND open_minor > 0 AND paid_minor > 0
       AND open_minor > coalesce(disputed_minor, 0)`,
    },
  ],
  disputed_item: [
    {
      age: 'disputed_at',
      sql: `
    SELECT 'disputed_item:' || item_id AS id, 'disputed_item' AS kind, item_id::text AS subject,
           'item.disputed' AS code,
           document || ' is disputed' || coalesce(': ' || dispute_reason, '') AS title,
           'receivables clerk' AS owner, disputed_at AS since,
           least(open_minor, disputed_minor) AS minor, currency, customer, order_id, document,
           'receivables' AS service, '/v1/open-items/' || item_id AS link
      FROM open_items WHERE disputed_minor > 0 AND open_minor > 0 AND document IS NOT NULL`,
    },
  ],
};

function backorders(kind: WorkKind, code: string, condition: string, role: string): WorkSource {
  const sql = `
    SELECT '${kind}:' || order_id || ':' || line AS id, '${kind}' AS kind,
           order_id::text AS subject, '${code}' AS code,
           ${PIECES} || ' of ' || sku ||
             coalesce(', expected on ' || ${EXPECTED_ON}, ', none expected') AS title,
           coalesce(backorders.owner, '${role}') AS owner, told_at AS since,
           gross_minor AS minor, currency, customer, order_id, sku AS document,
           'inventory' AS service, '/v1/stock/' || sku AS link
      FROM backorders JOIN order_progress USING (order_id)
      LEFT JOIN expected_stock USING (sku)
     WHERE lacking_micro > 0 AND told_at IS NOT NULL AND ${condition}`;
  return { age: 'told_at', sql };
}

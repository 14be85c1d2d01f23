/** What is to be delivered of an order: millionths over all lines. */
export const WANTED = '(ordered_micro - cancelled_micro)';

/** Whether all items of orders are settled, and since when. */
export const SETTLED = `
  SELECT order_id, bool_and(coalesce(is_closed, false)) AS is_settled, max(changed_at) AS at,
         max(changed_on) AS "on"
    FROM open_items WHERE order_id IS NOT NULL GROUP BY order_id`;

/** Nothing more is to happen to the order. */
export const IS_OVER = `(rejected_at IS NOT NULL OR (credit = 'rejected' AND has_ended)
  OR ${WANTED} <= 0 OR (invoiced_micro >= ${WANTED} AND is_settled))`;

/** As orders computes it of each line; no line gets more than is wanted, so sums say the same. */
export const STATUS = `
  CASE WHEN rejected_at IS NOT NULL OR (credit = 'rejected' AND has_ended) THEN 'rejected'
       WHEN ${WANTED} <= 0 THEN 'cancelled'
       WHEN invoiced_micro >= ${WANTED} AND is_settled THEN 'closed'
       WHEN shipped_micro < ${WANTED} AND (credit = 'held' OR
            (standing_hold IS NOT NULL AND standing_hold IS DISTINCT FROM released_hold))
            THEN 'held'
       WHEN invoiced_micro >= ${WANTED} THEN 'invoiced'
       WHEN shipped_micro >= ${WANTED} THEN 'shipped'
       WHEN invoiced_micro > 0 THEN 'partially_invoiced'
       WHEN shipped_micro > 0 THEN 'partially_shipped'
       WHEN released_at IS NOT NULL THEN 'released'
       ELSE 'placed' END`;

import { stored, type Row } from '@o2c/testing';
import type { System } from '../system.js';

/** What the databases say against a promise: nothing, when it is kept. */
export type Violations = Readonly<Record<string, readonly Row[]>>;

/** Rules that hold in the tables of one service at any moment, and between them at rest. */
const RULES: readonly (readonly [promise: string, service: string, violations: string])[] = [
  [
    'no limit is oversold',
    'credit',
    `SELECT customer, limit_minor, used FROM (
       SELECT customer, limit_minor, (SELECT coalesce(sum(open_minor + delivered_minor), 0)
                FROM reservations WHERE reservations.customer = accounts.customer
                 AND status = 'approved' AND NOT manual)
              + open_items_minor - unapplied_minor AS used FROM accounts) AS account
      WHERE used > limit_minor`,
  ],
  [
    'no stock is oversold',
    'inventory',
    `SELECT sku FROM stocks LEFT JOIN reservations USING (sku, warehouse)
      GROUP BY sku, warehouse, on_hand_micro
     HAVING coalesce(sum(quantity_micro), 0) > on_hand_micro`,
  ],
  [
    'an order demands and is promised each piece once',
    'inventory',
    `SELECT orders.id, line FROM orders, json_to_recordset(lines)
            AS wanted (line int, released bigint, cancelled bigint, shipped bigint)
      WHERE greatest(0, released - cancelled - shipped)
         <> (SELECT coalesce(sum(quantity_micro), 0)
               FROM (SELECT order_id, line, quantity_micro FROM reservations
                     UNION ALL SELECT order_id, line, quantity_micro FROM backorders) AS standing
              WHERE (order_id, standing.line) = (orders.id, wanted.line))`,
  ],
  [
    'a shipment has one invoice',
    'billing',
    `SELECT data::json ->> 'order' AS "order", count(*) FROM outbox,
            json_array_elements_text(data::json -> 'shipments') AS shipment
      WHERE type = 'Invoiced' GROUP BY 1, shipment HAVING count(*) <> 1`,
  ],
  [
    'what left is invoiced',
    'billing',
    'SELECT id FROM shipments WHERE NOT voided AND invoice_id IS NULL',
  ],
  [
    'invoice numbers have no gap',
    'billing',
    `SELECT seller_id, year FROM documents WHERE kind = 'invoice' GROUP BY seller_id, year
     HAVING count(*) <> max(sequence) OR count(DISTINCT sequence) <> max(sequence)`,
  ],
  [
    'a payment is posted once',
    'receivables',
    `SELECT id FROM payments
      WHERE 1 <> (SELECT count(*) FROM ledger_entries
                   WHERE payment = payments.id AND kind = 'payment')
         OR applied_minor <> (SELECT coalesce(sum(CASE kind WHEN 'applied' THEN amount_minor
                                                            ELSE -amount_minor END), 0)
              FROM ledger_entries
             WHERE payment = payments.id AND kind IN ('applied', 'unapplied'))`,
  ],
  [
    'positions have no gap',
    'orders',
    `SELECT last FROM outbox_head WHERE last <> (SELECT count(*) FROM outbox)
        OR last <> (SELECT coalesce(max(position), 0) FROM outbox)`,
  ],
];

/** The breaches of every promise, read from the tables of a system at rest. */
export async function violations(system: System): Promise<Violations> {
  const found = new Map<string, readonly Row[]>();
  for (const [promise, service, sql] of RULES) {
    const rows = await stored(system.serverUrl, service, sql);
    if (rows.length > 0) found.set(promise, rows);
  }
  return Object.fromEntries(found);
}

/** How many breaches of promises there are. */
export async function countBroken(system: System): Promise<number> {
  return Object.values(await violations(system)).flat().length;
}

/** Waits until the system is at rest: every sum agrees, nothing is parked, no promise is broken. */
export async function expectClean(system: System, limitMilliseconds = 60_000): Promise<void> {
  const audit = await system.settled(limitMilliseconds);
  expect(audit.identities.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  expect(audit.services.filter(({ parked }: { parked: number }) => parked > 0)).toEqual([]);
  expect(audit.ok).toBe(true);
  expect(await violations(system)).toEqual({});
}

/** How many deadlocks the server has met in the databases of all services, hidden or not. */
export async function deadlocks(system: System): Promise<number> {
  const [row] = await stored<{ met: string }>(
    system.serverUrl,
    'orders',
    'SELECT coalesce(sum(deadlocks), 0) AS met FROM pg_stat_database',
  );
  return Number(row?.met);
}

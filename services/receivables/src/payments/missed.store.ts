import type { Database } from '@o2c/messaging';
import type { SettleWaiting } from '../domain/settle-waiting.js';

/** Transactions are over long before. */
const WINDOW_MILLISECONDS = 3_600_000;
const AT_ONCE = 100;

/** Recent payments that wait for a document which is there. */
export async function findMissed(
  database: Database,
  asOf: Date,
): Promise<readonly SettleWaiting[]> {
  const since = asOf.getTime() - WINDOW_MILLISECONDS;
  const rows = await database.read<{ payment: string; id: string; application: string }>(MISSED, [
    smallestId(since),
    AT_ONCE,
  ]);
  const byPayment = Map.groupBy(rows, ({ payment }) => payment);
  return [...byPayment].map(([payment, items]) => ({ type: 'SettleWaiting', payment, items }));
}

/** The smallest UUIDv7 of a millisecond: ids of payments ascend with time. */
function smallestId(milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

const MISSED = `
  SELECT payments.id AS payment, item.id, gen_random_uuid() AS application
    FROM payments
    JOIN open_items AS item
      ON item.document_name = ANY (payments.awaited) OR item.reference_name = ANY (payments.awaited)
   WHERE payments.id >= $1::uuid AND payments.awaited <> '{}'
     AND item.seller = payments.seller AND item.currency = payments.currency
     AND item.open_minor > 0 AND item.customer = coalesce(payments.customer, item.customer)
   LIMIT $2::int`;

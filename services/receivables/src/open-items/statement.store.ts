import type { Database } from '@o2c/messaging';
import type { Account } from '../parties.store.js';

/** An account over some days. */
export type StatementQuestion = Account & {
  readonly from?: string | undefined;
  readonly asOf: string;
};

/** A movement in minor units; above 0 the customer owes more. */
export type MovementRow = {
  readonly on: string;
  readonly type: string;
  readonly document: string;
  readonly minor: number;
  readonly reason: string | null;
};

/** The balance before the first day, in minor units. */
export async function readOpening(database: Database, asked: StatementQuestion): Promise<number> {
  if (asked.from === undefined) return 0;
  const [row] = await database.read<{ minor: number }>(
    `SELECT coalesce(sum(minor), 0)::bigint AS minor FROM (${MOVEMENTS}) AS movement
      WHERE "on" < $4::date`,
    [asked.seller, asked.customer, asked.currency, asked.from],
  );
  return row?.minor ?? 0;
}

/** What is booked already for days after the last one, in minor units. */
export async function readAhead(database: Database, asked: StatementQuestion): Promise<number> {
  const [row] = await database.read<{ minor: number }>(
    `SELECT coalesce(sum(minor), 0)::bigint AS minor FROM (${MOVEMENTS}) AS movement
      WHERE "on" > $4::date`,
    [asked.seller, asked.customer, asked.currency, asked.asOf],
  );
  return row?.minor ?? 0;
}

/** What moved the account, in the order of its dates. */
export function readMovements(
  database: Database,
  asked: StatementQuestion,
): Promise<MovementRow[]> {
  return database.read<MovementRow>(
    `SELECT "on", type, document, minor, reason FROM (${MOVEMENTS}) AS movement
      WHERE "on" <= $4::date AND "on" >= coalesce($5::date, "on") ORDER BY "on", id`,
    [asked.seller, asked.customer, asked.currency, asked.asOf, asked.from ?? null],
  );
}

/**
 * Entries between the customer's accounts (an application, a credit note that settles an invoice)
 * do not change what the customer owes in all.
 */
const MOVEMENTS = `
  SELECT id, posted_on AS "on", kind AS type, document, reason,
         CASE WHEN debit IN ('receivables', 'unapplied_cash') THEN amount_minor
                                                              ELSE -amount_minor END AS minor
    FROM ledger_entries
   WHERE seller = $1::uuid AND customer = $2::uuid AND currency = $3 AND kind <> 'credited'
     AND (debit IN ('receivables', 'unapplied_cash'))
         <> (credit IN ('receivables', 'unapplied_cash'))`;

import type { Database } from '@o2c/messaging';
import type { ReminderLine } from '../domain/reminder.js';

/** A letter to be sent, with what its text needs; `email` null where none is known. */
export type LetterToSend = {
  readonly id: string;
  readonly level: number;
  readonly currency: string;
  readonly items: readonly ReminderLine[];
  readonly total: number;
  readonly attempts: number;
  readonly sellerName: string | null;
  readonly customerName: string | null;
  readonly email: string | null;
};

/** What became of sending a letter. */
export type SendResult = {
  readonly id: string;
  readonly state: 'sent' | 'failed' | 'no_address';
  readonly error: string | null;
  readonly nextTry: Date;
};

/** A sender that dies leaves its letters to others after this time. */
const LEASE_MINUTES = 5;

/** Takes letters that are due; another sender skips them until the lease is over. */
export function takeLetters(database: Database, at: Date, limit: number): Promise<LetterToSend[]> {
  return database.transaction((tx) =>
    tx.query<LetterToSend>(
      `WITH taken AS (
         UPDATE reminder_letters
            SET attempts = attempts + 1,
                next_try_at = $1::timestamptz + interval '${LEASE_MINUTES} minutes'
          WHERE id IN (SELECT id FROM reminder_letters
                        WHERE state <> 'sent' AND next_try_at <= $1::timestamptz
                        ORDER BY next_try_at LIMIT $2::int FOR UPDATE SKIP LOCKED)
         RETURNING id, seller, customer, level, currency, items, total_minor, attempts)
       SELECT taken.id, level, taken.currency, items, total_minor AS total, attempts,
              sellers.name AS "sellerName", customers.name AS "customerName", email
         FROM taken LEFT JOIN sellers ON sellers.id = taken.seller
         LEFT JOIN customers ON customers.id = taken.customer
        ORDER BY taken.id`,
      [at, limit],
    ),
  );
}

/** Notes what became of letters; the time of sending is `at`. */
export async function noteLetters(
  database: Database,
  at: Date,
  results: readonly SendResult[],
): Promise<void> {
  await database.transaction((tx) =>
    tx.query(
      `UPDATE reminder_letters
          SET state = new.state, error = new.error, next_try_at = new.next_try_at,
              sent_at = CASE WHEN new.state = 'sent' THEN $1::timestamptz END
         FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
              AS new (id, state, error, next_try_at)
        WHERE reminder_letters.id = new.id`,
      [
        at,
        results.map(({ id }) => id),
        results.map(({ state }) => state),
        results.map(({ error }) => error),
        results.map(({ nextTry }) => nextTry),
      ],
    ),
  );
}

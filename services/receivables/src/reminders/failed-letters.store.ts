import type { WorkItem } from '@o2c/contracts';
import type { Database, Tx } from '@o2c/messaging';
import { moneyJson } from '@o2c/money';

type FailedLetter = {
  readonly id: string;
  readonly run: string;
  readonly state: 'failed' | 'no_address';
  readonly level: number;
  readonly error: string | null;
  readonly since: Date;
  readonly minor: number;
  readonly currency: string;
  readonly customer: WorkItem['customer'] | null;
};

/** Letters whose e-mail could not be sent and has not been sent since, as work for a person. */
export async function failedLetters(database: Database): Promise<WorkItem[]> {
  const letters = await database.read<FailedLetter>(FAILED);
  return letters.map(({ id, run, state, level, error, since, minor, currency, customer }) => ({
    ...{ id: `failed_email:${id}`, kind: 'failed_email', subject: id },
    code: state === 'failed' ? 'email.failed' : 'email.no_address',
    title: `Reminder ${level} was not sent: ${error ?? state}`,
    ...{ owner: 'receivables clerk', since: since.toISOString() },
    amount: moneyJson({ minor, currency }),
    ...{ service: 'receivables', link: `/v1/reminder-runs/${run}` },
    ...(customer && { customer }),
  }));
}

/** The letter is sent next, whatever it waited for; answers whether there is one to be sent. */
export async function sendAgain(tx: Tx, letter: string): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE reminder_letters SET next_try_at = $2
      WHERE id = $1::uuid AND state <> 'sent' RETURNING id`,
    [letter, tx.now],
  );
  return rows.length > 0;
}

const FAILED = `
  SELECT letter.id, letter.run, letter.state, letter.level, letter.error, letter.currency,
         letter.total_minor AS minor, reminder_runs.recorded_at AS since,
         CASE WHEN customers.id IS NOT NULL THEN json_build_object('id', customers.id,
           'number', customers.number, 'name', customers.name) END AS customer
    FROM reminder_letters AS letter JOIN reminder_runs ON reminder_runs.id = letter.run
    LEFT JOIN customers ON customers.id = letter.customer
   WHERE letter.state IN ('failed', 'no_address')`;

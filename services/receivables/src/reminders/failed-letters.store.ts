import type { WorkAnswer, WorkItem, WorkQuestion } from '@o2c/contracts';
import { answerWork, type Database, type Read, type Tx } from '@o2c/messaging';
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

const KIND = 'failed_email';
const OWNER = 'receivables clerk';

/**
 * Letters whose e-mail could not be sent and has not been sent since, as work for a person: a page
 * of them and, with the first page, how many there are.
 */
export function failedLetters(database: Database, question: WorkQuestion): Promise<WorkAnswer> {
  return database.snapshot((read) => {
    const page = () => pageOf(read, question);
    const count = () => countOf(read, question);
    return answerWork({ kind: KIND, owner: OWNER, page, count }, question);
  });
}

async function pageOf(read: Read, question: WorkQuestion): Promise<WorkItem[]> {
  const params: unknown[] = [];
  const at = (value: unknown): string => `$${params.push(value)}`;
  const key = question.sort === 'age' ? BY_AGE : BY_AMOUNT;
  const wanted = ofCustomer(question, at) + afterPlace(question, at);
  const letters = await read<FailedLetter>(
    `SELECT ${COLUMNS} FROM ${FAILED}${wanted} ORDER BY ${key} LIMIT ${at(question.limit)}::int`,
    params,
  );
  return letters.map(itemOf);
}

async function countOf(read: Read, question: WorkQuestion): Promise<number> {
  const params: unknown[] = [];
  const wanted = ofCustomer(question, (value) => `$${params.push(value)}`);
  const sql = `SELECT count(*)::int AS count FROM ${FAILED}${wanted}`;
  const [row] = await read<{ count: number }>(sql, params);
  return row?.count ?? 0;
}

/** Notes a value of the statement, and answers how its text names it. */
type Placeholder = (value: unknown) => string;

function ofCustomer({ customer }: WorkQuestion, at: Placeholder): string {
  if (customer === undefined) return '';
  const name = `${at(customer)}::text`;
  return ` AND (customers.number = ${name} OR customers.id::text = lower(${name}))`;
}

function afterPlace({ sort, after }: WorkQuestion, at: Placeholder): string {
  if (!after) return '';
  const place = `${at(after.since)}::timestamptz, ${at(after.id)}::text`;
  if (sort === 'age') return ` AND (${BY_AGE}) > (${place})`;
  const amount = `${at(after.currency ?? '~')}::text, ${at(-(after.minor ?? 0))}::bigint`;
  return ` AND (${BY_AMOUNT}) > (${amount}, ${place})`;
}

function itemOf(letter: FailedLetter): WorkItem {
  const { id, run, state, level, error, since, minor, currency, customer } = letter;
  return {
    ...{ id: `${KIND}:${id}`, kind: KIND, subject: id },
    code: state === 'failed' ? 'email.failed' : 'email.no_address',
    title: `Reminder ${level} was not sent: ${error ?? state}`,
    ...{ owner: OWNER, since: since.toISOString() },
    amount: moneyJson({ minor, currency }),
    ...{ service: 'receivables', link: `/v1/reminder-runs/${run}` },
    ...(customer && { customer }),
  };
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

const BY_AGE = `recorded_at, ('${KIND}:' || letter.id) COLLATE "C"`;
const BY_AMOUNT = `letter.currency::text COLLATE "C", -total_minor, ${BY_AGE}`;

const COLUMNS = `
  letter.id, letter.run, letter.state, letter.level, letter.error, letter.currency,
  letter.total_minor AS minor, reminder_runs.recorded_at AS since,
  CASE WHEN customers.id IS NOT NULL THEN json_build_object('id', customers.id,
    'number', customers.number, 'name', customers.name) END AS customer`;

const FAILED = `
  reminder_letters AS letter JOIN reminder_runs ON reminder_runs.id = letter.run
  LEFT JOIN customers ON customers.id = letter.customer
 WHERE letter.state IN ('failed', 'no_address')`;

import { type Condition, type Database, filtered, type Tx } from '@o2c/messaging';
import type { PageRequest } from '@o2c/runtime';
import { type Application, type Payment, statusOfPayment } from '../domain/payment.js';
import { type Ask, tableWriter } from '../table.store.js';

/** The columns of a payment, named as the domain names them. */
const COLUMNS = `'payment' AS "is", id, seller, customer, payer, reference,
  bank_reference AS "bankReference", method, value_on AS "valueDate",
  received_on AS "receivedOn", currency, amount_minor AS amount, unapplied_minor AS unapplied,
  applied_minor AS applied, refunded_minor AS refunded, reversed_minor AS reversed, history,
  awaited, version`;

/** Locks payments in the order of their ids; applications come with those named for it only. */
export async function lockPayments(
  tx: Tx,
  ids: readonly string[],
  withApplications: readonly string[],
): Promise<Payment[]> {
  // Sent together, and yet applications are read once their payments are locked.
  const [rows, live] = await Promise.all([
    tx.query<Omit<Payment, 'applications'>>(
      `SELECT ${COLUMNS} FROM payments WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
      [ids],
    ),
    liveApplications((...ask) => tx.query(...ask), withApplications),
  ]);
  return withLive(rows, live);
}

/** Payments by id, one more than the page holds. */
export async function readPayments(
  database: Database,
  conditions: readonly Condition[],
  { after, limit, sort }: PageRequest & { readonly sort?: 'oldest' | 'newest' | undefined },
): Promise<Payment[]> {
  const [beyond, order] = sort === 'newest' ? ['<', 'DESC'] : ['>', 'ASC'];
  const sql = `SELECT ${COLUMNS} FROM payments WHERE … ORDER BY id ${order} LIMIT $1`;
  const page: Condition = [`id ${beyond} ?::uuid`, after];
  const rows = await database.read<Omit<Payment, 'applications'>>(
    ...filtered(sql, [limit + 1], [...conditions, page]),
  );
  const ids = rows.map(({ id }) => id);
  return withLive(rows, await liveApplications((...ask) => database.read(...ask), ids));
}

function withLive(
  rows: readonly Omit<Payment, 'applications'>[],
  applications: Awaited<ReturnType<typeof liveApplications>>,
): Payment[] {
  const byPayment = Map.groupBy(applications, (one) => one.payment);
  return rows.map((row) => ({ ...row, applications: byPayment.get(row.id) ?? [] }));
}

/** Applications that were not taken back, in the order they were made. */
export async function liveApplications(
  ask: Ask,
  payments: readonly string[],
): Promise<readonly (Application & { readonly payment: string })[]> {
  return payments.length === 0 ? [] : ask(LIVE_APPLICATIONS, [payments]);
}

/** An application and its taking back are entries that cancel each other. */
const LIVE_APPLICATIONS = `
  SELECT payment, application AS id, item, min(document) AS document, min(posted_on) AS "on",
         sum(CASE kind WHEN 'applied' THEN amount_minor ELSE -amount_minor END) AS amount
    FROM ledger_entries
   WHERE payment = ANY ($1::uuid[]) AND kind IN ('applied', 'unapplied')
   GROUP BY payment, application, item
  HAVING sum(CASE kind WHEN 'applied' THEN amount_minor ELSE -amount_minor END) > 0
   ORDER BY min(id)`;

/** Writes new and changed payments. */
export const writePayments = tableWriter<Payment>(
  'payments',
  {
    id: ['uuid', (payment) => payment.id],
    seller: ['uuid', (payment) => payment.seller],
    customer: ['uuid', (payment) => payment.customer],
    payer: ['text', (payment) => payment.payer],
    reference: ['text', (payment) => payment.reference],
    bank_reference: ['text', (payment) => payment.bankReference],
    method: ['text', (payment) => payment.method],
    value_on: ['date', (payment) => payment.valueDate],
    received_on: ['date', (payment) => payment.receivedOn],
    currency: ['text', (payment) => payment.currency],
    amount_minor: ['bigint', (payment) => payment.amount],
    unapplied_minor: ['bigint', (payment) => payment.unapplied],
    applied_minor: ['bigint', (payment) => payment.applied],
    refunded_minor: ['bigint', (payment) => payment.refunded],
    reversed_minor: ['bigint', (payment) => payment.reversed],
    history: ['boolean', (payment) => payment.history],
    awaited: ['words', (payment) => payment.awaited.join(' ')],
    status: ['text', statusOfPayment],
    version: ['int', (payment) => payment.version],
  },
  [
    'customer',
    'unapplied_minor',
    'applied_minor',
    'refunded_minor',
    'reversed_minor',
    'awaited',
    'status',
    'version',
  ],
);

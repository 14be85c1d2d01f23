import { Injectable } from '@nestjs/common';
import { Database, type Read } from '@o2c/messaging';
import type { Cycle } from '../domain/kpi-definition.js';
import type { MoneyDay, Period } from '../domain/money-day.js';
import type { Seller } from '../party.store.js';
import { SETTLED, STATUS } from '../read-tables/order-status.store.js';
import { CASH_AT, isMeasured, SPANS } from './spans.store.js';

/** Whose figures are wanted, and of which days. */
export type KpiQuestion = Period & {
  readonly seller: Seller;
  /** Where none is named, orders count in all, and amounts are in the seller's. */
  readonly currency?: string | undefined;
};

/** What is counted of orders; times in seconds. */
export type OrderFigures = {
  readonly states: readonly { readonly status: string; readonly count: number }[];
  readonly cycles: readonly {
    readonly cycle: Cycle;
    readonly count: number;
    readonly median: number;
    readonly p90: number;
  }[];
  readonly held: number;
  readonly orders: number;
};

/** All that figures are made of, as of one moment; amounts in minor units. */
export type Figures = {
  readonly currency: string;
  /** Every day up to the last of the period on which something moved: a few hundred a year. */
  readonly days: readonly MoneyDay[];
  readonly notPastDue: number;
  readonly orders: OrderFigures;
  /** Whether the read tables hold all facts of the log. */
  readonly complete: boolean;
};

/** The read tables, as figures need them. */
@Injectable()
export class KpiTables {
  constructor(private readonly database: Database) {}

  read(question: KpiQuestion): Promise<Figures> {
    return this.database.snapshot(async (read) => {
      const currency = question.currency ?? (await currencyOf(read, question.seller));
      const scope = [question.seller.id, currency, question.to] as const;
      return {
        currency,
        days: await read<MoneyDay>(MONEY_DAYS, scope),
        notPastDue: (await one<{ minor: number }>(read, NOT_PAST_DUE, scope)).minor,
        orders: await ordersOf(read, question),
        complete: (await one<{ complete: boolean }>(read, COMPLETE)).complete,
      };
    });
  }
}

/** The only currency that the seller has amounts in, else its own. */
export async function currencyOf(read: Read, { id, currency }: Seller): Promise<string> {
  const rows = await read<{ currency: string }>(
    'SELECT DISTINCT currency FROM daily_amounts WHERE seller = $1 LIMIT 2',
    [id],
  );
  return rows.length === 1 ? (rows[0]?.currency ?? currency) : currency;
}

function ordersOf(read: Read, { seller, currency, from, to }: KpiQuestion): Promise<OrderFigures> {
  return one<OrderFigures>(read, ORDERS, [seller.id, currency ?? null, from, to, seller.timeZone]);
}

async function one<R extends object>(
  read: Read,
  sql: string,
  params?: readonly unknown[],
): Promise<R> {
  const [row] = await read<R>(sql, params);
  if (!row) throw new Error('one row is always answered');
  return row;
}

const COMPLETE = 'SELECT done = target AS complete FROM rebuild_head';

const MONEY_DAYS = `
  SELECT moved_on AS on, invoiced_minor AS invoiced, credited_minor AS credited,
         loaded_minor AS loaded, received_minor AS received, applied_minor AS applied,
         unapplied_minor AS unapplied, written_off_minor AS "writtenOff",
         refunded_minor AS refunded, reversed_minor AS reversed
    FROM daily_amounts WHERE seller = $1 AND currency = $2 AND moved_on <= $3
   ORDER BY moved_on`;

/** What was open at the end of a day of invoices that were not past due then. */
const NOT_PAST_DUE = `
  SELECT coalesce(sum(amount_minor), 0)::bigint AS minor
    FROM open_items JOIN item_movements USING (item_id)
   WHERE seller = $1 AND currency = $2 AND due_on >= $3::date AND moved_on <= $3::date`;

const ORDERS = `
  WITH settled AS (${SETTLED}),
  known AS (
    SELECT order_progress.*, coalesce(is_settled, false) AS is_settled,
           ${CASH_AT} AS cash_at
      FROM order_progress LEFT JOIN settled USING (order_id)
     WHERE seller = $1::uuid AND ($2::text IS NULL OR currency = $2)),
  states AS (SELECT ${STATUS} AS status, count(*) AS count FROM known GROUP BY 1),
  taken AS (
    SELECT cycle, extract(epoch FROM finished - started) AS seconds
      FROM known, ${SPANS} WHERE ${isMeasured('$3', '$4', '$5')}),
  cycles AS (
    SELECT cycle, count(*) AS count,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
           percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90
      FROM taken GROUP BY cycle),
  placed AS (
    SELECT count(*) AS orders, count(held_at) AS held FROM known
     WHERE NOT is_history AND ordered_on BETWEEN $3::date AND $4::date)
  SELECT orders, held,
         (SELECT coalesce(json_agg(states), '[]') FROM states) AS states,
         (SELECT coalesce(json_agg(cycles), '[]') FROM cycles) AS cycles
    FROM placed`;

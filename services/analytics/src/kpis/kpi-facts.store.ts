import { Injectable } from '@nestjs/common';
import { Database } from '@o2c/messaging';
import { moveOf } from '../domain/daily-amount.js';
import type { Counted, KpiFacts } from '../domain/kpi-facts.js';
import { COLUMNS, type LoggedFact } from '../fact-log.store.js';
import { SETTLED } from '../read-tables/order-status.store.js';
import { currencyOf, type KpiQuestion } from './kpi.store.js';
import { CASH_AT, isMeasured, SPANS } from './spans.store.js';

/** Which facts of a figure are wanted. */
export type KpiFactsQuestion = KpiQuestion & {
  readonly facts: KpiFacts;
  /** Only facts at positions below it. */
  readonly below: number;
  readonly limit: number;
};

/** The facts behind figures. */
@Injectable()
export class KpiFactLog {
  constructor(private readonly database: Database) {}

  /** Newest in the log first, one more than the page holds. */
  list({ facts, below, limit, ...question }: KpiFactsQuestion): Promise<LoggedFact[]> {
    const { counted, types } = facts;
    const moves = types.map(moveOf);
    const [condition, values] = conditionOf(counted, question);
    const isMoney = counted === 'in period' || counted === 'to end';
    return this.database.snapshot(async (read) => {
      const { seller, currency } = question;
      return read<LoggedFact>(listSql(condition), [
        seller.id,
        currency ?? (isMoney ? await currencyOf(read, seller) : null),
        ...[below, limit + 1, types],
        moves.map((move) => move?.on ?? null),
        moves.map((move) => move?.amount ?? null),
        ...values,
      ]);
    });
  }
}

/** Every type is read back from a position of its own index, then merged. */
function listSql(condition: string): string {
  return `
  SELECT page.*
    FROM unnest($5::text[], $6::text[], $7::text[]) WITH ORDINALITY
           AS kind (type, day_field, amount_field, place),
         LATERAL (SELECT ${COLUMNS} FROM facts
                   WHERE facts.type = kind.type AND position < $3::bigint AND ${condition}
                   ORDER BY position DESC LIMIT $4::integer) AS page
   ORDER BY page.position DESC LIMIT $4::integer`;
}

type Condition = readonly [sql: string, values: readonly unknown[]];

function conditionOf(counted: Counted, { from, to, seller }: KpiQuestion): Condition {
  switch (counted) {
    case 'to end':
      return [`${MONEY} AND ${DAY} <= $8::date`, [to]];
    case 'in period':
      return [`${MONEY} AND ${DAY} BETWEEN $8::date AND $9::date`, [from, to]];
    case 'ordered':
      return [ORDERED, [from, to]];
    case 'all':
      return [`EXISTS (SELECT FROM order_progress WHERE ${ORDER})`, []];
    default:
      return [MEASURED, [from, to, seller.timeZone, counted.cycle]];
  }
}

const DAY = `(data ->> kind.day_field)::date`;

const MONEY = `(data ->> 'seller')::uuid = $1::uuid
  AND data -> kind.amount_field ->> 'currency' = $2::text`;

const ORDER = `order_progress.order_id = facts.order_id
  AND seller = $1::uuid AND ($2::text IS NULL OR currency = $2)`;

const ORDERED = `EXISTS (
  SELECT FROM order_progress
   WHERE ${ORDER} AND NOT is_history AND ordered_on BETWEEN $8::date AND $9::date)`;

/** As `happenedAt` says. */
const HAPPENED_AT = `CASE WHEN facts.data ->> 'history' = 'true'
  THEN coalesce(facts.document_at, facts.recorded_at) ELSE facts.recorded_at END`;

/** The first and the last step themselves: an order may ship or be invoiced more than once. */
const MEASURED = `EXISTS (
  SELECT FROM order_progress
    LEFT JOIN LATERAL (
      SELECT * FROM (${SETTLED}) AS item WHERE item.order_id = order_progress.order_id
    ) AS settled ON true
    CROSS JOIN LATERAL (SELECT ${CASH_AT} AS cash_at) AS cash
    CROSS JOIN ${SPANS}
   WHERE ${ORDER} AND cycle = $11::text AND ${isMeasured('$8', '$9', '$10')}
     AND CASE WHEN kind.place = 1 THEN ${HAPPENED_AT} = started
              WHEN is_history AND facts.type = 'OpenItemClosed'
              THEN facts.document_at = (settled.on + time '12:00') AT TIME ZONE 'UTC'
              ELSE ${HAPPENED_AT} = finished END)`;

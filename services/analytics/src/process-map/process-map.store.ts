import { Injectable } from '@nestjs/common';
import { Database } from '@o2c/messaging';
import type { Counted } from '../domain/process-map.js';
import { PAYMENT_FACTS, TOLD_ORDER } from '../fact-log.store.js';

/** Which orders are on the map; instants are those of an order's first fact. */
export type MapQuestion = {
  readonly from?: string | undefined;
  /** Excluded. */
  readonly before?: string | undefined;
  readonly customer?: string | undefined;
  readonly seller?: string | undefined;
};

/** Most variants that a map shows; the rest are told by their absence from the shares. */
const VARIANTS = 50;

/** The process as the log shows it. */
@Injectable()
export class ProcessMaps {
  constructor(private readonly database: Database) {}

  /** Counts in one statement, so that all figures are of one moment. */
  async count({ from, before, customer, seller }: MapQuestion): Promise<Counted> {
    const conditions = [
      ['began_at >= ?::timestamptz', from],
      ['began_at < ?::timestamptz', before],
      ['customer = ?::uuid', customer],
      ['seller = ?::uuid', seller],
    ] as const;
    const given = conditions.filter(([, value]) => value !== undefined);
    const where = given.map(([sql], index) => sql.replace('?', `$${index + 1}`));
    const [counted] = await this.database.read<Counted>(
      countSql(where.length === 0 ? 'true' : where.join(' AND ')),
      given.map(([, value]) => value),
    );
    if (!counted) throw new Error('counting answers one row');
    return counted;
  }
}

function countSql(where: string): string {
  return `
  WITH chosen AS MATERIALIZED (
    SELECT order_id, is_history FROM order_progress WHERE ${where}),
  payments AS (
    SELECT DISTINCT facts.order_id, is_history, facts.subject
      FROM chosen JOIN facts USING (order_id) WHERE facts.type = 'PaymentApplied'),
  told AS (
    SELECT order_id, is_history, type, recorded_at, document_at, id
      FROM chosen JOIN facts USING (order_id)
     UNION ALL
    SELECT payments.order_id, is_history, type, recorded_at, document_at, id
      FROM payments JOIN facts USING (subject) WHERE ${PAYMENT_FACTS}),
  happened AS (
    SELECT order_id, type, recorded_at, id, ${HAPPENED_AT} AS at
      FROM told WINDOW until AS (PARTITION BY order_id ORDER BY ${TOLD_ORDER})),
  story AS MATERIALIZED (
    SELECT order_id, type, recorded_at, id, lead(type) OVER told_order AS next,
           extract(epoch FROM lead(at) OVER told_order - at) AS seconds
      FROM happened WINDOW told_order AS (PARTITION BY order_id ORDER BY ${TOLD_ORDER})),
  steps AS (
    SELECT type, count(*) AS count, count(DISTINCT order_id) AS orders FROM story GROUP BY type),
  transitions AS (
    SELECT type AS "from", next AS "to", count(*) AS count, count(DISTINCT order_id) AS orders,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS "medianSeconds",
           percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS "p90Seconds"
      FROM story WHERE next IS NOT NULL GROUP BY type, next),
  paths AS (
    SELECT array_agg(type ORDER BY ${TOLD_ORDER}) AS path FROM story GROUP BY order_id),
  variants AS (
    SELECT path, count(*) AS count FROM paths GROUP BY path
     ORDER BY count(*) DESC, path COLLATE "C" LIMIT ${VARIANTS})
  SELECT (SELECT count(*) FROM paths) AS orders,
         ${listOf('steps', 'count DESC, type COLLATE "C"')},
         ${listOf('transitions', 'count DESC, "from" COLLATE "C", "to" COLLATE "C"')},
         ${listOf('variants', 'count DESC, path COLLATE "C"')}`;
}

/**
 * Orders of the past go by the times of their documents: each moves the facts after it by as much
 * as it was recorded late, so that time never runs backwards along a story.
 */
const HAPPENED_AT = `recorded_at + CASE WHEN is_history
  THEN coalesce(max(document_at - recorded_at) OVER until, '0') ELSE '0' END`;

function listOf(rows: string, order: string): string {
  return `(SELECT coalesce(json_agg(${rows} ORDER BY ${order}), '[]') FROM ${rows}) AS ${rows}`;
}

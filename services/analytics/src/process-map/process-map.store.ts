import { Injectable } from '@nestjs/common';
import { Database } from '@o2c/messaging';
import type { Wait, Way } from '../domain/process-map.js';
import { IS_OVER, SETTLED } from '../read-tables/order-status.store.js';

/** Which orders are on the map; instants are those of an order's first fact. */
export type MapQuestion = {
  readonly from?: string | undefined;
  /** Excluded. */
  readonly before?: string | undefined;
  readonly customer?: string | undefined;
  readonly seller?: string | undefined;
  readonly sku?: string | undefined;
};

/** The ways that orders went, and how long their steps took. */
export type Counted = { readonly ways: readonly Way[]; readonly waits: readonly Wait[] };

/** The process as the stories of orders show it. */
@Injectable()
export class ProcessMaps {
  constructor(private readonly database: Database) {}

  /** All figures are of one moment; waits also of the period before, where one is named. */
  count(question: MapQuestion, before: MapQuestion | undefined): Promise<Counted> {
    return this.database.snapshot(async (read) => {
      const [where, values] = conditionsOf(question);
      const ways = await read<Way>(waysSql(where), values);
      const waits = await read<Omit<Wait, 'medianSecondsBefore'>>(waitsSql(where), values);
      const [whereBefore, valuesBefore] = before ? conditionsOf(before) : ['false', []];
      const earlier = await read<Wait>(waitsSql(whereBefore), valuesBefore);
      const medians = new Map(earlier.map((one) => [one.from + one.to, one.medianSeconds]));
      return {
        ways,
        waits: waits.map((wait) => ({
          ...wait,
          medianSecondsBefore: medians.get(wait.from + wait.to) ?? null,
        })),
      };
    });
  }
}

/** SQL about `order_progress`, and the values of its parameters from `$first` on. */
export function conditionsOf(
  { from, before, customer, seller, sku }: MapQuestion,
  first = 1,
): readonly [where: string, values: readonly string[]] {
  const conditions = [
    ['began_at >= ?::timestamptz', from],
    ['began_at < ?::timestamptz', before],
    ['customer = ?::uuid', customer],
    ['seller = ?::uuid', seller],
    ['jsonb_exists(skus, ?::text)', sku],
  ] as const;
  const given = conditions.flatMap(([sql, value]) =>
    value === undefined ? [] : [[sql, value] as const],
  );
  const where = given.map(([sql], index) => sql.replace('?', `$${index + first}`));
  return [where.length === 0 ? 'true' : where.join(' AND '), given.map(([, value]) => value)];
}

function waysSql(where: string): string {
  return `
  WITH settled AS (${SETTLED})
  SELECT path, currency, count(*) AS orders, coalesce(sum(gross_minor), 0)::bigint AS minor,
         count(*) FILTER (WHERE NOT coalesce(${IS_OVER}, false)) AS open
    FROM order_stories JOIN order_progress USING (order_id)
    LEFT JOIN settled USING (order_id)
   WHERE ${where} GROUP BY path, currency`;
}

function waitsSql(where: string): string {
  return `
  SELECT "from", "to", percentiles[1] AS "medianSeconds", percentiles[2] AS "p90Seconds"
    FROM (SELECT step.from, step.to,
                 percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY step.seconds)
                   AS percentiles
            FROM order_stories JOIN order_progress USING (order_id),
                 unnest(path[:cardinality(path) - 1], path[2:], order_stories.seconds)
                   AS step ("from", "to", seconds)
           WHERE ${where} GROUP BY step.from, step.to) AS waits`;
}

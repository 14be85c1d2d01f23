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
      const counted = async (asked: MapQuestion): Promise<Counted> => {
        const [where, values] = conditionsOf(asked);
        const [row] = await read<Counted>(countSql(where), values);
        return row ?? { ways: [], waits: [] };
      };
      const { ways, waits } = await counted(question);
      const earlier = before ? (await counted(before)).waits : [];
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

/**
 * Orders go few ways, so they are gathered by way first: the seconds of a way are a table with a
 * column for each of its steps, and a wait is made of the columns of its steps. Sorting the steps
 * of all orders by name would cost twice as much.
 */
function countSql(where: string): string {
  return `
  WITH settled AS (${SETTLED}),
  ways AS MATERIALIZED (
    SELECT path, currency, count(*) AS orders, coalesce(sum(gross_minor), 0)::bigint AS minor,
           count(*) FILTER (WHERE NOT coalesce(${IS_OVER}, false)) AS open,
           array_agg(seconds) FILTER (WHERE cardinality(seconds) > 0) AS seconds
      FROM order_stories JOIN order_progress USING (order_id)
      LEFT JOIN settled USING (order_id)
     WHERE ${where} GROUP BY path, currency),
  steps AS MATERIALIZED (
    SELECT path[i] AS "from", path[i + 1] AS "to", seconds[:][i:i] AS seconds
      FROM ways, generate_series(1, cardinality(path) - 1) AS i),
  waits AS (
    SELECT "from", "to", percentiles[1] AS "medianSeconds", percentiles[2] AS "p90Seconds"
      FROM (SELECT DISTINCT "from", "to" FROM steps) AS pair,
           LATERAL (SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY one)
                      FROM steps, unnest(steps.seconds) AS one
                     WHERE (steps.from, steps.to) = (pair.from, pair.to)) AS all_of (percentiles))
  SELECT (SELECT coalesce(json_agg(json_build_object('path', path, 'currency', currency,
                   'orders', orders, 'minor', minor, 'open', open)), '[]') FROM ways) AS ways,
         (SELECT coalesce(json_agg(waits), '[]') FROM waits) AS waits`;
}

import { Injectable } from '@nestjs/common';
import { Database, type Read } from '@o2c/messaging';
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
      const [counted] = await read<Counted>(countSql(where), values);
      const medians = before ? await mediansOf(read, before) : new Map<string, number>();
      const { ways = [], waits = [] } = counted ?? {};
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

type Median = Pick<Wait, 'from' | 'to' | 'medianSeconds'>;

async function mediansOf(read: Read, question: MapQuestion): Promise<ReadonlyMap<string, number>> {
  const [where, values] = conditionsOf(question);
  const medians = await read<Median>(mediansSql(where), values);
  return new Map(medians.map(({ from, to, medianSeconds }) => [from + to, medianSeconds]));
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
 * column for each of its steps, and a wait is made of the columns of its steps. These few columns
 * are sorted by the names of their steps; to sort those of all orders costs three times as much.
 */
const STEPS = `
    SELECT path[i] AS "from", path[i + 1] AS "to", unnest(seconds[:][i:i]) AS seconds
      FROM ways, generate_series(1, cardinality(path) - 1) AS i ORDER BY 1, 2`;

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
  steps AS (${STEPS}),
  percentiles AS (
    SELECT "from", "to", percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds) AS of
      FROM steps GROUP BY "from", "to"),
  waits AS (
    SELECT "from", "to", of[1] AS "medianSeconds", of[2] AS "p90Seconds" FROM percentiles)
  SELECT (SELECT coalesce(json_agg(json_build_object('path', path, 'currency', currency,
                   'orders', orders, 'minor', minor, 'open', open)), '[]') FROM ways) AS ways,
         (SELECT coalesce(json_agg(waits), '[]') FROM waits) AS waits`;
}

/** Of the period before nothing else is shown. */
function mediansSql(where: string): string {
  return `
  WITH ways AS (
    SELECT path, array_agg(seconds) AS seconds
      FROM order_stories JOIN order_progress USING (order_id)
     WHERE cardinality(seconds) > 0 AND ${where} GROUP BY path),
  steps AS (${STEPS})
  SELECT "from", "to", percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS "medianSeconds"
    FROM steps GROUP BY "from", "to"`;
}

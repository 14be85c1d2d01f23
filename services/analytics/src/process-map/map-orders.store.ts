import { Injectable } from '@nestjs/common';
import { Database } from '@o2c/messaging';
import { IS_OVER, SETTLED, STATUS } from '../read-tables/order-status.store.js';
import { conditionsOf, type MapQuestion } from './process-map.store.js';

/** Orders at a step, that took it, or that went from one to another. */
export type OrdersQuestion = MapQuestion & {
  readonly way: StepAsked | TransitionAsked;
  /** The present, the same for all pages of a list. */
  readonly now: string;
  readonly after?: OrderPlace | undefined;
  readonly limit: number;
};

/** `isOpen`: only orders that are there now and are not over. */
export type StepAsked = { readonly step: string; readonly isOpen: boolean };
export type TransitionAsked = { readonly from: string; readonly to: string };

/** Where an order stands in a list. */
export type OrderPlace = { readonly seconds: number; readonly order: string };

/** An order of the map, and how long it waited there. */
export type MapOrder = {
  readonly order: string;
  readonly number: string;
  readonly customer: string;
  readonly customerName: string | null;
  readonly status: string;
  readonly minor: number | null;
  readonly currency: string | null;
  readonly seconds: number;
  readonly at: Date;
};

/** The orders behind a step or a transition of the map. */
@Injectable()
export class MapOrders {
  constructor(private readonly database: Database) {}

  /** Slowest first, one more than the page holds. */
  list({ way, now, after, limit, ...question }: OrdersQuestion): Promise<MapOrder[]> {
    const [where, values] = conditionsOf(question, 6);
    const isStep = 'step' in way;
    const taken = isStep ? [way.step, null] : [way.from, way.to];
    const sql = listSql(where, isStep ? (way.isOpen ? AT_STEP : AFTER_STEP) : ON_TRANSITION);
    const place = [after?.seconds ?? null, after?.order ?? null];
    return this.database.read<MapOrder>(sql, [
      ...(isStep ? [way.step, now] : taken),
      ...place,
      limit + 1,
      ...values,
    ]);
  }
}

type Source = { readonly join: string; readonly condition: string };

const SINCE = `extract(epoch FROM $2::timestamptz - last_at)::double precision`;

/** Where they are now. */
const AT_STEP: Source = {
  join: `LATERAL (SELECT ${SINCE} AS waited) AS wait`,
  condition: `last_type = $1 AND NOT coalesce(${IS_OVER}, false)`,
};

/** How long until the next step, at most; where there is none, until now. */
const AFTER_STEP: Source = {
  join: `LATERAL (
    SELECT max(coalesce(seconds[place], ${SINCE})) AS waited
      FROM generate_subscripts(path, 1) AS place WHERE path[place] = $1) AS wait`,
  condition: `path @> ARRAY[$1]`,
};

const ON_TRANSITION: Source = {
  join: `LATERAL (
    SELECT max(seconds[place]) AS waited FROM generate_subscripts(seconds, 1) AS place
     WHERE path[place] = $1 AND path[place + 1] = $2) AS wait`,
  condition: `path @> ARRAY[$1, $2::text] AND waited IS NOT NULL`,
};

function listSql(where: string, { join, condition }: Source): string {
  return `
  WITH settled AS (${SETTLED}),
  page AS (
    SELECT order_id, ${STATUS} AS status, number, customer, gross_minor, currency, waited, last_at
      FROM order_stories JOIN order_progress USING (order_id)
      LEFT JOIN settled USING (order_id) CROSS JOIN ${join}
     WHERE number IS NOT NULL AND ${condition} AND ${where}
       AND ($3::double precision IS NULL OR (-waited, order_id) > (-$3, $4::uuid))
     ORDER BY -waited, order_id LIMIT $5)
  SELECT page.order_id AS order, page.number, page.customer, parties.name AS "customerName",
         status, gross_minor AS minor, page.currency, waited AS seconds, last_at AS at
    FROM page LEFT JOIN parties ON parties.id = page.customer
   ORDER BY -waited, order_id`;
}

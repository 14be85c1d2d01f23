import { Injectable } from '@nestjs/common';
import { Database } from '@o2c/messaging';
import { COLUMNS, type LoggedFact } from '../fact-log.store.js';

/** Where an entry stands: when it happened, and the id of its order or fact. */
export type EntryPlace = { readonly at: string; readonly id: string };

/** A fact of a customer's timeline: of an order its latest, else one about the customer. */
export type TimelineEntry = LoggedFact & {
  /** When the order began, or the fact happened. */
  readonly at: Date;
  readonly order: string | null;
  readonly orderNumber: string | null;
};

/** Which entries are wanted. */
export type TimelineQuestion = {
  readonly customer: string;
  /** Of facts that belong to no order, the types that may be seen. */
  readonly types: readonly string[];
  readonly after?: EntryPlace | undefined;
  readonly limit: number;
};

/** After this comes every entry. */
const NEWEST: EntryPlace = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/**
 * What happened with a customer. An order stands where it began, which does not change, with its
 * latest fact: so a page costs as many look-ups as it has entries, however many orders and facts
 * there are and however long an order lives, and nothing moves while somebody turns the pages.
 */
@Injectable()
export class CustomerTimelines {
  constructor(private readonly database: Database) {}

  /** Newest first, one more than the page holds. */
  page({ customer, types, after = NEWEST, limit }: TimelineQuestion): Promise<TimelineEntry[]> {
    return this.database.read<TimelineEntry>(PAGE, [
      customer,
      types,
      after.at,
      after.id,
      limit + 1,
    ]);
  }
}

/** Recorded time; of a document that is marked as history, the time that it bears. As the index. */
const HAPPENED_AT = `CASE WHEN data ->> 'history' = 'true'
  THEN coalesce(document_at, recorded_at) ELSE recorded_at END`;

/** Facts about the customer alone, as the index has them: holds told anew are none. */
const OF_CUSTOMER = `(data ->> 'customer')::uuid = $1 AND (data ->> 'customer') IS NOT NULL
  AND order_id IS NULL AND type <> 'CreditHeld'`;

/** Each source gives a page at most, read backwards from its index; the newest of both are it. */
const PAGE = `
  WITH own AS (
    SELECT fact.*
      FROM unnest($2::text[]) AS seen (name),
           LATERAL (SELECT ${HAPPENED_AT} AS at, id, position FROM facts
                     WHERE ${OF_CUSTOMER} AND type = seen.name
                       AND (${HAPPENED_AT}, id) < ($3::timestamptz, $4::uuid)
                     ORDER BY ${HAPPENED_AT} DESC, id DESC LIMIT $5) AS fact),
  begun AS (
    SELECT began_at AS at, order_id, number FROM order_progress
     WHERE customer = $1 AND (began_at, order_id) < ($3::timestamptz, $4::uuid)
     ORDER BY began_at DESC, order_id DESC LIMIT $5),
  page AS (
    SELECT at, id AS entry, position AS own_fact, NULL::uuid AS "order", NULL AS "orderNumber"
      FROM own
     UNION ALL
    SELECT at, order_id, NULL, order_id, number FROM begun
     ORDER BY at DESC, entry DESC LIMIT $5)
  SELECT at, "order", "orderNumber", ${COLUMNS}
    FROM page JOIN facts ON position = coalesce(own_fact, (
      SELECT latest.position FROM facts AS latest WHERE latest.order_id = "order"
       ORDER BY latest.recorded_at DESC, latest.id DESC LIMIT 1))
   ORDER BY at DESC, entry DESC`;

import { Injectable } from '@nestjs/common';
import { Database, Every } from '@o2c/messaging';
import { PAYMENT_FACTS, TOLD_ORDER } from '../fact-log.store.js';

/** Facts whose orders one transaction tells anew. */
const SLICE = 10_000;

/**
 * Keeps each order's story beside the log: its steps in their order and the time between them.
 * Whose facts are new is told anew, whole, from the log; so a story is a function of the set of
 * facts, and adding facts costs nothing here. Who asks for stories first has them brought up to
 * the end of the log; a job does it meanwhile, so that there is never much to do.
 */
@Injectable()
export class Stories {
  constructor(private readonly database: Database) {}

  /** Tells the stories of all facts so far; waits while the read tables are made anew. */
  @Every(10, 'order stories')
  async tell(_?: Date): Promise<void> {
    while (await this.tellSlice());
  }

  /** Whether there is more to tell. */
  private async tellSlice(): Promise<boolean> {
    const [head] = await this.database.read<Head>(HEAD);
    if (!head?.complete || head.done >= head.last) return false;
    return this.database.transaction(async (tx) => {
      await tx.query('SELECT FROM story_head FOR UPDATE');
      const [now] = await tx.query<Head>(HEAD);
      if (!now?.complete || now.done >= now.last) return false;
      const upTo = Math.min(now.done + SLICE, now.last);
      tx.write(TELL, [now.done, upTo]);
      tx.write('UPDATE story_head SET done = $1', [upTo]);
      return upTo < now.last;
    });
  }
}

type Head = { readonly done: number; readonly last: number; readonly complete: boolean };

const HEAD = `
  SELECT story_head.done, facts_head.last, rebuild_head.done = rebuild_head.target AS complete
    FROM story_head, facts_head, rebuild_head`;

/**
 * Orders of the past go by the times of their documents: each moves the facts after it by as much
 * as it was recorded late, so that time never runs backwards along a story.
 */
const HAPPENED_AT = `recorded_at + CASE WHEN is_history
  THEN coalesce(max(document_at - recorded_at) OVER until, '0') ELSE '0' END`;

/** OFFSET 0: the few orders are looked up one by one, however many facts there are. */
const TELL = `
  WITH changed AS MATERIALIZED (
    SELECT order_id FROM facts
     WHERE position > $1 AND position <= $2 AND order_id IS NOT NULL
     UNION
    SELECT applied.order_id
      FROM facts JOIN facts AS applied USING (subject)
     WHERE facts.position > $1 AND facts.position <= $2 AND facts.${PAYMENT_FACTS}
       AND applied.type = 'PaymentApplied' AND applied.order_id IS NOT NULL),
  chosen AS MATERIALIZED (
    SELECT order_id, coalesce((SELECT is_history FROM order_progress
                                WHERE order_progress.order_id = changed.order_id),
                              false) AS is_history
      FROM changed),
  own AS MATERIALIZED (
    SELECT chosen.*, fact.*
      FROM chosen, LATERAL (SELECT subject, type, recorded_at, document_at, id FROM facts
                             WHERE facts.order_id = chosen.order_id OFFSET 0) AS fact),
  payments AS (
    SELECT DISTINCT order_id, is_history, subject FROM own WHERE type = 'PaymentApplied'),
  told AS (
    SELECT order_id, is_history, type, recorded_at, document_at, id FROM own
     UNION ALL
    SELECT payments.order_id, is_history, fact.*
      FROM payments, LATERAL (SELECT type, recorded_at, document_at, id FROM facts
                               WHERE facts.subject = payments.subject
                                 AND ${PAYMENT_FACTS} OFFSET 0) AS fact),
  happened AS (
    SELECT order_id, type, recorded_at, id, ${HAPPENED_AT} AS at
      FROM told WINDOW until AS (PARTITION BY order_id ORDER BY ${TOLD_ORDER})),
  waited AS (
    SELECT *, extract(epoch FROM lead(at) OVER told_order - at)::double precision AS seconds
      FROM happened WINDOW told_order AS (PARTITION BY order_id ORDER BY ${TOLD_ORDER})),
  stories AS (
    SELECT order_id, array_agg(type ORDER BY ${TOLD_ORDER}) AS path,
           coalesce(array_agg(seconds ORDER BY ${TOLD_ORDER})
                    FILTER (WHERE seconds IS NOT NULL), '{}') AS seconds,
           max(recorded_at) AS last_at
      FROM waited GROUP BY order_id)
  INSERT INTO order_stories (order_id, path, seconds, last_type, last_at)
  SELECT order_id, path, seconds, path[cardinality(path)], last_at FROM stories
  ON CONFLICT (order_id) DO UPDATE
    SET path = excluded.path, seconds = excluded.seconds, last_type = excluded.last_type,
        last_at = excluded.last_at`;

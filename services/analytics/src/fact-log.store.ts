import { Injectable } from '@nestjs/common';
import type { AnyEvent } from '@o2c/contracts';
import { Database, fromListText, listText, type Tx } from '@o2c/messaging';
import { isUuid } from '@o2c/runtime';
import { documentTimeOf } from './domain/document-time.js';

/** A fact as the log keeps it. */
export type LoggedFact = {
  readonly position: number;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: number;
  readonly time: Date;
  /** What `documentTimeOf` says. */
  readonly documentTime: Date | null;
  readonly actor: string | null;
  readonly causationId: string | null;
  readonly data: Record<string, unknown>;
};

/** A fact, and how many bytes its data is as it is kept. */
export type SizedFact = LoggedFact & { readonly bytes: number };

/**
 * A payment names its orders through its applications alone: these facts belong to every order
 * that it was applied to. The literal is that of the index.
 */
export const PAYMENT_FACTS = `type IN
  ('PaymentReceived', 'PaymentIdentified', 'PaymentReversed', 'PaymentRefunded')`;

/**
 * Holds that are told anew are in the log and in no order's story: nothing happened to the order,
 * and while it waits there may be thousands. The newest says where it stands; its index has the
 * same literal.
 */
const RESTATED = `type = 'CreditHeld' AND order_id IS NULL`;

/** The order of an order's facts: an id is drawn when its fact is decided, so it settles ties. */
export const TOLD_ORDER = 'recorded_at, id';

/** Every fact, kept for good. */
@Injectable()
export class FactLog {
  constructor(private readonly database: Database) {}

  /** Appends facts at the next positions by one statement; its lock is the last one taken. */
  async append(tx: Tx, facts: readonly AnyEvent[]): Promise<void> {
    if (facts.length === 0) return;
    tx.write(APPEND, [
      facts.length,
      facts.map((fact) => fact.id),
      facts.map((fact) => fact.source),
      facts.map((fact) => fact.type),
      facts.map((fact) => fact.subject),
      facts.map((fact) => fact.sequence),
      facts.map((fact) => fact.time),
      facts.map((fact) => documentTimeOf(fact) ?? null),
      facts.map(orderOf),
      facts.map((fact) => fact.actor ?? null),
      facts.map((fact) => fact.causationid ?? null),
      listText(facts.map((fact) => fact.data)),
    ]);
  }

  /** Facts after a position, oldest first; of some types, if any are named. */
  after(position: number, limit: number, types?: readonly string[]): Promise<LoggedFact[]> {
    if (types) return this.database.read(AFTER_OF_TYPES, [position, limit, [...new Set(types)]]);
    return this.database.read(AFTER, [position, limit]);
  }

  /** As `after`, up to so many bytes of data in all; the next fact itself may be larger. */
  piece(position: number, limit: number, bytes: number): Promise<SizedFact[]> {
    return this.database.read<SizedFact>(
      `WITH next AS (
         SELECT *, octet_length(data::text) AS bytes FROM facts
          WHERE position > $1 ORDER BY position LIMIT $2),
       summed AS (SELECT *, sum(bytes) OVER (ORDER BY position) - bytes AS before FROM next)
       SELECT ${COLUMNS}, bytes FROM summed
        WHERE before = 0 OR before + bytes <= $3 ORDER BY position`,
      [position, limit, bytes],
    );
  }

  /** The last position. */
  async head(): Promise<number> {
    const [head] = await this.database.read<{ last: number }>('SELECT last FROM facts_head');
    return head?.last ?? 0;
  }

  /**
   * All facts of an order, of all services, in the order in which they were recorded; of holds that
   * were told anew the newest.
   */
  ofOrder(order: string): Promise<LoggedFact[]> {
    return this.database.read<LoggedFact>(
      `WITH own AS MATERIALIZED (SELECT ${COLUMNS} FROM facts WHERE order_id = $1)
       SELECT * FROM own
        UNION ALL
       SELECT ${COLUMNS} FROM facts
        WHERE ${PAYMENT_FACTS}
          AND subject IN (SELECT subject FROM own WHERE type = 'PaymentApplied')
        UNION ALL
       (SELECT ${COLUMNS} FROM facts
         WHERE ${RESTATED} AND subject = $1::text ORDER BY sequence DESC LIMIT 1)
        ORDER BY time, id`,
      [order],
    );
  }

  /** The id of an order that is named by id or number. */
  async orderId(name: string): Promise<string | undefined> {
    if (isUuid(name)) return name;
    const [row] = await this.database.read<{ id: string }>(
      'SELECT order_id AS id FROM order_progress WHERE number = $1',
      [name],
    );
    return row?.id;
  }
}

/** The facts after one position up to another, as they were received. */
export async function factsBetween(
  tx: Tx,
  after: number,
  upTo: number,
): Promise<readonly AnyEvent[]> {
  const rows = await tx.query<LoggedFact>(
    `SELECT ${COLUMNS} FROM facts WHERE position > $1 AND position <= $2 ORDER BY position`,
    [after, upTo],
  );
  return rows.map(asEvent);
}

/** A fact of the log as it was received. */
export function asEvent({ time, ...fact }: LoggedFact): AnyEvent {
  return { ...fact, time: time.toISOString() } as unknown as AnyEvent;
}

/** Whose story the fact is part of. */
function orderOf({ data }: AnyEvent): string | null {
  if ('restated' in data && data.restated) return null;
  return 'order' in data && data.order !== undefined ? data.order : null;
}

/** What is read of a fact. */
export const COLUMNS = `position, id, source, type, subject, sequence, recorded_at AS time,
  document_at AS "documentTime", actor, causation_id AS "causationId", data`;

const AFTER = `SELECT ${COLUMNS} FROM facts WHERE position > $1 ORDER BY position LIMIT $2`;

/** As many as are asked for of each type, by its index, and the first of all of them. */
const AFTER_OF_TYPES = `
  SELECT next.*
    FROM unnest($3::text[]) AS wanted (name),
         LATERAL (SELECT ${COLUMNS} FROM facts WHERE type = wanted.name AND position > $1
                   ORDER BY position LIMIT $2) AS next
   ORDER BY next.position LIMIT $2`;

const APPEND = `
  WITH head AS (UPDATE facts_head SET last = last + $1::int RETURNING last)
  INSERT INTO facts (position, id, source, type, subject, sequence, recorded_at, document_at,
                     order_id, actor, causation_id, data)
  SELECT head.last - $1::int + fact.ordinality, fact.id, fact.source, fact.type, fact.subject,
         fact.sequence, fact.recorded_at, fact.document_at, fact.order_id, fact.actor,
         fact.causation_id, fact.data::json
    FROM head,
         ROWS FROM (unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[],
                           $7::timestamptz[], $8::timestamptz[], $9::uuid[], $10::text[],
                           $11::uuid[]),
                    ${fromListText('$12')})
         WITH ORDINALITY AS fact (id, source, type, subject, sequence, recorded_at, document_at,
                                  order_id, actor, causation_id, data, ordinality)`;

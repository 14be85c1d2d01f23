import { newId, type Clock } from '@o2c/runtime';
import type { AnyEvent } from '@o2c/contracts';
import { describe } from './failure.js';
import { headerTexts, type RawHeaders } from './kafka-record.js';
import type { Tx } from './tx.js';

/** Where a record came from on Kafka. */
export type Origin = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
};

/** A record on a subscribed topic that no one can read as a fact. */
export type BadRecord = Origin & {
  readonly key: Buffer | null;
  readonly headers: RawHeaders | undefined;
  readonly raw: Buffer | null;
  readonly error: string;
};

/** Parks a fact with its error: its subject waits for an operator, all others go on. */
export async function park(
  tx: Tx,
  clock: Clock,
  fact: AnyEvent,
  error: unknown,
  attempts: number,
  origin?: Origin,
): Promise<void> {
  const { code, message } = describe(error);
  tx.write(INSERT_PARKED, [
    [newId(clock)],
    [fact.id],
    fact.source,
    [fact.type],
    [fact.subject],
    [fact.sequence],
    [JSON.stringify(fact)],
    storable(message),
    code,
    attempts,
    'parked',
    tx.now,
    origin?.topic ?? null,
    origin?.partition ?? null,
    origin?.offset ?? null,
  ]);
}

/** The code of those that were not tried: an earlier one of their subject is parked. */
export const QUEUED = 'subject.parked';

/** Queues facts behind the parked one of their subject, to be handled in order after it. */
export async function queueBehind(tx: Tx, clock: Clock, facts: readonly AnyEvent[]): Promise<void> {
  if (facts.length === 0) return;
  tx.write(INSERT_PARKED, [
    facts.map(() => newId(clock)),
    facts.map((fact) => fact.id),
    facts[0]?.source,
    facts.map((fact) => fact.type),
    facts.map((fact) => fact.subject),
    facts.map((fact) => fact.sequence),
    facts.map((fact) => JSON.stringify(fact)),
    'an earlier fact of the same subject is parked',
    QUEUED,
    0,
    'queued',
    tx.now,
    null,
    null,
    null,
  ]);
}

/**
 * Parks a record that cannot be read, once, however often it comes; nobody queues behind it, its
 * subject cannot be trusted. Value and headers are kept, so that it can be replayed once the
 * service understands it.
 */
export async function parkRecord(tx: Tx, clock: Clock, record: BadRecord): Promise<void> {
  tx.write(INSERT_RECORD, [
    newId(clock),
    record.topic,
    record.key === null ? null : storable(record.key.toString('utf8')),
    record.raw,
    JSON.stringify(headerTexts(record.headers).map((texts) => texts.map(storable))),
    record.partition,
    record.offset,
    storable(record.error),
    tx.now,
  ]);
}

/** PostgreSQL keeps no zero bytes in texts. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

const INSERT_RECORD = `
  INSERT INTO parked (id, type, subject, raw, headers, topic, partition, log_offset, error, code,
                      attempts, status, since)
  SELECT $1, $2, $3, $4, $5, $2, $6, $7, $8, 'record.unreadable', 1, 'parked', $9
   WHERE NOT EXISTS (SELECT FROM parked
                      WHERE topic = $2 AND partition = $6 AND log_offset = $7
                        AND raw IS NOT DISTINCT FROM $4)`;

const INSERT_PARKED = `
  INSERT INTO parked (id, fact_id, source, type, subject, sequence, envelope, error, code, attempts,
                      status, since, topic, partition, log_offset)
  SELECT fact.id, fact.fact_id, $3, fact.type, fact.subject, fact.sequence, fact.envelope, $8, $9,
         $10, $11, $12, $13, $14, $15
    FROM unnest($1::uuid[], $2::text[], $4::text[], $5::text[], $6::bigint[], $7::jsonb[])
         AS fact (id, fact_id, type, subject, sequence, envelope)`;

import type { AnyEvent, EventType } from '@o2c/contracts';

/** A fact as the outbox keeps it. */
export type OutboxRow = {
  position: number;
  id: string;
  type: EventType;
  subject: string;
  recorded_at: Date;
  actor: string | null;
  causation_id: string | null;
  traceparent: string | null;
  data: string;
};

/** The event that a row of the outbox stands for. */
export function eventOf(row: OutboxRow, source: string): AnyEvent {
  return {
    id: row.id,
    source,
    type: row.type,
    subject: row.subject,
    sequence: Number(row.position),
    time: row.recorded_at.toISOString(),
    data: JSON.parse(row.data) as object,
    ...(row.actor === null ? {} : { actor: row.actor }),
    ...(row.causation_id === null ? {} : { causationid: row.causation_id }),
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  } as AnyEvent;
}

/** Facts after a position, oldest first. */
export const READ_OUTBOX = `
  SELECT position, id, type, subject, recorded_at, actor, causation_id, traceparent, data
    FROM outbox WHERE position > $1 ORDER BY position LIMIT $2`;

import { groupOf, type AnyEvent } from '@o2c/contracts';
import type { Outcome, WaitFor } from './aggregate.js';
import type { Tx } from './tx.js';

/** A fact and what it waits for. */
export type Waiter = { readonly fact: AnyEvent; readonly on: WaitFor };

/** Keeps facts that came before the fact they need; no attempt is counted. */
export async function keepWaiting(tx: Tx, waiters: readonly Waiter[]): Promise<void> {
  if (waiters.length === 0) return;
  tx.write(KEEP, [
    waiters.map(({ fact }) => fact.id),
    waiters.map(({ fact }) => fact.source),
    waiters.map(({ fact }) => fact.type),
    waiters.map(({ fact }) => fact.subject),
    waiters.map(({ fact }) => fact.sequence),
    waiters.map(({ fact }) => JSON.stringify(fact)),
    waiters.map(({ on }) => on.waitFor),
    waiters.map(({ on }) => on.subject),
    tx.now,
  ]);
}

/**
 * Marks ready what waited for these facts; answers, not before the commit needs it, how many that
 * frees. Who waits for a snapshot is served by any of its group: a newer one may have come in its
 * place.
 */
export function markReady(tx: Tx, facts: readonly AnyEvent[]): Promise<number> {
  const served = facts.flatMap(({ type, subject }) =>
    groupOf(type).map((awaited) => [awaited, subject] as const),
  );
  const marked = tx.query(MARK_READY, [
    served.map(([awaited]) => awaited),
    served.map(([, subject]) => subject),
  ]);
  const freed = marked.then((rows) => rows.length);
  freed.catch(() => {});
  return freed;
}

/** Locks the ready facts of one type, oldest first. */
export async function takeReady(tx: Tx, limit: number): Promise<readonly AnyEvent[]> {
  const rows = await tx.query<{ envelope: AnyEvent }>(
    `SELECT envelope FROM waiting
      WHERE ready AND type = (SELECT type FROM waiting WHERE ready ORDER BY sequence LIMIT 1)
      ORDER BY source, sequence LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  return rows.map((row) => row.envelope);
}

/** Forgets facts that no longer wait. */
export async function forgetWaiting(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) tx.write('DELETE FROM waiting WHERE id = ANY ($1::uuid[])', [ids]);
}

/** The facts that are known now: all but those that wait themselves. */
export function servedOf(
  facts: readonly AnyEvent[],
  waiters: readonly Waiter[],
): readonly AnyEvent[] {
  const waiting = new Set(waiters.map(({ fact }) => fact.id));
  return facts.filter((fact) => !waiting.has(fact.id));
}

/** The facts whose handler answered that they wait. */
export function waitersOf(
  facts: readonly AnyEvent[],
  outcomes: readonly Outcome[],
): readonly Waiter[] {
  return facts.flatMap((fact, index) => {
    const outcome = outcomes[index];
    return outcome?.status === 'waiting' ? [{ fact, on: outcome.on }] : [];
  });
}

/** Most of the time nobody waits: that is seen once, before anything is looked up. */
const MARK_READY = `
  UPDATE waiting SET ready = true
   WHERE EXISTS (SELECT FROM waiting WHERE NOT ready)
     AND (awaited_type, awaited_subject) IN (SELECT * FROM unnest($1::text[], $2::text[]))
     AND NOT ready
  RETURNING 1`;

const KEEP = `
  INSERT INTO waiting (id, source, type, subject, sequence, envelope, awaited_type,
                       awaited_subject, since)
  SELECT fact.*, $9 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[],
                                $6::jsonb[], $7::text[], $8::text[]) AS fact
  ON CONFLICT (id) DO UPDATE SET ready = false, awaited_type = excluded.awaited_type,
                                 awaited_subject = excluded.awaited_subject`;

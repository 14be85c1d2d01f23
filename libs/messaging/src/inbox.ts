import { dayOf } from '@o2c/runtime';
import { definitionOf, type AnyEvent } from '@o2c/contracts';
import type { Read } from './database.js';
import type { Tx } from './tx.js';

/** What became of the facts that arrived. */
export type Admission = {
  /** Facts to handle now, in order. */
  readonly fresh: readonly AnyEvent[];
  /** Facts whose subject is parked for this service: they queue behind it. */
  readonly blocked: readonly AnyEvent[];
};

/**
 * Keeps the facts that were not handled before: once-only effect is this insert, in the
 * transaction of the effect. Of state facts only the newest of its subject and group is kept.
 */
export async function admit(
  tx: Tx,
  facts: readonly AnyEvent[],
  keepsOvertaken: boolean,
): Promise<Admission> {
  const [answer] = await tx.query<{ fresh: string[] | null; blocked: string[] | null }>(ADMIT, [
    facts[0]?.source,
    facts.map((fact) => fact.subject),
    facts.map((fact) => dayOf(fact.id)),
    facts.map((fact) => fact.id),
    facts.map((fact) => fact.sequence),
  ]);
  const fresh = new Set(answer?.fresh ?? []);
  const parked = new Set(answer?.blocked ?? []);
  const arrived = once(facts.filter((fact) => fresh.has(fact.id)));
  const free = arrived.filter((fact) => !parked.has(fact.subject));
  return {
    fresh: keepsOvertaken ? free : await newestOf(tx, free),
    blocked: arrived.filter((fact) => parked.has(fact.subject)),
  };
}

/** Subjects of facts of one source that are parked for this service. */
export async function blockedOf(tx: Tx, facts: readonly AnyEvent[]): Promise<ReadonlySet<string>> {
  const [answer] = await tx.query<{ blocked: string[] | null }>(STANDING, [
    facts[0]?.source,
    facts.map((fact) => fact.subject),
  ]);
  return new Set(answer?.blocked ?? []);
}

/** Whether a fact was admitted before. */
export async function wasAdmitted(read: Read, fact: AnyEvent): Promise<boolean> {
  const found = await read(ADMITTED, [dayOf(fact.id), fact.id, fact.source, fact.sequence]);
  return found.length > 0;
}

/** Drops state facts that a newer one of the same subject and group has overtaken. */
export async function newestOf(tx: Tx, facts: readonly AnyEvent[]): Promise<readonly AnyEvent[]> {
  const first = facts[0];
  if (!first) return [];
  const definition = definitionOf(first.type);
  if (definition.kind === 'movement') return facts;
  const newest = latestOf(facts);
  const sorted = newest.toSorted((one, other) => (one.subject < other.subject ? -1 : 1));
  const kept = await tx.query<{ subject: string }>(KEEP_NEWEST, [
    first.source,
    definition.group,
    sorted.map(({ subject }) => subject),
    sorted.map(({ sequence }) => sequence),
  ]);
  const current = new Set(kept.map((row) => row.subject));
  return newest.filter(({ subject }) => current.has(subject));
}

/** Different facts without the snapshots that a newer one of them has overtaken. */
export function latestOf(facts: readonly AnyEvent[]): readonly AnyEvent[] {
  const overtaken = new Set(overtakenOf(facts));
  return facts.filter((fact) => !overtaken.has(fact));
}

/** The snapshots that a newer one among the facts has overtaken. */
export function overtakenOf(facts: readonly AnyEvent[]): readonly AnyEvent[] {
  const newest = new Map<string, AnyEvent>();
  const overtaken: AnyEvent[] = [];
  for (const fact of facts) {
    const definition = definitionOf(fact.type);
    if (definition.kind === 'movement') continue;
    const key = `${fact.source} ${definition.group} ${fact.subject}`;
    const other = newest.get(key);
    const isNewer = !other || other.sequence < fact.sequence;
    if (isNewer) newest.set(key, fact);
    if (other) overtaken.push(isNewer ? other : fact);
  }
  return overtaken;
}

function once(facts: readonly AnyEvent[]): readonly AnyEvent[] {
  return [...new Map(facts.map((fact) => [fact.id, fact])).values()];
}

/**
 * What stands in the way is locked: an operator who decides about it meanwhile waits, and then
 * finds what was queued behind it; or has decided, and it stands in the way no more.
 */
const STANDING = `
  SELECT array_agg(DISTINCT subject) AS blocked
    FROM (SELECT subject FROM parked
           WHERE source = $1 AND subject = ANY ($2::text[]) AND status IN ('parked', 'queued')
             FOR SHARE) AS standing`;

/** Facts up to the producer's cursor were handled by a bus that reads its log in order. */
const ADMIT = `
  WITH fresh AS (
    INSERT INTO inbox (day, id)
    SELECT DISTINCT day, id
      FROM unnest($3::date[], $4::uuid[], $5::bigint[]) AS arrived (day, id, sequence)
     WHERE sequence > coalesce((SELECT position FROM cursors WHERE source = $1), 0)
     ORDER BY day, id
    ON CONFLICT DO NOTHING RETURNING id)
  SELECT (SELECT array_agg(id::text) FROM fresh) AS fresh, standing.blocked
    FROM (${STANDING}) AS standing`;

const ADMITTED = `
  SELECT FROM inbox WHERE day = $1 AND id = $2
   UNION ALL
  SELECT FROM cursors WHERE source = $3 AND position >= $4`;

/** Equal sequences pass, so that a waiting or replayed fact is not taken for an older one. */
const KEEP_NEWEST = `
  INSERT INTO state_heads (source, state_group, subject, sequence)
  SELECT $1, $2, * FROM unnest($3::text[], $4::bigint[])
  ON CONFLICT (source, state_group, subject) DO UPDATE SET sequence = excluded.sequence
    WHERE state_heads.sequence <= excluded.sequence
  RETURNING subject`;

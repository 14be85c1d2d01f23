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

/** Says which facts of a delivery are to be handled. */
export type Admit = (delivery: {
  readonly facts: readonly AnyEvent[];
}) => Admission | Promise<Admission>;

/** What is to be handled of several deliveries, and whether somebody may wait for some of it. */
export type Admissions = { readonly admit: Admit; readonly isAwaited: boolean };

/**
 * Admits what came in several deliveries together, so that two processes lock in one order whatever
 * both take.
 */
export async function admitAll(
  tx: Tx,
  deliveries: readonly { readonly facts: readonly AnyEvent[] }[],
  keepsOvertaken: boolean,
): Promise<Admissions> {
  const all = deliveries.flatMap(({ facts }) => facts);
  const admission = await admit(tx, all, keepsOvertaken);
  const [fresh, blocked] = [new Set(admission.fresh), new Set(admission.blocked)];
  // What came twice is the first delivery's.
  return {
    admit: ({ facts }) => ({
      fresh: facts.filter((fact) => fresh.delete(fact)),
      blocked: facts.filter((fact) => blocked.delete(fact)),
    }),
    isAwaited: true,
  };
}

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
    facts.map((fact) => fact.source),
    facts.map((fact) => fact.subject),
    facts.map((fact) => dayOf(fact.id)),
    facts.map((fact) => fact.id),
    facts.map((fact) => fact.sequence),
  ]);
  const fresh = new Set(answer?.fresh ?? []);
  const parked = new Set(answer?.blocked ?? []);
  const arrived = once(facts.filter((fact) => fresh.has(fact.id)));
  const free = arrived.filter((fact) => !parked.has(aboutOf(fact)));
  return {
    fresh: keepsOvertaken ? free : await newestOf(tx, free),
    blocked: arrived.filter((fact) => parked.has(aboutOf(fact))),
  };
}

/** The facts whose subject is parked for this service. */
export async function blockedOf(tx: Tx, facts: readonly AnyEvent[]): Promise<readonly AnyEvent[]> {
  const [answer] = await tx.query<{ blocked: string[] | null }>(STANDING, [
    facts.map((fact) => fact.source),
    facts.map((fact) => fact.subject),
  ]);
  const parked = new Set(answer?.blocked ?? []);
  return facts.filter((fact) => parked.has(aboutOf(fact)));
}

/** Whether a fact was admitted before. */
export async function wasAdmitted(read: Read, fact: AnyEvent): Promise<boolean> {
  const found = await read(ADMITTED, [dayOf(fact.id), fact.id, fact.source, fact.sequence]);
  return found.length > 0;
}

/** Drops state facts that a newer one of the same subject and group has overtaken. */
export async function newestOf(tx: Tx, facts: readonly AnyEvent[]): Promise<readonly AnyEvent[]> {
  const newest = latestOf(facts);
  const heads = newest.flatMap((fact) => headOf(fact) ?? []);
  if (heads.length === 0) return newest;
  heads.sort((one, other) => (one.name < other.name ? -1 : 1));
  const kept = await tx.query<{ name: string }>(KEEP_NEWEST, [
    heads.map(({ source }) => source),
    heads.map(({ group }) => group),
    heads.map(({ subject }) => subject),
    heads.map(({ sequence }) => sequence),
  ]);
  const current = new Set(kept.map(({ name }) => name));
  return newest.filter((fact) => {
    const head = headOf(fact);
    return !head || current.has(head.name);
  });
}

/** Different facts without the snapshots that a newer one of them has overtaken. */
function latestOf(facts: readonly AnyEvent[]): readonly AnyEvent[] {
  const overtaken = new Set(overtakenOf(facts));
  return facts.filter((fact) => !overtaken.has(fact));
}

/** The snapshots that a newer one among the facts has overtaken. */
export function overtakenOf(facts: readonly AnyEvent[]): readonly AnyEvent[] {
  const newest = new Map<string, AnyEvent>();
  const overtaken: AnyEvent[] = [];
  for (const fact of facts) {
    const head = headOf(fact);
    if (!head) continue;
    const other = newest.get(head.name);
    const isNewer = !other || other.sequence < fact.sequence;
    if (isNewer) newest.set(head.name, fact);
    if (other) overtaken.push(isNewer ? other : fact);
  }
  return overtaken;
}

/** What a state fact is the newest of, or not; undefined for a movement. */
function headOf({ type, source, subject, sequence }: AnyEvent) {
  const definition = definitionOf(type);
  if (definition.kind === 'movement') return undefined;
  const { group } = definition;
  return { source, group, subject, sequence, name: `${source} ${group} ${subject}` };
}

/** What a fact is about, in the words of its source. */
function aboutOf({ source, subject }: AnyEvent): string {
  return `${source} ${subject}`;
}

function once(facts: readonly AnyEvent[]): readonly AnyEvent[] {
  return [...new Map(facts.map((fact) => [fact.id, fact])).values()];
}

/**
 * What stands in the way is locked: an operator who decides about it meanwhile waits, and then
 * finds what was queued behind it; or has decided, and it stands in the way no more.
 */
const STANDING = `
  SELECT array_agg(DISTINCT source || ' ' || subject) AS blocked
    FROM (SELECT source, subject FROM parked
           WHERE (source, subject) IN (SELECT * FROM unnest($1::text[], $2::text[]))
             AND status IN ('parked', 'queued')
             FOR SHARE) AS standing`;

/** Facts up to the producer's cursor were handled by a bus that reads its log in order. */
const ADMIT = `
  WITH fresh AS (
    INSERT INTO inbox (day, id)
    SELECT DISTINCT day, id
      FROM unnest($1::text[], $3::date[], $4::uuid[], $5::bigint[])
           AS arrived (source, day, id, sequence)
      LEFT JOIN cursors USING (source)
     WHERE sequence > coalesce(cursors.position, 0)
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
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
  ON CONFLICT (source, state_group, subject) DO UPDATE SET sequence = excluded.sequence
    WHERE state_heads.sequence <= excluded.sequence
  RETURNING source || ' ' || state_group || ' ' || subject AS name`;

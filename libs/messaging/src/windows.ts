import type { Cursor } from './cursors.js';
import { blockedOf, newestOf, overtakenOf, type Admissions, type Admit } from './inbox.js';
import type { Unit } from './rounds.js';
import type { Tx } from './tx.js';

/** A unit of a log that is read once and in order. */
export type Window = Unit & { readonly cursor: Cursor & { readonly since: number } };

/** Whether the cursor alone says what of a unit was handled before: nothing. */
export function isWindow(unit: Unit): unit is Window {
  return unit.cursor?.since !== undefined;
}

/**
 * Admits windows without an inbox: their cursors are locked where the windows begin, and move in
 * this transaction, so that each window takes effect once. Throws when a cursor is elsewhere: its
 * log was read by somebody else, or the answer to a commit was lost.
 */
export async function admitWindows(
  tx: Tx,
  windows: readonly Window[],
  keepsOvertaken: boolean,
): Promise<Admissions> {
  const cursors = windows.map(({ cursor }) => cursor);
  const logs = cursors.map(({ log }) => log);
  const [at] = await tx.query<Look>(LOOK, [logs, cursors.map(({ since }) => since)]);
  if (at?.locked !== windows.length) throw new Error(`${logs.join()} read by somebody else`);
  // A window's facts are newer than all that were handled before it; an older one comes after it
  // only if it waited meanwhile: heads are needed only while somebody waits.
  const overtaken = new Set(keepsOvertaken ? [] : windows.flatMap(overtakenIn));
  const admit: Admit = async ({ facts }) => {
    const blocked = at.parked ? await blockedOf(tx, facts) : [];
    const free = facts.filter((fact) => !blocked.includes(fact) && !overtaken.has(fact));
    return {
      fresh: at.waiting && !keepsOvertaken ? await newestOf(tx, free) : free,
      blocked,
    };
  };
  return { admit, isAwaited: at.awaited };
}

function overtakenIn({ deliveries }: Window) {
  return overtakenOf(deliveries.flatMap(({ facts }) => facts));
}

type Look = {
  readonly locked: number;
  /** Facts of these logs are parked, or wait. */
  readonly parked: boolean;
  readonly waiting: boolean;
  /** Some fact waits, of whatever log. */
  readonly awaited: boolean;
};

const LOOK = `
  WITH mine AS (
    SELECT FROM cursors JOIN unnest($1::text[], $2::bigint[]) AS start (log, position)
        ON cursors.source = start.log AND cursors.position = start.position
     ORDER BY cursors.source FOR UPDATE OF cursors)
  SELECT (SELECT count(*)::int FROM mine) AS locked,
         EXISTS (SELECT FROM parked
                  WHERE source = ANY ($1) AND status IN ('parked', 'queued')) AS parked,
         EXISTS (SELECT FROM waiting WHERE source = ANY ($1)) AS waiting,
         EXISTS (SELECT FROM waiting WHERE NOT ready) AS awaited`;

import type { DataOf, EventType } from './catalogue.js';

/** A row that a command touches: `table/id`, so that sorting gives the lock order. */
export type RowId = string;

/** The state of the rows that a command touches, by row id. */
export type Rows<S> = ReadonlyMap<RowId, S>;

/**
 * What a decision returns. A fact whose type is in the catalogue is published; one of the
 * service's own (its type is written in lower-case-with-hyphens) only changes state.
 */
export type AnyFact = { readonly type: string; readonly data: object };

/** A fact that a decision needs and that has not come yet. */
export type WaitFor = { readonly waitFor: EventType; readonly subject: string };

/** The decision has to wait until the fact of this type about this subject has been handled. */
export function waitFor(type: EventType, subject: string): WaitFor {
  return { waitFor: type, subject };
}

/**
 * The rows known only from data have changed since `resolve` read them: the command is resolved
 * and decided again in the next round.
 */
export type Again = { readonly again: true };

/** The answer of a decision whose rows no longer fit. */
export const again: Again = { again: true };

/** A decision: facts (none means nothing to do), or what it waits for. */
export type Decision<F> = readonly F[] | WaitFor | Again;

/** Only the state of one row; throws when `loadMany` did not deliver it. */
export function rowOf<S>(rows: Rows<S>, id: RowId): S {
  const state = rows.get(id);
  if (state === undefined) throw new Error(`row ${id} was not loaded`);
  return state;
}

/** A fact of the catalogue, typed by its name. */
export function fact<T extends EventType>(type: T, data: DataOf<T>): { type: T; data: DataOf<T> } {
  return { type, data };
}

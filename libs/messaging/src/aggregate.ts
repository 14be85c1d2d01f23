import { DomainError, type DataOf, type EventType } from '@o2c/contracts';
import type { RowId, Tx } from './tx.js';

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

/**
 * The rules of one kind of thing, and how it is stored. `decide` and `evolve` are pure; the rest
 * takes many commands at once, so that a batch costs the same round trips as one.
 */
export type Aggregate<S, C, F extends AnyFact> = {
  /** Completes commands with rows that are known only from data; reads without locks. */
  resolve?(tx: Tx, commands: readonly C[]): Promise<readonly C[]>;
  /** Every row that the command touches. */
  rows(command: C): readonly RowId[];
  /** Locks the rows in order (they come sorted), and loads what the commands need of them. */
  loadMany(tx: Tx, rows: readonly RowId[], commands: readonly C[]): Promise<Map<RowId, S>>;
  /** Pure. Throws DomainError for a broken rule; the command then has no effect. */
  decide(state: Rows<S>, command: C): Decision<F>;
  /** Pure. The rows that the fact changes, as they are after it. */
  evolve(state: Rows<S>, fact: F): Iterable<readonly [RowId, S]>;
  /** Writes all changed rows, one statement per table; `facts` in the order they happened. */
  saveMany(tx: Tx, changed: Rows<S>, facts: readonly F[]): Promise<void>;
};

/** What became of one command or fact: done, waiting for a fact, or refused by a rule. */
export type Outcome<S = unknown, F extends AnyFact = AnyFact> =
  | { readonly status: 'done'; readonly rows: Rows<S>; readonly facts: readonly F[] }
  | { readonly status: 'waiting'; readonly on: WaitFor }
  | { readonly status: 'refused'; readonly error: DomainError };

/** The outcome of a fact that needed no decision, such as a copy of master data. */
export const DONE: Outcome = { status: 'done', rows: new Map(), facts: [] };

/** One outcome `done` per fact, for handlers that only copy. */
export function allDone(facts: readonly unknown[]): readonly Outcome[] {
  return facts.map(() => DONE);
}

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

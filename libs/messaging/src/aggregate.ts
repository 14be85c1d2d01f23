import type { AnyFact, Decision, DomainError, RowId, Rows, WaitFor } from '@o2c/contracts';
import type { Tx } from './tx.js';

export { again, fact, rowOf, waitFor } from '@o2c/contracts';
export type { Again, AnyFact, Decision, RowId, Rows, WaitFor } from '@o2c/contracts';

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

/** The outcome of what needed no decision, such as a copy of master data; of any aggregate. */
export const DONE: Outcome<never, never> = {
  status: 'done',
  rows: new Map<RowId, never>(),
  facts: [],
};

/** One outcome `done` per fact, for handlers that only copy. */
export function allDone(facts: readonly unknown[]): readonly Outcome[] {
  return facts.map(() => DONE);
}

/**
 * Keeps a copy of what facts say, by one call of `write`, in the order of their subjects, in which
 * everybody locks them; nothing is decided about any of them.
 */
export async function keepCopies<D>(
  tx: Tx,
  facts: readonly { readonly subject: string; readonly data: D }[],
  write: (tx: Tx, copies: readonly D[]) => Promise<void>,
): Promise<readonly Outcome[]> {
  const sorted = facts.toSorted((one, other) => (one.subject < other.subject ? -1 : 1));
  await write(
    tx,
    sorted.map(({ data }) => data),
  );
  return allDone(facts);
}

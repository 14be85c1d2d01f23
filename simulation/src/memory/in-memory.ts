import type { AnyEvent, AnyFact, EventType } from '@o2c/contracts';
import { allDone, type Aggregate, type Rows, type Tx } from '@o2c/messaging';
import type { Handle } from '../shell/memory-service.js';
import type { Table } from '../shell/table.js';

/** The pure part of a service: which rows a command touches, what is decided, what that changes. */
export type Rules<S, C, F extends AnyFact> = Pick<Aggregate<S, C, F>, 'rows' | 'decide' | 'evolve'>;

/** How the rows of a service lie in memory, where that is more than a table of them. */
export type Keeping<S, C, F extends AnyFact> = {
  /** Completes commands with what is known only from data. */
  readonly resolve?: (tx: Tx, commands: readonly C[]) => readonly C[];
  /** A row as the commands need it; nothing where there is none. */
  readonly load: (row: string, commands: readonly C[]) => S | undefined;
  readonly save: (row: string, state: S) => void;
  /** Rows that are needed beside those that the commands name. */
  readonly beside?: (loaded: Rows<S>) => readonly (readonly [string, S])[];
  /** What else is written, or left to be done. */
  readonly saved?: (tx: Tx, facts: readonly F[], changed: Rows<S>) => void;
};

/** The write path of the product, over rows in memory. */
export function inMemory<S, C, F extends AnyFact>(
  rules: Rules<S, C, F>,
  keeping: Keeping<S, C, F>,
): Aggregate<S, C, F> {
  const { resolve, load, save, saved, beside = () => [] } = keeping;
  return {
    ...rules,
    ...(resolve && { resolve: (tx, commands) => Promise.resolve(resolve(tx, commands)) }),
    loadMany: (_, rows, commands) => {
      const found = rows.map((row) => [row, load(row, commands)] as const);
      const named = new Map(
        found.flatMap(([row, state]) => (state === undefined ? [] : [[row, state] as const])),
      );
      return Promise.resolve(new Map([...beside(named), ...named]));
    },
    saveMany: (tx, changed, facts) => {
      for (const [row, state] of changed) save(row, state);
      saved?.(tx, facts, changed);
      return Promise.resolve();
    },
  };
}

/** Rows that are kept whole. */
export function whole<S>(table: Table<S>) {
  return {
    load: (row: string) => table.get(row),
    save: (row: string, state: S) => table.set(row, state),
  };
}

/** Handlers by type. The facts that a handler gets are of the types that it is registered for. */
export function handling<E extends AnyEvent>(
  types: readonly E['type'][],
  handle: (facts: readonly E[], tx: Tx) => ReturnType<Handle>,
): readonly (readonly [EventType, Handle])[] {
  return types.map((type) => [type, (facts, tx) => handle(facts as readonly E[], tx)]);
}

/** Keeps copies of what facts tell. */
export function copying<E extends AnyEvent>(
  types: readonly E['type'][],
  keep: (data: E['data']) => void,
): readonly (readonly [EventType, Handle])[] {
  return handling<E>(types, (facts) => {
    for (const { data } of facts) keep(data);
    return Promise.resolve(allDone(facts));
  });
}

/** The names after a prefix. */
export function idIn(row: string, table: string): string | undefined {
  return row.startsWith(`${table}/`) ? row.slice(table.length + 1) : undefined;
}

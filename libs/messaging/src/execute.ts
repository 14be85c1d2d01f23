import {
  DomainError,
  isEventType,
  type AnyEvent,
  type AnyFact,
  type Fact,
  type RowId,
  type Rows,
} from '@o2c/contracts';
import { DONE, type Aggregate, type Outcome } from './aggregate.js';
import type { Cause, Tx } from './tx.js';

/** Rounds in which commands whose rows changed are resolved anew, before the batch fails. */
const MAX_ROUNDS = 5;

/** A command that is to be decided, completed, and its place among all. */
type Open<C> = { readonly index: number; readonly command: C };

/**
 * Load, decide, evolve, save, publish: a fixed number of statements, whatever the number of
 * commands. Commands are decided one after the other on the evolving state; a refused or waiting
 * command leaves no trace and does not touch its neighbours. `causes[i]` belongs to `commands[i]`.
 * What commands name is looked up while we hear which of them are `wanted`, if not all; the others
 * are done already.
 */
export async function execute<S, C, F extends AnyFact>(
  tx: Tx,
  aggregate: Aggregate<S, C, F>,
  commands: readonly C[],
  causes: readonly Cause[] = [],
  wanted?: Promise<readonly boolean[]>,
): Promise<readonly Outcome<S, F>[]> {
  const outcomes = commands.map((): Outcome<S, F> => DONE);
  const all = commands.map((_, index) => index);
  const [resolved, isWanted] = await Promise.all([resolve(tx, aggregate, commands, all), wanted]);
  let open = isWanted ? resolved.filter(({ index }) => isWanted[index]) : resolved;
  for (let round = 0; open.length > 0; round++) {
    if (round === MAX_ROUNDS) throw new Error('the rows of a command kept changing');
    const again = await decideRound(tx, aggregate, open, causes, outcomes);
    open = await resolve(tx, aggregate, commands, again);
  }
  return outcomes;
}

/** Carries out what facts ask of us, one command per fact; a fact that asks nothing is done. */
export async function executeFacts<S, C, F extends AnyFact, E extends AnyEvent>(
  tx: Tx,
  aggregate: Aggregate<S, C, F>,
  facts: readonly E[],
  commandOf: (fact: E) => C | undefined,
): Promise<readonly Outcome<unknown, F>[]> {
  const asked = facts.flatMap((fact, index) => {
    const command = commandOf(fact);
    return command === undefined ? [] : [{ command, fact, index }];
  });
  const outcomes: Outcome<unknown, F>[] = facts.map(() => DONE);
  const commands = asked.map(({ command }) => command);
  const causes = asked.map(({ fact }) => fact);
  const answers = await execute(tx, aggregate, commands, causes);
  asked.forEach(({ index }, position) => {
    outcomes[index] = answers[position] as Outcome<S, F>;
  });
  return outcomes;
}

/** Completes commands that are to be decided. */
async function resolve<S, C, F extends AnyFact>(
  tx: Tx,
  aggregate: Aggregate<S, C, F>,
  commands: readonly C[],
  indexes: readonly number[],
): Promise<Open<C>[]> {
  if (indexes.length === 0) return [];
  const named = indexes.map((index) => commands[index] as C);
  const resolved = aggregate.resolve ? await aggregate.resolve(tx, named) : named;
  return resolved.map((command, at) => ({ index: indexes[at] as number, command }));
}

/** Decides the open commands; answers those that must be decided again. */
async function decideRound<S, C, F extends AnyFact>(
  tx: Tx,
  aggregate: Aggregate<S, C, F>,
  open: readonly Open<C>[],
  causes: readonly Cause[],
  outcomes: Outcome<S, F>[],
): Promise<number[]> {
  const work = new Work(aggregate);
  const commands = open.map(({ command }) => command);
  const rows = [...new Set(commands.flatMap((command) => aggregate.rows(command)))].sort();
  work.state = await aggregate.loadMany(tx, rows, commands);
  const openAgain: number[] = [];
  for (const { index, command } of open) {
    const outcome = work.run(command);
    if (outcome === 'again') openAgain.push(index);
    else outcomes[index] = outcome;
    if (outcome !== 'again' && outcome.status === 'done') {
      tx.publish((outcome.facts as readonly AnyFact[]).filter(isPublished), causes[index]);
    }
  }
  if (work.facts.length > 0) await aggregate.saveMany(tx, work.changed, work.facts);
  return openAgain;
}

/** The evolving state of one round. */
class Work<S, C, F extends AnyFact> {
  state = new Map<RowId, S>();
  readonly changed = new Map<RowId, S>();
  readonly facts: F[] = [];

  constructor(private readonly aggregate: Aggregate<S, C, F>) {}

  run(command: C): Outcome<S, F> | 'again' {
    try {
      const decision = this.aggregate.decide(this.view(command), command);
      if ('again' in decision) return 'again';
      if ('waitFor' in decision) return { status: 'waiting', on: decision };
      for (const fact of decision) this.apply(fact);
      return { status: 'done', rows: this.view(command), facts: decision };
    } catch (error) {
      if (error instanceof DomainError) return { status: 'refused', error };
      throw error;
    }
  }

  private apply(fact: F): void {
    for (const [id, row] of this.aggregate.evolve(this.state, fact)) {
      this.state.set(id, row);
      this.changed.set(id, row);
    }
    this.facts.push(fact);
  }

  /** The rows that a command touches, as they are now: later commands do not change the answer. */
  private view(command: C): Rows<S> {
    const view = new Map<RowId, S>();
    for (const id of this.aggregate.rows(command)) {
      const row = this.state.get(id);
      if (row !== undefined) view.set(id, row);
    }
    return view;
  }
}

function isPublished(fact: AnyFact): fact is Fact {
  return isEventType(fact.type);
}

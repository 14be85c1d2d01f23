import { DomainError, type Source } from '@o2c/contracts';
import type { Rules } from './memory/in-memory.js';
import type { AnyFact, Decision } from '@o2c/contracts';

/** What was seen of the rules: `credit ReserveCredit: CreditHeld`, and how often. */
export class Coverage {
  readonly seen = new Map<string, number>();

  /** The rules, with each outcome of a decision noted. */
  of<S, C extends { readonly type: string }, F extends AnyFact>(
    source: Source,
    rules: Rules<S, C, F>,
  ): Rules<S, C, F> {
    return {
      ...rules,
      decide: (rows, command) => {
        const note = (outcome: string) => this.note(`${source} ${command.type}: ${outcome}`);
        try {
          const decision = rules.decide(rows, command);
          for (const outcome of outcomesOf(decision)) note(outcome);
          return decision;
        } catch (error) {
          if (error instanceof DomainError) note(`refused ${error.code}`);
          throw error;
        }
      },
    };
  }

  /** Which of these were never seen. */
  missing(outcomes: readonly string[]): readonly string[] {
    return outcomes.filter((outcome) => !this.seen.has(outcome));
  }

  private note(outcome: string): void {
    this.seen.set(outcome, (this.seen.get(outcome) ?? 0) + 1);
  }
}

function outcomesOf(decision: Decision<AnyFact>): readonly string[] {
  if ('again' in decision) return ['again'];
  if ('waitFor' in decision) return [`waits for ${decision.waitFor}`];
  return decision.length === 0 ? ['nothing'] : decision.map(({ type }) => type);
}

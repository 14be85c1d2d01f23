import type { AnyEvent, EventType } from '@o2c/contracts';
import type { Outcome } from './aggregate.js';
import { inTraces } from './in-traces.js';
import type { Tx } from './tx.js';

/** Handles facts of the types of one `@On`: the body of its method. */
export type Handle = (facts: readonly AnyEvent[], tx: Tx) => Promise<readonly Outcome[]>;

/** Brings facts to the handlers of a service. */
export class Dispatch {
  constructor(private readonly handlers: ReadonlyMap<EventType, Handle>) {}

  /** What follows one another and has the same handler, in lists: one call takes each. */
  byHandler<T extends { readonly type: EventType }>(all: readonly T[]): readonly T[][] {
    const lists: T[][] = [];
    for (const one of all) {
      const list = lists.at(-1);
      const isSame = list?.[0] && this.handlerOf(list[0].type) === this.handlerOf(one.type);
      if (isSame) list.push(one);
      else lists.push([one]);
    }
    return lists;
  }

  /**
   * Whether one handler takes all of these: it locks its rows in one order, whatever comes, while
   * two calls of handlers in one transaction would lock as chance has it.
   */
  haveOneHandler(all: readonly { readonly type: EventType }[]): boolean {
    return new Set(all.map(({ type }) => this.handlerOf(type))).size === 1;
  }

  /** Handles facts that have the same handler. Throws when it does not answer for each of them. */
  async handle(facts: readonly AnyEvent[], tx: Tx): Promise<readonly Outcome[]> {
    const [first] = facts;
    if (!first) return [];
    const handler = this.handlerOf(first.type);
    const outcomes = await inTraces(facts, () => handler(facts, tx));
    if (outcomes.length === facts.length) return outcomes;
    throw new Error(`${first.type}: ${facts.length} facts, ${outcomes.length} outcomes`);
  }

  private handlerOf(type: EventType): Handle {
    const handler = this.handlers.get(type);
    if (!handler) throw new Error(`nobody handles ${type}`);
    return handler;
  }
}

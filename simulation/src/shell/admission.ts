import { definitionOf, type AnyEvent } from '@o2c/contracts';
import type { Guards } from './guards.js';
import { Table } from './table.js';

/** Facts to handle now, and those that queue behind a parked one of their subject. */
export type Admitted = {
  readonly fresh: readonly AnyEvent[];
  readonly blocked: readonly AnyEvent[];
};

/** What was handled before, and how new it was: once-only effect in any order. */
export class Admission {
  readonly inbox = new Table<true>();
  private readonly heads = new Table<number>();

  constructor(private readonly guards: Guards) {}

  get tables() {
    return [this.inbox, this.heads];
  }

  admit(facts: readonly AnyEvent[], isParked: (fact: AnyEvent) => boolean): Admitted {
    const arrived = this.guards.inbox ? facts.filter((fact) => this.enter(fact)) : facts;
    const blocked = this.guards.parksSubject ? arrived.filter(isParked) : [];
    const free = arrived.filter((fact) => !blocked.includes(fact));
    return { fresh: this.newestOf(free), blocked };
  }

  /** Drops snapshots that a newer one of the same subject and group has overtaken. */
  newestOf(facts: readonly AnyEvent[]): readonly AnyEvent[] {
    const [first] = facts;
    if (!first || !this.guards.newestWins) return facts;
    const definition = definitionOf(first.type);
    if (definition.kind === 'movement') return facts;
    const newest = new Map<string, AnyEvent>();
    for (const fact of facts) {
      const other = newest.get(fact.subject);
      if (!other || other.sequence <= fact.sequence) newest.set(fact.subject, fact);
    }
    return facts.filter((fact) => {
      return newest.get(fact.subject) === fact && this.isNewest(fact, definition.group);
    });
  }

  private isNewest({ source, subject, sequence }: AnyEvent, group: string): boolean {
    const key = `${source} ${group} ${subject}`;
    if ((this.heads.get(key) ?? 0) > sequence) return false;
    this.heads.set(key, sequence);
    return true;
  }

  private enter({ id }: AnyEvent): boolean {
    if (this.inbox.has(id)) return false;
    this.inbox.set(id, true);
    return true;
  }
}

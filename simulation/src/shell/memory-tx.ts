import { definitionOf, faultsOf, type AnyEvent, type Fact, type Source } from '@o2c/contracts';
import type { Cause, Tx } from '@o2c/messaging';
import type { VirtualClock } from './virtual-clock.js';

/** What a transaction leaves to be done in its own service. */
export type FollowUpRow = {
  readonly kind: string;
  readonly command: object;
  readonly cause: Cause;
};

/** A fact before it has a position. */
export type Draft = Omit<AnyEvent, 'sequence'>;

/** A transaction in memory: it gathers facts and follow-ups, and has no SQL. */
export class MemoryTx implements Tx {
  readonly now: Date;
  readonly drafts: Draft[] = [];
  readonly followUps: FollowUpRow[] = [];

  constructor(
    private readonly source: Source,
    private readonly clock: VirtualClock,
  ) {
    this.now = clock.now();
  }

  query(): never {
    throw new Error('there is no SQL in the simulation');
  }

  write(): never {
    return this.query();
  }

  /** The facts as they would be stored: data that its schema refuses is a bug of the rules. */
  publish(facts: readonly Fact[], cause: Cause = {}): void {
    for (const { type, data } of facts) {
      const faults = faultsOf(type, data);
      if (faults.length > 0) throw new Error(`invalid ${type}: ${faults.join('; ')}`);
      const { source, subject } = definitionOf(type);
      if (source !== this.source) throw new Error(`${type} is not for ${this.source} to say`);
      this.drafts.push({
        ...{ id: this.clock.id(), source, type, subject: subject(data) },
        ...{ time: this.now.toISOString(), data: JSON.parse(JSON.stringify(data)) as object },
        ...(cause.id !== undefined && { causationid: cause.id }),
      } as Draft);
    }
  }

  followUp(kind: string, commands: readonly object[], cause: Cause = {}): void {
    for (const command of commands) this.followUps.push({ kind, command, cause });
  }
}

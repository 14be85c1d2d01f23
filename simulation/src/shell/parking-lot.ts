import type { AnyEvent } from '@o2c/contracts';
import { Table } from './table.js';

/** A fact that could not be handled, or one that queues behind it. */
export type Parked = {
  readonly fact: AnyEvent;
  readonly status: 'parked' | 'queued';
  readonly error: string;
};

/** Facts that an operator has to look at, with those of their subject behind them. */
export class ParkingLot {
  readonly parked = new Table<Parked>();

  park(fact: AnyEvent, error: string): void {
    this.parked.set(fact.id, { fact, status: 'parked', error });
  }

  queue(fact: AnyEvent): void {
    this.parked.set(fact.id, { fact, status: 'queued', error: 'an earlier one is parked' });
  }

  leave(fact: AnyEvent): void {
    this.parked.delete(fact.id);
  }

  holds({ source, subject }: AnyEvent): boolean {
    return this.parked
      .values()
      .some(({ fact }) => fact.source === source && fact.subject === subject);
  }

  /** The parked ones, each followed by those that queue behind it, in the order of their facts. */
  inOrder(): readonly Parked[] {
    return this.parked
      .values()
      .toSorted((a, b) => rank(a) - rank(b) || a.fact.sequence - b.fact.sequence);
  }
}

function rank({ status }: Parked): number {
  return status === 'parked' ? 0 : 1;
}

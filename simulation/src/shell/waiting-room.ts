import { groupOf, type AnyEvent, type EventType } from '@o2c/contracts';
import type { WaitFor } from '@o2c/messaging';
import { Table } from './table.js';

/** A fact that came early, and what it waits for. */
export type Waiter = { readonly fact: AnyEvent; readonly on: WaitFor; readonly ready: boolean };

/** Facts that came before the fact they need. */
export class WaitingRoom {
  readonly waiters = new Table<Waiter>();

  keep(fact: AnyEvent, on: WaitFor): void {
    this.waiters.set(fact.id, { fact, on, ready: false });
  }

  forget(fact: AnyEvent): void {
    this.waiters.delete(fact.id);
  }

  /** Who waited for a fact of this type, or for another of its group, may be handled now. */
  markReady(type: EventType, subjects: readonly string[]): void {
    const group = groupOf(type);
    for (const waiter of this.waiters.values()) {
      const { waitFor, subject } = waiter.on;
      if (group.includes(waitFor) && subjects.includes(subject)) this.wake(waiter);
    }
  }

  /** In case what they need came by another way. */
  markAllReady(): void {
    for (const waiter of this.waiters.values()) this.wake(waiter);
  }

  /** The ready facts of one type, oldest first. */
  takeReady(): readonly AnyEvent[] {
    const ready = this.waiters.values().filter((waiter) => waiter.ready);
    const facts = ready.map(({ fact }) => fact).sort((a, b) => a.sequence - b.sequence);
    return facts.filter(({ type }) => type === facts[0]?.type);
  }

  private wake(waiter: Waiter): void {
    if (!waiter.ready) this.waiters.set(waiter.fact.id, { ...waiter, ready: true });
  }
}

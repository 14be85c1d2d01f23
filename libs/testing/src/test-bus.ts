import { EventBus, type Producer, type Subscriber } from '@o2c/messaging';
import type { AnyEvent, EventType, Source } from '@o2c/contracts';

/** A bus that keeps what was published and delivers what the test says, when it says it. */
export class TestBus extends EventBus {
  readonly sent: AnyEvent[] = [];
  readonly subscribers: Subscriber[] = [];

  addProducer(_: Producer): void {}

  addSubscriber(subscriber: Subscriber): void {
    this.subscribers.push(subscriber);
  }

  published(_: Source, facts: readonly AnyEvent[]): void {
    this.sent.push(...facts);
  }

  /** Delivers facts, in their order and together, to whoever subscribes to their types. */
  async deliver(facts: readonly AnyEvent[]): Promise<void> {
    const deliveries = this.subscribers.map(async ({ types, deliver }) => {
      const wanted = facts.filter(({ type }) => types.includes(type));
      if (wanted.length > 0) await deliver({ deliveries: runsOf(wanted) });
    });
    await Promise.all(deliveries);
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  lagOf(): Promise<number> {
    return Promise.resolve(0);
  }

  backlogOf(): Promise<number> {
    return Promise.resolve(0);
  }
}

/** A handler takes facts of one type: cut where the type changes. */
function runsOf(facts: readonly AnyEvent[]): { type: EventType; facts: AnyEvent[] }[] {
  const runs: { type: EventType; facts: AnyEvent[] }[] = [];
  for (const fact of facts) {
    const last = runs.at(-1);
    if (last?.type === fact.type) last.facts.push(fact);
    else runs.push({ type: fact.type, facts: [fact] });
  }
  return runs;
}

import { EventBus, type Producer, type Subscriber } from '@o2c/messaging';
import type { AnyEvent, Source } from '@o2c/contracts';

/** A bus that keeps what was published and delivers what the test says, when it says it. */
export class TestBus extends EventBus {
  readonly sent: AnyEvent[] = [];
  private readonly subscribers: Subscriber[] = [];

  addProducer(_: Producer): void {}

  addSubscriber(subscriber: Subscriber): void {
    this.subscribers.push(subscriber);
  }

  published(_: Source, facts: readonly AnyEvent[]): void {
    this.sent.push(...facts);
  }

  /** Delivers facts of one type to whoever subscribes to it. */
  async deliver(facts: readonly AnyEvent[]): Promise<void> {
    const [first] = facts;
    if (!first) return;
    for (const subscriber of this.subscribers) {
      if (subscriber.types.includes(first.type)) {
        await subscriber.deliver([{ type: first.type, facts }]);
      }
    }
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

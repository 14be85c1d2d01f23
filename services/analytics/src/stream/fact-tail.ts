import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { FactLog, type LoggedFact, type SizedFact } from '../fact-log.store.js';

/** How often the log is looked at while somebody waits. */
const POLL_MILLISECONDS = 100;
/** The newest facts, kept for all streams together; whoever is further behind reads the log. */
const KEPT = { facts: 2_000, bytes: 16_000_000 };
const PAGE = { facts: 500, bytes: 4_000_000 };
/** What one reader is given at once: who reads slowly holds no more of the log than this. */
const AT_ONCE = { facts: 50, bytes: 1_000_000 };

/** The end of the log, read once for all who watch it; nothing is read while nobody does. */
@Injectable()
export class FactTail implements OnModuleDestroy {
  private readonly waiting = new Set<() => void>();
  private recent: readonly SizedFact[] = [];
  private head = 0;
  private polling = false;
  private stopped = false;

  constructor(private readonly log: FactLog) {}

  /** Whether the process is about to end, and streams with it. */
  get ends(): boolean {
    return this.stopped;
  }

  /** The facts right after a position, at most `AT_ONCE`; none when there is no newer one. */
  async after(position: number): Promise<readonly LoggedFact[]> {
    const oldest = this.recent[0]?.position;
    if (oldest === undefined || position < oldest - 1) {
      return this.log.piece(position, AT_ONCE.facts, AT_ONCE.bytes);
    }
    return within(AT_ONCE, this.recent.slice(position - oldest + 1));
  }

  /** Resolves when there is something after the position, after this time, or when aborted. */
  async changed(position: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.stopped || signal.aborted || (this.polling && this.head > position)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      this.waiting.add(done);
      if (!this.polling) void this.poll(position);
    });
  }

  /** Ends all waits, now and later. */
  onModuleDestroy(): void {
    this.stopped = true;
    this.wake();
  }

  /** Runs as long as somebody waits. Who waits for what cannot be read finds that out himself. */
  private async poll(position: number): Promise<void> {
    this.polling = true;
    this.head = position;
    this.recent = [];
    try {
      while (this.waiting.size > 0) {
        const facts = await this.log.piece(this.head, PAGE.facts, PAGE.bytes);
        if (facts.length > 0) this.take(facts);
        else await pause();
      }
    } catch {
      this.recent = [];
    } finally {
      this.polling = false;
      this.wake();
    }
  }

  private take(facts: readonly SizedFact[]): void {
    this.recent = within(KEPT, [...this.recent, ...facts].reverse()).toReversed();
    this.head = facts.at(-1)?.position ?? this.head;
    this.wake();
  }

  private wake(): void {
    for (const waker of [...this.waiting]) waker();
  }
}

type Bound = { readonly facts: number; readonly bytes: number };

/** As many of the first facts as the bound allows, at least one. */
function within({ facts: most, bytes }: Bound, facts: readonly SizedFact[]): readonly SizedFact[] {
  let end = 0;
  for (let sum = 0; end < Math.min(most, facts.length); end++) {
    sum += facts[end]?.bytes ?? 0;
    if (end > 0 && sum > bytes) break;
  }
  return facts.slice(0, end);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS).unref());
}

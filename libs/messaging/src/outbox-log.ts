import type { AnyEvent, Source } from '@o2c/contracts';
import { eventOf, READ_OUTBOX, type OutboxRow } from './envelope.js';
import type { PgDatabase } from './pg-database.js';

/** Newest facts kept in memory, so that who is not behind never reads the database. */
const RECENT = 1_024;

/** A producer's facts by position: the newest from memory, older ones from its outbox. */
export class OutboxLog {
  private readonly recent = new Map<number, AnyEvent>();
  /** The last position known to be committed. */
  head = 0;
  /** Facts may be committed that nobody told of. */
  isDoubtful = false;

  constructor(
    readonly source: Source,
    private readonly database: PgDatabase,
  ) {}

  async open(): Promise<void> {
    await this.readHead('SELECT last FROM outbox_head');
  }

  /** The head is read again before anyone relies on it. */
  doubt(): void {
    this.isDoubtful = true;
  }

  /** Facts committed in this process; commits may be told out of order. */
  append(facts: readonly AnyEvent[]): void {
    for (const fact of facts) {
      this.recent.set(fact.sequence, fact);
      if (fact.sequence > this.head) this.head = fact.sequence;
    }
    for (const position of this.recent.keys()) {
      if (this.recent.size <= RECENT) break;
      this.recent.delete(position);
    }
  }

  /**
   * Up to `limit` facts after a position, without a gap. Position order is commit order, so a
   * committed fact's predecessors are committed too.
   */
  async after(position: number, limit: number): Promise<readonly AnyEvent[]> {
    if (this.isDoubtful) await this.resolveDoubt();
    const facts: AnyEvent[] = [];
    while (facts.length < limit) {
      const next = this.recent.get(position + facts.length + 1);
      if (!next) break;
      facts.push(next);
    }
    if (facts.length > 0 || this.head <= position) return facts;
    const rows = await this.database.read<OutboxRow>(READ_OUTBOX, [position, limit]);
    return rows.map((row) => eventOf(row, this.source));
  }

  /** Waits behind a commit that may still be under way: it holds the head's row to its end. */
  private async resolveDoubt(): Promise<void> {
    this.isDoubtful = false;
    try {
      await this.readHead('SELECT last FROM outbox_head FOR SHARE');
    } catch (error) {
      this.isDoubtful = true;
      throw error;
    }
  }

  private async readHead(sql: string): Promise<void> {
    const [row] = await this.database.read<{ last: number }>(sql);
    this.head = Math.max(this.head, Number(row?.last ?? 0));
  }
}

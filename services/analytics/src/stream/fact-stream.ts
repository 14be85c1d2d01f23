import { Readable } from 'node:stream';
import type { Fact } from '@o2c/contracts';
import { summaryOf } from '../domain/summary.js';
import type { LoggedFact } from '../fact-log.store.js';
import type { FactTail } from './fact-tail.js';

/** A quiet stream says that it lives, before anybody between it and its reader gives up on it. */
const HEARTBEAT_MILLISECONDS = 15_000;
/** A caller is believed for a minute: then the stream ends, and its reader comes again. */
const LIFE_MILLISECONDS = 60_000;
/** Bytes made in advance of a slow reader; what follows stays in the log until it is wanted. */
const BUFFER_BYTES = 64 * 1_024;
/** A reader that takes nothing for so long is not there any more. */
const PATIENCE_MILLISECONDS = 30_000;

/** What a stream shows, from after a position. */
export type StreamQuestion = {
  readonly position: number;
  readonly wants: (fact: LoggedFact) => boolean;
  /** The reader was at a position that the log has not reached: it has to begin anew. */
  readonly isReset: boolean;
};

/**
 * Facts as server-sent events, without gaps: `id` is the position in the log, also of facts that
 * are not shown, so that a reader goes on from where it was. It is read from the log at the pace
 * of its reader.
 */
export class FactStream extends Readable {
  private readonly abort = new AbortController();
  private readonly until = performance.now() + LIFE_MILLISECONDS;
  private position: number;
  private isFirst = true;
  private patience: NodeJS.Timeout | undefined;

  constructor(
    private readonly tail: FactTail,
    private readonly question: StreamQuestion,
  ) {
    super({ highWaterMark: BUFFER_BYTES });
    this.position = question.position;
  }

  override _read(): void {
    clearTimeout(this.patience);
    this.next().then(
      (text) => {
        if (this.destroyed) return;
        this.patience = setTimeout(() => this.destroy(), PATIENCE_MILLISECONDS).unref();
        this.push(text);
      },
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.patience);
    this.abort.abort();
    done(error);
  }

  /** The next piece of the stream; null when it is over. */
  private async next(): Promise<string | null> {
    if (this.isFirst) return this.first();
    const left = this.until - performance.now();
    if (left <= 0 || this.tail.ends) return this.last();
    const facts = await this.tail.after(this.position);
    if (facts.length > 0) return this.tell(facts);
    const wait = Math.min(HEARTBEAT_MILLISECONDS, left);
    await this.tail.changed(this.position, wait, this.abort.signal);
    const news = await this.tail.after(this.position);
    return news.length > 0 ? this.tell(news) : `: nothing new\nid: ${this.position}\n\n`;
  }

  private first(): string {
    this.isFirst = false;
    const { position, isReset } = this.question;
    const reset = isReset ? `event: reset\ndata: ${JSON.stringify({ position })}\n\n` : '';
    return `retry: 1000\nid: ${position}\n\n${reset}`;
  }

  private tell(facts: readonly LoggedFact[]): string {
    this.position = facts.at(-1)?.position ?? this.position;
    const shown = facts.filter(this.question.wants).map(messageOf).join('');
    return shown === '' ? `id: ${this.position}\n\n` : `${shown}id: ${this.position}\n\n`;
  }

  /** Says why it ends, once; then comes the end itself. */
  private last(): string | null {
    if (this.position < 0) return null;
    const text = `event: end\nid: ${this.position}\ndata: {"position":${this.position}}\n\n`;
    this.position = -1;
    return text;
  }
}

function messageOf(fact: LoggedFact): string {
  const { position, type, subject, time, data } = fact;
  const { order, customer } = data;
  const message = {
    ...{ position, type, subject, time: time.toISOString() },
    summary: summaryOf(fact as unknown as Fact),
    ...(order !== undefined && { order }),
    ...(customer !== undefined && { customer }),
    data,
  };
  return `id: ${position}\nevent: ${type}\ndata: ${JSON.stringify(message)}\n\n`;
}

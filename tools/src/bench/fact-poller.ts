import { setTimeout as pause } from 'node:timers/promises';
import type { WireAnswer } from './connection.js';

/** A fact of the log, as far as the load needs it. */
export type SeenFact = {
  readonly position: number;
  readonly type: string;
  readonly data: {
    readonly order?: string;
    readonly shipment?: string;
    readonly customer?: string;
    readonly issuedOn?: string;
    readonly reference?: string;
    readonly gross?: unknown;
  };
};

/** What a poller reads, and who hears of each type of fact. */
export type Polling = {
  readonly handlers: Readonly<Record<string, (fact: SeenFact) => void>>;
  readonly ask: (path: string) => Promise<WireAnswer>;
  readonly complain: (words: string) => void;
};

const PAGE = 200;
/** Beyond every position that a log will have. */
const FAR = 1e14;

/** Reads the facts of some types as they come into the log of analytics, each once. */
export class FactPoller {
  private position = 0;
  private isEnding = false;

  constructor(
    private readonly polling: Polling,
    private readonly milliseconds: number,
  ) {}

  /** Skips what the log holds already, by halving, then reads on until `end`. */
  async begin(): Promise<void> {
    let [known, beyond] = [0, FAR];
    while (beyond - known > 1) {
      const middle = Math.floor((known + beyond) / 2);
      const [next] = await this.page(middle, 1);
      if (next) known = next.position;
      else beyond = middle;
    }
    this.position = known;
    void this.run();
  }

  /** Asks no more. */
  end(): void {
    this.isEnding = true;
  }

  private async run(): Promise<void> {
    while (!this.isEnding) {
      const facts = await this.page(this.position, PAGE).catch((error: unknown) => {
        this.polling.complain(`GET /v1/events: ${String(error)}`);
        return [];
      });
      for (const fact of facts) {
        this.polling.handlers[fact.type]?.(fact);
        this.position = fact.position;
      }
      if (facts.length < PAGE) await pause(this.milliseconds);
    }
  }

  private async page(position: number, limit: number): Promise<readonly SeenFact[]> {
    const after = Buffer.from(String(position)).toString('base64url');
    const types = Object.keys(this.polling.handlers).map((type) => `type=${type}`);
    const query = [...types, `limit=${limit}`, `after=${after}`].join('&');
    const { status, body } = await this.polling.ask(`/v1/events?${query}`);
    if (status === 200) return (JSON.parse(body) as { items: readonly SeenFact[] }).items;
    if (status === 429 || status === 503) return [];
    throw new Error(`${status} ${body.slice(0, 300)}`);
  }
}

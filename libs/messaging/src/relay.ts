import type { Logger } from '@o2c/runtime';
import type { AnyEvent, Source } from '@o2c/contracts';
import { crashAt } from './crash-points.js';
import { describe } from './failure.js';
import { tryToLead, type Leadership } from './leadership.js';
import { Loop } from './loop.js';
import { OutboxLog } from './outbox-log.js';
import type { PgDatabase } from './pg-database.js';

/** Facts sent at once. */
const BATCH = 500;
const POLL_MILLISECONDS = 25;

/** Sends facts to a bus, in order; resolves when the bus keeps them for good. */
export type Send = (facts: readonly AnyEvent[]) => Promise<void>;

/**
 * Sends a service's facts in the order of their positions. One relay per database works, elected
 * by advisory lock; after a crash the next one repeats at most one batch.
 */
export class Relay {
  private readonly log: OutboxLog;
  private readonly loop: Loop;
  private lead: Leadership | undefined;
  private position = 0;

  constructor(
    readonly source: Source,
    private readonly database: PgDatabase,
    private readonly send: Send,
    private readonly logger: Logger,
  ) {
    this.log = new OutboxLog(source, database);
    this.loop = new Loop(`relay of ${source}`, () => this.advance(), POLL_MILLISECONDS, logger);
  }

  start(): void {
    this.loop.start();
  }

  /** Facts were committed in this process. */
  published(facts: readonly AnyEvent[]): void {
    this.log.append(facts);
    this.loop.wake();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await this.lead?.release().catch((error: unknown) => this.logger.warn(describe(error)));
  }

  /** How many facts of the outbox are not sent yet, whoever leads. */
  async backlog(): Promise<number> {
    const [row] = await this.database.read<{ left: number }>(
      'SELECT (SELECT last FROM outbox_head) - (SELECT position FROM relay_head) AS left',
    );
    return Number(row?.left ?? 0);
  }

  private async advance(): Promise<number> {
    const lead = await this.leadership();
    if (!lead) return 0;
    await this.log.open();
    const facts = await this.log.after(this.position, BATCH);
    const last = facts.at(-1)?.sequence;
    if (last === undefined) return 0;
    await this.send(facts);
    crashAt('before-cursor', this.source);
    // In the session of the lock: who lost it meanwhile must not set back its successor.
    await lead.query('UPDATE relay_head SET position = $1', [last]);
    this.position = last;
    return facts.length;
  }

  private async leadership(): Promise<Leadership | undefined> {
    if (this.lead?.held) return this.lead;
    this.lead = await tryToLead(() => this.database.connect(), `relay of ${this.source}`);
    if (!this.lead) return undefined;
    const [row] = await this.database.read<{ position: number }>('SELECT position FROM relay_head');
    this.position = Number(row?.position ?? 0);
    return this.lead;
  }
}

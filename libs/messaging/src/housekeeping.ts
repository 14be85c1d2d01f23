import type { Clock } from '@o2c/runtime';
import type { PgDatabase } from './pg-database.js';

const DAY_MILLISECONDS = 86_400_000;
const OUTBOX_DAYS = 7;
const KEY_DAYS = 7;

/** How long a service knows which facts it has handled. */
export const INBOX_DAYS = 30;

/** The UTC date so many days before an instant, `2026-11-22`. */
export function dayBefore(instant: Date, days: number): string {
  return new Date(instant.getTime() - days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/**
 * Drops what delivery no longer needs: inbox days after 30, outbox days after 7 once every
 * subscriber has passed them, idempotency keys after 7.
 */
export class Housekeeping {
  constructor(
    private readonly database: PgDatabase,
    private readonly clock: Clock,
    private readonly backlog: () => Promise<number>,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const day = (ago: number): string => dayBefore(now, ago);
    await this.database.partitions.ensure('outbox', [day(0), day(-1)]);
    await this.database.partitions.ensure('inbox', [day(0), day(-1)]);
    await this.database.partitions.dropBefore('inbox', day(INBOX_DAYS));
    if (await this.isPassed(day(OUTBOX_DAYS))) {
      await this.database.partitions.dropBefore('outbox', day(OUTBOX_DAYS));
    }
    await this.database.read('DELETE FROM idempotency_keys WHERE created_at < $1', [
      new Date(now.getTime() - KEY_DAYS * DAY_MILLISECONDS),
    ]);
  }

  /** Whether every subscriber has the facts of before this day; under load nobody has them all. */
  private async isPassed(day: string): Promise<boolean> {
    // The head before the backlog: what is published in between is taken for not passed.
    const [head] = await this.database.read<{ last: number }>('SELECT last FROM outbox_head');
    const passed = Number(head?.last ?? 0) - (await this.backlog());
    const left = await this.database.read(
      'SELECT 1 FROM outbox WHERE day < $1::date AND position > $2 LIMIT 1',
      [day, passed],
    );
    return left.length === 0;
  }
}

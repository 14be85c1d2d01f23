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
    if ((await this.backlog()) === 0) {
      await this.database.partitions.dropBefore('outbox', day(OUTBOX_DAYS));
    }
    await this.database.read('DELETE FROM idempotency_keys WHERE created_at < $1', [
      new Date(now.getTime() - KEY_DAYS * DAY_MILLISECONDS),
    ]);
  }
}

import { Injectable } from '@nestjs/common';
import { Database, Every } from '@o2c/messaging';
import { Clock, localDate, newId } from '@o2c/runtime';
import { findSellers } from '../parties.store.js';
import { remind } from './reminder.store.js';

const CUSTOMERS_AT_ONCE = 100;

/** Reminds of what has become due for a level, every day; a day that was missed is caught up. */
@Injectable()
export class DailyRemindersJob {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Every(3_600, 'reminders')
  async run(asOf: Date): Promise<void> {
    const sellers = await this.database.transaction(findSellers);
    for (const { id: seller, timeZone } of sellers) {
      const day = { run: newId(this.clock), seller, asOf: localDate(asOf, timeZone), by: null };
      while ((await this.slice(day)) > 0);
    }
  }

  private async slice(day: Omit<Parameters<typeof remind>[1], 'customers'>): Promise<number> {
    const run = { ...day, customers: CUSTOMERS_AT_ONCE };
    const letters = await this.database.transaction((tx) =>
      remind(tx, run, () => newId(this.clock)),
    );
    return letters.length;
  }
}

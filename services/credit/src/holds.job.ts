import { Injectable } from '@nestjs/common';
import { Database, Every, execute } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { creditAccounts } from './credit-account.store.js';
import type { CreditCommand } from './domain/credit-account.js';
import { accountsMoved } from './tables/accounts.store.js';

/** How many accounts are looked at in one transaction, each with the front of its queue. */
const SLICE = 10;
/**
 * In an account that never rests a hold is told anew every so often, in seconds: the more wait, the
 * more rarely, so that no account says more than some three facts a second.
 */
const PAUSE = { least: 10, perOrder: 0.3, most: 30 };

/**
 * Tells those who wait for room what is needed now, where others took some, paid or left since.
 * Beside the work, not in it: a movement costs the same however many wait.
 */
@Injectable()
export class HoldsJob {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Every(5, 'restate-holds')
  async restate(asOf: Date): Promise<void> {
    const at = asOf.toISOString();
    const accounts = await accountsMoved(this.database, at, PAUSE, SLICE);
    if (accounts.length === 0) return;
    const commands = accounts.map((account): CreditCommand => {
      return { type: 'RestateHolds', account, at, decision: newId(this.clock) };
    });
    await this.database.transaction((tx) => execute(tx, creditAccounts, commands));
    if (accounts.length === SLICE) await this.restate(asOf);
  }
}

import { Injectable } from '@nestjs/common';
import { Database, Every, execute } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { creditAccounts } from './credit-account.store.js';
import type { CreditCommand } from './domain/credit-account.js';
import { accountsMoved } from './tables/accounts.store.js';

/** How many accounts are looked at in one transaction, each with the front of its queue. */
const SLICE = 10;
/** In an account that never rests a hold is told anew every so often, in milliseconds. */
const PAUSE = 30_000;

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
    const toldBefore = new Date(asOf.getTime() - PAUSE).toISOString();
    const accounts = await accountsMoved(this.database, toldBefore, SLICE);
    if (accounts.length === 0) return;
    const at = asOf.toISOString();
    const commands = accounts.map((account): CreditCommand => {
      return { type: 'RestateHolds', account, at, decision: newId(this.clock) };
    });
    await this.database.transaction((tx) => execute(tx, creditAccounts, commands));
    if (accounts.length === SLICE) await this.restate(asOf);
  }
}

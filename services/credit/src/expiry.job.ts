import { Injectable } from '@nestjs/common';
import { Database, Every, execute } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { creditAccounts } from './credit-account.store.js';
import { approvalsExpiredBy } from './tables/reservations.store.js';

/** How many approvals expire in one transaction. */
const SLICE = 100;

/** Gives back credit that was approved and of which nothing was shipped for too long. */
@Injectable()
export class ExpiryJob {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Every(60, 'expire-approvals')
  async expire(asOf: Date): Promise<void> {
    const at = asOf.toISOString();
    const approvals = await approvalsExpiredBy(this.database, at, SLICE);
    const commands = approvals.map(({ order, account }) => {
      return { type: 'ExpireApproval', account, order, at, decision: newId(this.clock) } as const;
    });
    await this.database.transaction((tx) => execute(tx, creditAccounts, commands));
    if (approvals.length === SLICE) await this.expire(asOf);
  }
}

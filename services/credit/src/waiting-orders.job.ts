import { Injectable } from '@nestjs/common';
import { type Cause, execute, FollowUp, type Outcome, type Tx } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { creditAccounts } from './credit-account.store.js';
import type { AccountKey, CreditCommand } from './domain/credit-account.js';
import type { QueuePlace } from './domain/queue.js';

/** Where more orders wait than are asked at once, the others are asked after the first. */
@Injectable()
export class WaitingOrdersJob {
  constructor(private readonly clock: Clock) {}

  @FollowUp('offer-room')
  offer(
    left: readonly (AccountKey & { after?: QueuePlace })[],
    tx: Tx,
    causes: readonly Cause[],
  ): Promise<readonly Outcome[]> {
    const at = tx.now.toISOString();
    const commands = left.map(({ after, ...account }): CreditCommand => {
      return { type: 'OfferRoom', account, after, at, decision: newId(this.clock) };
    });
    return execute(tx, creditAccounts, commands, causes);
  }
}

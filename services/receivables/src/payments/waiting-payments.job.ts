import { Injectable } from '@nestjs/common';
import { Database, Every, execute } from '@o2c/messaging';
import { receivables } from '../receivables.store.js';
import { findMissed } from './missed.store.js';

/**
 * A payment and the document that it names can be booked at the same moment, each unseen by the
 * other; this finds them a moment later. All others meet when the second one comes.
 */
@Injectable()
export class WaitingPaymentsJob {
  constructor(private readonly database: Database) {}

  @Every(1, 'waiting payments')
  async settle(asOf: Date): Promise<void> {
    const missed = await findMissed(this.database, asOf);
    if (missed.length === 0) return;
    await this.database.transaction((tx) => execute(tx, receivables, missed));
  }
}

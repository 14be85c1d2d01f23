import { Injectable } from '@nestjs/common';
import type { CreditNoted, Invoiced } from '@o2c/contracts';
import { executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { commandOf, type Heard } from './domain/incoming.js';
import { receivables } from './receivables.store.js';

/** Opens an item for every document that billing issues. */
@Injectable()
export class BillingConsumer {
  constructor(private readonly clock: Clock) {}

  @On('Invoiced')
  openInvoices(facts: readonly Invoiced[], tx: Tx): Promise<readonly Outcome[]> {
    return this.open(facts, tx);
  }

  @On('CreditNoted')
  openCreditNotes(facts: readonly CreditNoted[], tx: Tx): Promise<readonly Outcome[]> {
    return this.open(facts, tx);
  }

  private open(facts: readonly Heard[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, receivables, facts, (fact) => commandOf(fact, newId(this.clock)));
  }
}

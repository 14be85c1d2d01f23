import { Injectable } from '@nestjs/common';
import type { CreditNoted, Invoiced } from '@o2c/contracts';
import { executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
import { commandOf } from './domain/incoming.js';
import { orders } from './orders/order.store.js';

/** Billing invoices what was shipped, and credits it. */
@Injectable()
export class BillingConsumer {
  @On('Invoiced')
  invoice(facts: readonly Invoiced[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }

  @On('CreditNoted')
  credit(facts: readonly CreditNoted[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }
}

import { Injectable } from '@nestjs/common';
import type { OpenItemClosed, OpenItemReopened } from '@o2c/contracts';
import { executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
import { commandOf } from './domain/incoming.js';
import { orders } from './orders/order.store.js';

/** Receivables settles the invoices and credit notes of an order, or opens them again. */
@Injectable()
export class ReceivablesConsumer {
  @On('OpenItemClosed')
  close(facts: readonly OpenItemClosed[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }

  @On('OpenItemReopened')
  reopen(facts: readonly OpenItemReopened[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }
}

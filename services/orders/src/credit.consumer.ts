import { Injectable } from '@nestjs/common';
import type { CreditApproved, CreditHeld, CreditRejected } from '@o2c/contracts';
import { executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
import { commandOf } from './domain/incoming.js';
import { orders } from './orders/order.store.js';

/** Credit decides whether an order may be delivered. */
@Injectable()
export class CreditConsumer {
  @On('CreditApproved')
  approve(facts: readonly CreditApproved[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }

  @On('CreditHeld')
  hold(facts: readonly CreditHeld[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }

  @On('CreditRejected')
  reject(facts: readonly CreditRejected[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }
}

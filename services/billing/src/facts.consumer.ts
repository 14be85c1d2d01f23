import { Injectable } from '@nestjs/common';
import type { CustomerFact, SellerFact } from '@o2c/contracts';
import { executeFacts, keepCopies, On, type Outcome, type Tx } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { billing } from './billing.store.js';
import { commandOf, type Heard } from './domain/incoming.js';
import { saveCustomers, saveSellers } from './party.store.js';

/** What orders and shipping say leads to invoices and credit notes; parties are kept for them. */
@Injectable()
export class FactsConsumer {
  constructor(private readonly clock: Clock) {}

  /** Each fact has an id for the document that it may lead to. */
  @On(
    'OrderReleased',
    'OrderChanged',
    'OrderCancelled',
    'Shipped',
    'CancelAccepted',
    'ShipmentVoided',
  )
  carryOut(facts: readonly Heard[], tx: Tx): Promise<readonly Outcome[]> {
    const at = tx.now.toISOString();
    return executeFacts(tx, billing, facts, (fact) =>
      commandOf(fact, { at, document: newId(this.clock) }),
    );
  }

  @On('SellerRegistered', 'SellerChanged')
  keepSellers(sellers: readonly SellerFact[], tx: Tx): Promise<readonly Outcome[]> {
    return keepCopies(tx, sellers, saveSellers);
  }

  @On('CustomerRegistered', 'CustomerChanged')
  keepCustomers(customers: readonly CustomerFact[], tx: Tx): Promise<readonly Outcome[]> {
    return keepCopies(tx, customers, saveCustomers);
  }
}

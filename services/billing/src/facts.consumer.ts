import { Injectable } from '@nestjs/common';
import type {
  CustomerChanged,
  CustomerRegistered,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { allDone, executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
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
  async keepSellers(
    sellers: readonly (SellerRegistered | SellerChanged)[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    await saveSellers(
      tx,
      sellers.map(({ data }) => data),
    );
    return allDone(sellers);
  }

  @On('CustomerRegistered', 'CustomerChanged')
  async keepCustomers(
    customers: readonly (CustomerRegistered | CustomerChanged)[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    await saveCustomers(
      tx,
      customers.map(({ data }) => data),
    );
    return allDone(customers);
  }
}

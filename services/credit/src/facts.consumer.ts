import { Injectable } from '@nestjs/common';
import type { CustomerFact, SellerFact } from '@o2c/contracts';
import {
  allDone,
  execute,
  executeFacts,
  keepCopies,
  On,
  type Outcome,
  type Tx,
} from '@o2c/messaging';
import { creditAccounts } from './credit-account.store.js';
import { commandOf, type Heard } from './domain/incoming.js';
import { saveCustomers, saveSellers } from './tables/customers.store.js';

/** Every order is checked, and what moves its worth is counted; parties are kept. */
@Injectable()
export class FactsConsumer {
  @On(
    'OrderPlaced',
    'OrderChanged',
    'OrderCancelled',
    'HoldReleased',
    'HoldRejected',
    'Shipped',
    'ShipmentVoided',
    'Invoiced',
    'CreditNoted',
    'OpenItemLoaded',
    'PaymentReceived',
    'PaymentIdentified',
    'PaymentReversed',
    'PaymentRefunded',
    'PaymentApplied',
    'PaymentUnapplied',
    'WrittenOff',
    'CreditApplied',
    'ItemDisputed',
  )
  carryOut(facts: readonly Heard[], tx: Tx): Promise<readonly Outcome[]> {
    const at = tx.now.toISOString();
    return executeFacts(tx, creditAccounts, facts, (fact) => commandOf(fact, at));
  }

  @On('SellerRegistered', 'SellerChanged')
  keepSellers(sellers: readonly SellerFact[], tx: Tx): Promise<readonly Outcome[]> {
    return keepCopies(tx, sellers, saveSellers);
  }

  /** Where a block was set or lifted, the orders that wait are looked at again. */
  @On('CustomerRegistered', 'CustomerChanged')
  async keepCustomers(customers: readonly CustomerFact[], tx: Tx): Promise<readonly Outcome[]> {
    const facts = new Map(customers.map((fact) => [fact.data.customer, fact]));
    const kept = customers.map(({ data }) => data);
    const touched = (await saveCustomers(tx, kept)).flatMap((account) => {
      const cause = facts.get(account.customer);
      return cause ? [{ account, cause }] : [];
    });
    await execute(
      tx,
      creditAccounts,
      touched.map(({ account, cause: { id: decision } }) => {
        return { type: 'OfferRoom', account, at: tx.now.toISOString(), decision };
      }),
      touched.map(({ cause }) => cause),
    );
    return allDone(customers);
  }
}

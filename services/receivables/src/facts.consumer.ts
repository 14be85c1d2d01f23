import { Injectable } from '@nestjs/common';
import type { CustomerFact, SellerFact } from '@o2c/contracts';
import { executeFacts, keepCopies, On, type Outcome, type Tx } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { commandOf, type Heard } from './domain/incoming.js';
import { writeCustomers, writeSellers } from './parties.store.js';
import { receivables } from './receivables.store.js';

/** An item opens for each document of billing; parties are copied. */
@Injectable()
export class FactsConsumer {
  constructor(private readonly clock: Clock) {}

  @On('Invoiced', 'CreditNoted')
  carryOut(facts: readonly Heard[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, receivables, facts, (fact) => commandOf(fact, newId(this.clock)));
  }

  @On('SellerRegistered', 'SellerChanged')
  copySellers(sellers: readonly SellerFact[], tx: Tx): Promise<readonly Outcome[]> {
    return keepCopies(tx, sellers, writeSellers);
  }

  @On('CustomerRegistered', 'CustomerChanged')
  copyCustomers(customers: readonly CustomerFact[], tx: Tx): Promise<readonly Outcome[]> {
    return keepCopies(tx, customers, writeCustomers);
  }
}

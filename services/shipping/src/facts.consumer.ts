import { Injectable } from '@nestjs/common';
import type { CustomerFact, SellerFact } from '@o2c/contracts';
import { executeFacts, keepCopies, On, type Outcome, type Tx } from '@o2c/messaging';
import { commandOf, type Heard } from './domain/incoming.js';
import { copyCustomers, copySellers } from './parties.store.js';
import { Shipping } from './shipping.store.js';

/** What orders and inventory say of an order is planned or given up; parties are copied. */
@Injectable()
export class FactsConsumer {
  constructor(private readonly shipping: Shipping) {}

  @On('OrderReleased', 'CancelRequested', 'StockReserved', 'ReservationReleased')
  carryOut(facts: readonly Heard[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, this.shipping, facts, commandOf);
  }

  @On('SellerRegistered', 'SellerChanged')
  copySellers(sellers: readonly SellerFact[], tx: Tx): Promise<readonly Outcome[]> {
    return keepCopies(tx, sellers, copySellers);
  }

  @On('CustomerRegistered', 'CustomerChanged')
  copyCustomers(customers: readonly CustomerFact[], tx: Tx): Promise<readonly Outcome[]> {
    return keepCopies(tx, customers, copyCustomers);
  }
}

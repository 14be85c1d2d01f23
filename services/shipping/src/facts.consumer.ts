import { Injectable } from '@nestjs/common';
import type {
  CustomerChanged,
  CustomerRegistered,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { allDone, executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
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
  async copySellers(
    sellers: readonly (SellerRegistered | SellerChanged)[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    await copySellers(
      tx,
      sellers.map(({ data }) => data),
    );
    return allDone(sellers);
  }

  @On('CustomerRegistered', 'CustomerChanged')
  async copyCustomers(
    customers: readonly (CustomerRegistered | CustomerChanged)[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    await copyCustomers(
      tx,
      customers.map(({ data }) => data),
    );
    return allDone(customers);
  }
}

import { Injectable } from '@nestjs/common';
import type {
  CancelRequested,
  CustomerChanged,
  CustomerRegistered,
  OrderReleased,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { allDone, executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
import { commandOf } from './domain/incoming.js';
import { copyCustomers, copySellers } from './parties.store.js';
import { Shipping } from './shipping.store.js';

/** What we do when orders speaks. */
@Injectable()
export class OrdersConsumer {
  constructor(private readonly shipping: Shipping) {}

  @On('OrderReleased')
  record(released: readonly OrderReleased[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, this.shipping, released, commandOf);
  }

  @On('CancelRequested')
  cancel(requested: readonly CancelRequested[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, this.shipping, requested, commandOf);
  }

  @On('SellerRegistered')
  learnSellers(sellers: readonly SellerRegistered[], tx: Tx): Promise<readonly Outcome[]> {
    return this.copySellers(sellers, tx);
  }

  @On('SellerChanged')
  relearnSellers(sellers: readonly SellerChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return this.copySellers(sellers, tx);
  }

  @On('CustomerRegistered')
  learnCustomers(customers: readonly CustomerRegistered[], tx: Tx): Promise<readonly Outcome[]> {
    return this.copyCustomers(customers, tx);
  }

  @On('CustomerChanged')
  relearnCustomers(customers: readonly CustomerChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return this.copyCustomers(customers, tx);
  }

  private async copySellers(
    sellers: readonly (SellerRegistered | SellerChanged)[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    await copySellers(
      tx,
      sellers.map(({ data }) => data),
    );
    return allDone(sellers);
  }

  private async copyCustomers(
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

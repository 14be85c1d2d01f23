import { Injectable } from '@nestjs/common';
import type {
  CustomerChanged,
  CustomerRegistered,
  OrderCancelled,
  OrderChanged,
  OrderReleased,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { allDone, On, type Outcome, type Tx } from '@o2c/messaging';
import { Clock } from '@o2c/runtime';
import { carryOut } from './carry-out.js';
import { saveCustomers, saveSellers } from './party.store.js';

/** What billing does when orders says something: it keeps what was agreed, and with whom. */
@Injectable()
export class OrdersConsumer {
  constructor(private readonly clock: Clock) {}

  @On('OrderReleased')
  released(released: readonly OrderReleased[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(released, tx, this.clock);
  }

  @On('OrderChanged')
  changed(changed: readonly OrderChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(changed, tx, this.clock);
  }

  @On('OrderCancelled')
  cancelled(cancelled: readonly OrderCancelled[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(cancelled, tx, this.clock);
  }

  @On('SellerRegistered')
  sellerRegistered(sellers: readonly SellerRegistered[], tx: Tx): Promise<readonly Outcome[]> {
    return this.keepSellers(sellers, tx);
  }

  @On('SellerChanged')
  sellerChanged(sellers: readonly SellerChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return this.keepSellers(sellers, tx);
  }

  @On('CustomerRegistered')
  customerRegistered(
    customers: readonly CustomerRegistered[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    return this.keepCustomers(customers, tx);
  }

  @On('CustomerChanged')
  customerChanged(customers: readonly CustomerChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return this.keepCustomers(customers, tx);
  }

  private async keepSellers(sellers: readonly (SellerRegistered | SellerChanged)[], tx: Tx) {
    await saveSellers(
      tx,
      sellers.map(({ data }) => data),
    );
    return allDone(sellers);
  }

  private async keepCustomers(
    customers: readonly (CustomerRegistered | CustomerChanged)[],
    tx: Tx,
  ) {
    await saveCustomers(
      tx,
      customers.map(({ data }) => data),
    );
    return allDone(customers);
  }
}

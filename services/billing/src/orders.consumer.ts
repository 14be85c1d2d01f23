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
import { allDone, execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { billing } from './billing.store.js';
import type { RecordChange, RecordRelease } from './domain/commands.js';
import { releaseOf, worthOf } from './domain/incoming.js';
import { saveCustomers, saveSellers } from './party.store.js';

/** What billing does when orders says something: it keeps what was agreed, and with whom. */
@Injectable()
export class OrdersConsumer {
  constructor(private readonly clock: Clock) {}

  @On('OrderReleased')
  released(released: readonly OrderReleased[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = released.map(({ data, sequence }): RecordRelease => ({
      type: 'RecordRelease',
      order: data.order,
      release: releaseOf(data, sequence),
      at: tx.now.toISOString(),
      document: newId(this.clock),
    }));
    return execute(tx, billing, commands, released);
  }

  @On('OrderChanged')
  changed(changed: readonly OrderChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return this.keepWorth(changed, tx);
  }

  @On('OrderCancelled')
  cancelled(cancelled: readonly OrderCancelled[], tx: Tx): Promise<readonly Outcome[]> {
    return this.keepWorth(cancelled, tx);
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

  /** So that what left is worth the same here and in orders while a change is on hold. */
  private keepWorth(changes: readonly (OrderChanged | OrderCancelled)[], tx: Tx) {
    const commands = changes.map(({ data, sequence }): RecordChange => ({
      type: 'RecordChange',
      order: data.order,
      change: worthOf(data, sequence),
    }));
    return execute(tx, billing, commands, changes);
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

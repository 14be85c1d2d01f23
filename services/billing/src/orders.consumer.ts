import { Injectable } from '@nestjs/common';
import type {
  CustomerChanged,
  CustomerRegistered,
  OrderReleased,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { allDone, execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { billing } from './billing.store.js';
import type { RecordRelease } from './domain/commands.js';
import { releaseOf } from './domain/incoming.js';
import { saveCustomers, saveSellers } from './party.store.js';

/** What billing does when orders says something: it keeps what was agreed, and with whom. */
@Injectable()
export class OrdersConsumer {
  constructor(private readonly clock: Clock) {}

  @On('OrderReleased')
  released(released: readonly OrderReleased[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = released.map(({ data }): RecordRelease => ({
      type: 'RecordRelease',
      order: data.order,
      release: releaseOf(data),
      at: tx.now.toISOString(),
      document: newId(this.clock),
    }));
    return execute(tx, billing, commands, released);
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

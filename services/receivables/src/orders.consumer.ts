import { Injectable } from '@nestjs/common';
import type {
  CustomerChanged,
  CustomerRegistered,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { allDone, On, type Outcome, type Tx } from '@o2c/messaging';
import { writeCustomers, writeSellers } from './parties.store.js';

/** Copies what this service needs of sellers and customers. */
@Injectable()
export class OrdersConsumer {
  @On('SellerRegistered')
  addSellers(facts: readonly SellerRegistered[], tx: Tx): Promise<readonly Outcome[]> {
    return this.copySellers(facts, tx);
  }

  @On('SellerChanged')
  changeSellers(facts: readonly SellerChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return this.copySellers(facts, tx);
  }

  @On('CustomerRegistered')
  addCustomers(facts: readonly CustomerRegistered[], tx: Tx): Promise<readonly Outcome[]> {
    return this.copyCustomers(facts, tx);
  }

  @On('CustomerChanged')
  changeCustomers(facts: readonly CustomerChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return this.copyCustomers(facts, tx);
  }

  private async copySellers(
    facts: readonly (SellerRegistered | SellerChanged)[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    const sellers = facts.map(({ data }) => ({ ...data, id: data.seller }));
    await writeSellers(tx, newest(sellers));
    return allDone(facts);
  }

  private async copyCustomers(
    facts: readonly (CustomerRegistered | CustomerChanged)[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    const customers = facts.map(({ data }) => ({
      ...data,
      id: data.customer,
      email: data.email ?? null,
    }));
    await writeCustomers(tx, newest(customers));
    return allDone(facts);
  }
}

/** The last of each: one statement cannot write a row twice. */
function newest<R extends { readonly id: string }>(rows: readonly R[]): readonly R[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

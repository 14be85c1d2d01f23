import { Injectable } from '@nestjs/common';
import type {
  CustomerChanged,
  CustomerRegistered,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { allDone, executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
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
  async copySellers(
    facts: readonly (SellerRegistered | SellerChanged)[],
    tx: Tx,
  ): Promise<readonly Outcome[]> {
    const sellers = facts.map(({ data }) => ({ ...data, id: data.seller }));
    await writeSellers(tx, newest(sellers));
    return allDone(facts);
  }

  @On('CustomerRegistered', 'CustomerChanged')
  async copyCustomers(
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

function newest<R extends { readonly id: string }>(rows: readonly R[]): readonly R[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

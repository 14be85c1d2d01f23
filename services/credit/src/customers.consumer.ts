import { Injectable } from '@nestjs/common';
import type {
  CustomerChanged,
  CustomerRegistered,
  SellerChanged,
  SellerRegistered,
} from '@o2c/contracts';
import { allDone, execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { creditAccounts } from './credit-account.store.js';
import { saveCustomers, saveSellers } from './tables/customers.store.js';

/** What we keep of the master data that orders tells of. */
@Injectable()
export class CustomersConsumer {
  @On('SellerRegistered')
  knowSellers(sellers: readonly SellerRegistered[], tx: Tx): Promise<readonly Outcome[]> {
    return keepSellers(sellers, tx);
  }

  @On('SellerChanged')
  updateSellers(sellers: readonly SellerChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return keepSellers(sellers, tx);
  }

  @On('CustomerRegistered')
  knowCustomers(customers: readonly CustomerRegistered[], tx: Tx): Promise<readonly Outcome[]> {
    return keepCustomers(customers, tx);
  }

  @On('CustomerChanged')
  updateCustomers(customers: readonly CustomerChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return keepCustomers(customers, tx);
  }
}

async function keepSellers(
  sellers: readonly (SellerRegistered | SellerChanged)[],
  tx: Tx,
): Promise<readonly Outcome[]> {
  await saveSellers(
    tx,
    sellers.map(({ data }) => data),
  );
  return allDone(sellers);
}

/** Where a block was set or lifted, the orders that wait are looked at again. */
async function keepCustomers(
  customers: readonly (CustomerRegistered | CustomerChanged)[],
  tx: Tx,
): Promise<readonly Outcome[]> {
  const facts = new Map(customers.map((fact) => [fact.data.customer, fact]));
  const kept = [...facts.values()].map(({ data }) => data);
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

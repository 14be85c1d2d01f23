import { Injectable } from '@nestjs/common';
import type { CreditNoted, Invoiced } from '@o2c/contracts';
import { execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { parseQuantity } from '@o2c/money';
import type { MoveQuantities } from './domain/order-command.js';
import { orders } from './orders/order.store.js';

/** Billing invoices what was shipped, and credits it. */
@Injectable()
export class BillingConsumer {
  @On('Invoiced')
  invoice(facts: readonly Invoiced[], tx: Tx): Promise<readonly Outcome[]> {
    return execute(
      tx,
      orders,
      facts.map((fact) => documented(fact, 1)),
      facts,
    );
  }

  @On('CreditNoted')
  credit(facts: readonly CreditNoted[], tx: Tx): Promise<readonly Outcome[]> {
    // Only a void opens the quantities again; other credits leave them invoiced.
    const commands = facts.map((fact) => documented(fact, fact.data.cause === 'void' ? -1 : 0));
    return execute(tx, orders, commands, facts);
  }
}

function documented({ data }: Invoiced | CreditNoted, sign: 1 | 0 | -1): MoveQuantities {
  const { order, number: document, lines } = data;
  const moves = lines.map(({ orderLine: line, quantity }) => {
    return { line, invoiced: sign * parseQuantity(quantity) };
  });
  return { type: 'MoveQuantities', order, moves, document };
}

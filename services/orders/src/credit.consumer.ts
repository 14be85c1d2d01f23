import { Injectable } from '@nestjs/common';
import type { CreditApproved, CreditHeld, CreditRejected } from '@o2c/contracts';
import { execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { parseMoney } from '@o2c/money';
import type { RecordCredit } from './domain/order-command.js';
import { orders } from './orders/order.store.js';

type Decided = CreditApproved | CreditHeld | CreditRejected;

/** Credit decides whether an order may be delivered. */
@Injectable()
export class CreditConsumer {
  @On('CreditApproved')
  approve(facts: readonly CreditApproved[], tx: Tx): Promise<readonly Outcome[]> {
    return record(facts, 'approved', tx);
  }

  @On('CreditHeld')
  hold(facts: readonly CreditHeld[], tx: Tx): Promise<readonly Outcome[]> {
    return record(facts, 'held', tx);
  }

  @On('CreditRejected')
  reject(facts: readonly CreditRejected[], tx: Tx): Promise<readonly Outcome[]> {
    return record(facts, 'rejected', tx);
  }
}

function record(
  facts: readonly Decided[],
  decision: RecordCredit['decision'],
  tx: Tx,
): Promise<readonly Outcome[]> {
  const commands = facts.map(({ id, time: at, data }): RecordCredit => {
    const { order, reasons, amount } = data;
    return {
      type: 'RecordCredit',
      order,
      decision,
      amount: parseMoney(amount).minor,
      reasons,
      id,
      at,
    };
  });
  return execute(tx, orders, commands, facts);
}

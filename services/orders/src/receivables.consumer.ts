import { Injectable } from '@nestjs/common';
import type { OpenItemClosed, OpenItemReopened } from '@o2c/contracts';
import { DONE, execute, On, type Outcome, type Tx } from '@o2c/messaging';
import type { SettleDocument } from './domain/order-command.js';
import { orders } from './orders/order.store.js';

type ItemFact = OpenItemClosed | OpenItemReopened;

/** Receivables settles the invoices and credit notes of an order, or opens them again. */
@Injectable()
export class ReceivablesConsumer {
  @On('OpenItemClosed')
  close(facts: readonly OpenItemClosed[], tx: Tx): Promise<readonly Outcome[]> {
    return settle(facts, true, tx);
  }

  @On('OpenItemReopened')
  reopen(facts: readonly OpenItemReopened[], tx: Tx): Promise<readonly Outcome[]> {
    return settle(facts, false, tx);
  }
}

/** Items that another system brought have no order. */
async function settle(
  facts: readonly ItemFact[],
  settled: boolean,
  tx: Tx,
): Promise<readonly Outcome[]> {
  const ours = facts.filter(({ data }) => data.order !== undefined);
  const commands = ours.map(({ data }): SettleDocument => {
    return { type: 'SettleDocument', order: data.order ?? '', document: data.document, settled };
  });
  const outcomes = await execute(tx, orders, commands, ours);
  const byFact = new Map(ours.map((fact, index) => [fact, outcomes[index]]));
  return facts.map((fact) => byFact.get(fact) ?? DONE);
}

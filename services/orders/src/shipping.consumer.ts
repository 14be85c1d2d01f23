import { Injectable } from '@nestjs/common';
import type { CancelAccepted, CancelRefused, Shipped, ShipmentVoided } from '@o2c/contracts';
import { executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
import { commandOf } from './domain/incoming.js';
import { orders } from './orders/order.store.js';

/** Shipping sends goods off, and decides what can still be taken back. */
@Injectable()
export class ShippingConsumer {
  @On('Shipped')
  ship(facts: readonly Shipped[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }

  @On('ShipmentVoided')
  void(facts: readonly ShipmentVoided[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }

  @On('CancelAccepted')
  giveBack(facts: readonly CancelAccepted[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }

  @On('CancelRefused')
  refuse(facts: readonly CancelRefused[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }
}

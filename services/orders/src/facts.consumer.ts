import { Injectable } from '@nestjs/common';
import { executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
import { commandOf, type Heard } from './domain/incoming.js';
import { orders } from './orders/order.store.js';

/** Whatever the others say of an order brings it further on its way. */
@Injectable()
export class FactsConsumer {
  @On(
    'CreditApproved',
    'CreditHeld',
    'CreditRejected',
    'StockReserved',
    'StockBackordered',
    'ReservationReleased',
    'Shipped',
    'ShipmentVoided',
    'CancelAccepted',
    'CancelRefused',
    'Invoiced',
    'CreditNoted',
    'OpenItemClosed',
    'OpenItemReopened',
  )
  carryOut(facts: readonly Heard[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }
}

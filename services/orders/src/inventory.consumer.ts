import { Injectable } from '@nestjs/common';
import type { ReservationReleased, StockBackordered, StockReserved } from '@o2c/contracts';
import { executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
import { commandOf } from './domain/incoming.js';
import { orders } from './orders/order.store.js';

/** Inventory promises stock to lines, lacks it, or takes a promise back. */
@Injectable()
export class InventoryConsumer {
  @On('StockReserved')
  reserve(facts: readonly StockReserved[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }

  @On('StockBackordered')
  backorder(facts: readonly StockBackordered[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }

  @On('ReservationReleased')
  release(facts: readonly ReservationReleased[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, orders, facts, commandOf);
  }
}

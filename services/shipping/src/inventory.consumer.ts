import { Injectable } from '@nestjs/common';
import type { ReservationReleased, StockReserved } from '@o2c/contracts';
import { executeFacts, On, type Outcome, type Tx } from '@o2c/messaging';
import { commandOf } from './domain/incoming.js';
import { Shipping } from './shipping.store.js';

/** What we do when inventory speaks: what it promises is planned, what it takes back is not. */
@Injectable()
export class InventoryConsumer {
  constructor(private readonly shipping: Shipping) {}

  @On('StockReserved')
  plan(reserved: readonly StockReserved[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, this.shipping, reserved, commandOf);
  }

  @On('ReservationReleased')
  takeBack(released: readonly ReservationReleased[], tx: Tx): Promise<readonly Outcome[]> {
    return executeFacts(tx, this.shipping, released, commandOf);
  }
}

import { Injectable } from '@nestjs/common';
import type { ReservationReleased, StockReserved } from '@o2c/contracts';
import { execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { Shipping } from './shipping.store.js';

/** What we do when inventory speaks: what it promises is planned, what it takes back is not. */
@Injectable()
export class InventoryConsumer {
  constructor(private readonly shipping: Shipping) {}

  @On('StockReserved')
  plan(reserved: readonly StockReserved[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = reserved.map(({ data }) => ({ type: 'PlanReserved', data }) as const);
    return execute(tx, this.shipping, commands, reserved);
  }

  @On('ReservationReleased')
  takeBack(released: readonly ReservationReleased[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = released.map(({ data }) => ({ type: 'TakeBackReserved', data }) as const);
    return execute(tx, this.shipping, commands, released);
  }
}

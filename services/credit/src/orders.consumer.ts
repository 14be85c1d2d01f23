import { Injectable } from '@nestjs/common';
import type {
  HoldRejected,
  HoldReleased,
  OrderCancelled,
  OrderChanged,
  OrderPlaced,
} from '@o2c/contracts';
import { On, type Outcome, type Tx } from '@o2c/messaging';
import { carryOut } from './carry-out.js';

/** What we do when orders speaks: check every order, and carry out what people decide on holds. */
@Injectable()
export class OrdersConsumer {
  @On('OrderPlaced')
  reserve(placed: readonly OrderPlaced[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(placed, tx);
  }

  @On('OrderChanged')
  reserveAnew(changed: readonly OrderChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(changed, tx);
  }

  @On('OrderCancelled')
  giveBack(cancelled: readonly OrderCancelled[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(cancelled, tx);
  }

  @On('HoldReleased')
  releaseHold(released: readonly HoldReleased[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(released, tx);
  }

  @On('HoldRejected')
  rejectHold(rejected: readonly HoldRejected[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(rejected, tx);
  }
}

import { Injectable } from '@nestjs/common';
import type { Shipped, ShipmentVoided } from '@o2c/contracts';
import { On, type Outcome, type Tx } from '@o2c/messaging';
import { carryOut } from './carry-out.js';

/** What we do when shipping speaks: what left is no longer open, but delivered, not invoiced. */
@Injectable()
export class ShippingConsumer {
  @On('Shipped')
  consume(shipped: readonly Shipped[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(shipped, tx);
  }

  @On('ShipmentVoided')
  takeBack(voided: readonly ShipmentVoided[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(voided, tx);
  }
}

import { Injectable } from '@nestjs/common';
import type { CancelAccepted, ShipmentVoided, Shipped } from '@o2c/contracts';
import { On, type Outcome, type Tx } from '@o2c/messaging';
import { carryOutFacts } from './inventory.store.js';

/** What we do when shipping speaks. */
@Injectable()
export class ShippingConsumer {
  @On('Shipped')
  issue(shipped: readonly Shipped[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOutFacts(tx, shipped);
  }

  @On('ShipmentVoided')
  takeBack(voided: readonly ShipmentVoided[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOutFacts(tx, voided);
  }

  @On('CancelAccepted')
  release(accepted: readonly CancelAccepted[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOutFacts(tx, accepted);
  }
}

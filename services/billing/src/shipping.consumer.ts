import { Injectable } from '@nestjs/common';
import type { CancelAccepted, ShipmentVoided, Shipped } from '@o2c/contracts';
import { On, type Outcome, type Tx } from '@o2c/messaging';
import { Clock } from '@o2c/runtime';
import { carryOut } from './carry-out.js';

/** What billing does when shipping says something: it invoices what left, and takes it back. */
@Injectable()
export class ShippingConsumer {
  constructor(private readonly clock: Clock) {}

  @On('Shipped')
  shipped(shipped: readonly Shipped[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(shipped, tx, this.clock);
  }

  @On('CancelAccepted')
  cancelled(accepted: readonly CancelAccepted[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(accepted, tx, this.clock);
  }

  @On('ShipmentVoided')
  voided(voided: readonly ShipmentVoided[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(voided, tx, this.clock);
  }
}

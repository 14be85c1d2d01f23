import { Injectable } from '@nestjs/common';
import type { Shipped, ShipmentVoided } from '@o2c/contracts';
import { On, type Outcome, type Tx } from '@o2c/messaging';
import { parseQuantity } from '@o2c/money';
import { countMovements } from './movements.js';

/** What we do when shipping speaks: what left is no longer open, but delivered, not invoiced. */
@Injectable()
export class ShippingConsumer {
  @On('Shipped')
  consume(shipped: readonly Shipped[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(shipped, tx, ({ order, lines }) => ({
      order,
      lines: lines.map(({ line, quantity }) => ({ line, shipped: parseQuantity(quantity) })),
    }));
  }

  @On('ShipmentVoided')
  takeBack(voided: readonly ShipmentVoided[], tx: Tx): Promise<readonly Outcome[]> {
    return countMovements(voided, tx, ({ order, lines, wasShipped }) => {
      if (!wasShipped) return null;
      return {
        order,
        lines: lines.map(({ line, quantity }) => ({ line, shipped: -parseQuantity(quantity) })),
      };
    });
  }
}

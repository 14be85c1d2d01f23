import { Injectable } from '@nestjs/common';
import type { CancelAccepted, ShipmentVoided, Shipped } from '@o2c/contracts';
import { execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { Clock, newId } from '@o2c/runtime';
import { billing } from './billing.store.js';
import type { RecordCancellation, RecordShipment, VoidShipment } from './domain/commands.js';
import { quantitiesOf, shipmentOf } from './domain/incoming.js';

/** What billing does when shipping says something: it invoices what left, and takes it back. */
@Injectable()
export class ShippingConsumer {
  constructor(private readonly clock: Clock) {}

  @On('Shipped')
  shipped(shipped: readonly Shipped[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = shipped.map(({ data }): RecordShipment => ({
      type: 'RecordShipment',
      order: data.order,
      shipment: shipmentOf(data),
      history: data.history,
      ...this.document(tx),
    }));
    return execute(tx, billing, commands, shipped);
  }

  @On('CancelAccepted')
  cancelled(accepted: readonly CancelAccepted[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = accepted.map(({ data }): RecordCancellation => ({
      type: 'RecordCancellation',
      order: data.order,
      lines: quantitiesOf(data.lines),
      ...this.document(tx),
    }));
    return execute(tx, billing, commands, accepted);
  }

  @On('ShipmentVoided')
  voided(voided: readonly ShipmentVoided[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = voided.map(
      ({ data: { order, shipment, wasShipped, reason } }): VoidShipment => ({
        type: 'VoidShipment',
        ...{ order, shipment, wasShipped, reason },
        ...this.document(tx),
      }),
    );
    return execute(tx, billing, commands, voided);
  }

  /** Id and time of the document that may be issued. */
  private document(tx: Tx) {
    return { document: newId(this.clock), at: tx.now.toISOString() };
  }
}

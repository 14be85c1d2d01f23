import { Injectable } from '@nestjs/common';
import type { CancelAccepted, ShipmentVoided, Shipped } from '@o2c/contracts';
import { DONE, On, type Outcome, type Tx } from '@o2c/messaging';
import { parseQuantity } from '@o2c/money';
import type { IssueGoods, ReleaseStock, ReturnGoods } from './domain/goods.js';
import { carryOut } from './inventory.store.js';

/** What we do when shipping speaks. */
@Injectable()
export class ShippingConsumer {
  @On('Shipped')
  issue(shipped: readonly Shipped[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(tx, shipped.map(toIssueGoods), shipped);
  }

  /** A shipment that never left keeps its reservations: shipping plans them anew by itself. */
  @On('ShipmentVoided')
  async takeBack(voided: readonly ShipmentVoided[], tx: Tx): Promise<readonly Outcome[]> {
    const left = voided.filter(({ data }) => data.wasShipped);
    const outcomes = await carryOut(tx, left.map(toReturnGoods), left);
    return voided.map((fact) => outcomes[left.indexOf(fact)] ?? DONE);
  }

  @On('CancelAccepted')
  release(accepted: readonly CancelAccepted[], tx: Tx): Promise<readonly Outcome[]> {
    return carryOut(tx, accepted.map(toReleaseStock), accepted);
  }
}

function toIssueGoods({ data }: Shipped): IssueGoods {
  const { order, shipment, warehouse, shorts } = data;
  const lines = data.lines.map(toSkuQuantity);
  return {
    type: 'IssueGoods',
    order,
    shipment,
    warehouse,
    lines: lines.filter(({ quantity }) => quantity > 0),
    shorts: shorts.map((short) => ({ ...toSkuQuantity(short), reason: short.reason })),
  };
}

function toReturnGoods({ data: { order, warehouse, lines } }: ShipmentVoided): ReturnGoods {
  return { type: 'ReturnGoods', order, warehouse, lines: lines.map(toSkuQuantity) };
}

function toReleaseStock({ data: { order, cause, lines } }: CancelAccepted): ReleaseStock {
  const cancelled = lines.map(({ line, quantity, warehouse, released }) => ({
    line,
    quantity: parseQuantity(quantity),
    warehouse,
    released: released === undefined ? undefined : parseQuantity(released),
  }));
  return { type: 'ReleaseStock', order, reason: cause, lines: cancelled };
}

function toSkuQuantity(entry: { line: number; sku: string; quantity: number | string }) {
  const { line, sku, quantity } = entry;
  return { line, sku, quantity: parseQuantity(quantity) };
}

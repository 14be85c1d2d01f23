import type { AuditIdentity } from '@o2c/messaging';
import { demandOf, reservedOf } from '@o2c/inventory/domain/order-demand';
import { isOpen } from '@o2c/shipping/domain/shipment';
import type { System } from '../system.js';
import { sumOf } from './sums.js';

/** What inventory and shipping can each check alone, sku by sku, line by line, order by order. */
export function stockIdentities(system: System): readonly AuditIdentity[] {
  return [...skus(system), ...demand(system), ...shipments(system)];
}

function equal(name: string, left: number, right: number, firstBroken: string): AuditIdentity {
  return { name, seller: null, currency: null, left, right, firstBroken };
}

function skus({ inventory }: System): readonly AuditIdentity[] {
  const lines = inventory.orders.values().flatMap((order) => [...order.lines.values()]);
  return inventory.stocks.values().flatMap(({ sku, levels, backordered }) => {
    const all = [...levels.values()];
    const ours = lines.filter((line) => line.sku === sku);
    const held = sumOf(all, ({ reserved }) => reserved);
    const gone = sumOf(all, ({ onHand, shipped, adjusted }) => onHand + shipped - adjusted);
    const lacking = sumOf(ours, (line) => line.backordered);
    return [
      equal('reserved_stock', held, sumOf(ours, reservedOf), sku),
      equal(
        'stock_balance',
        sumOf(all, ({ received }) => received),
        gone,
        sku,
      ),
      equal('backordered_stock', backordered, lacking, sku),
    ];
  });
}

function demand({ inventory }: System): readonly AuditIdentity[] {
  return inventory.orders.values().flatMap(({ order, lines }) =>
    [...lines.values()].map((line) => {
      const held = line.backordered + reservedOf(line);
      return equal('order_demand', demandOf(line), held, `${order}/${line.line}`);
    }),
  );
}

function shipments({ shipping }: System): readonly AuditIdentity[] {
  return shipping.orders.values().flatMap(({ id, lines, shipments: all }) => {
    const open = [...all.values()].filter(isOpen).flatMap((one) => one.lines);
    const gone = [...all.values()]
      .filter(({ status }) => status === 'shipped' || status === 'delivered')
      .flatMap((one) => one.lines);
    const said = [...lines.values()];
    const planned = sumOf(said, (line) => line.planned);
    const shipped = sumOf(said, (line) => line.shipped);
    return [
      equal(
        'planned_shipments',
        planned,
        sumOf(open, (line) => line.planned),
        id,
      ),
      equal(
        'shipped_shipments',
        shipped,
        sumOf(gone, (line) => line.shipped),
        id,
      ),
    ];
  });
}

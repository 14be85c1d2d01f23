import { Injectable } from '@nestjs/common';
import type { ReservationReleased, StockBackordered, StockReserved } from '@o2c/contracts';
import { execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { parseQuantity } from '@o2c/money';
import type { Move } from './domain/order-command.js';
import { orders } from './orders/order.store.js';

/** Inventory promises stock to lines, lacks it, or takes a promise back. */
@Injectable()
export class InventoryConsumer {
  @On('StockReserved')
  reserve(facts: readonly StockReserved[], tx: Tx): Promise<readonly Outcome[]> {
    return move(facts, tx, ({ data }) =>
      data.lines.map(({ line, quantity, fromBackorder }) => {
        const reserved = parseQuantity(quantity);
        return fromBackorder ? { line, reserved, backordered: -reserved } : { line, reserved };
      }),
    );
  }

  @On('StockBackordered')
  backorder(facts: readonly StockBackordered[], tx: Tx): Promise<readonly Outcome[]> {
    return move(facts, tx, ({ data }) =>
      data.lines.map(({ line, quantity }) => ({ line, backordered: parseQuantity(quantity) })),
    );
  }

  @On('ReservationReleased')
  release(facts: readonly ReservationReleased[], tx: Tx): Promise<readonly Outcome[]> {
    return move(facts, tx, ({ data }) => [
      ...data.lines.map(({ line, quantity }) => ({ line, reserved: -parseQuantity(quantity) })),
      ...data.backorders.map(({ line, quantity }) => {
        return { line, backordered: -parseQuantity(quantity) };
      }),
    ]);
  }
}

function move<F extends StockReserved | StockBackordered | ReservationReleased>(
  facts: readonly F[],
  tx: Tx,
  moves: (fact: F) => readonly Move[],
): Promise<readonly Outcome[]> {
  const commands = facts.map((fact) => {
    return { type: 'MoveQuantities' as const, order: fact.data.order, moves: moves(fact) };
  });
  return execute(tx, orders, commands, facts);
}

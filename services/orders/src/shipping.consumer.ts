import { Injectable } from '@nestjs/common';
import type { CancelAccepted, CancelRefused, Shipped, ShipmentVoided } from '@o2c/contracts';
import { execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { parseQuantity } from '@o2c/money';
import type { AnswerCancel, MoveQuantities } from './domain/order-command.js';
import { orders } from './orders/order.store.js';

/** Shipping sends goods off, and decides what can still be taken back. */
@Injectable()
export class ShippingConsumer {
  @On('Shipped')
  ship(facts: readonly Shipped[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = facts.map(({ data }): MoveQuantities => {
      const moves = data.lines.map(({ line, quantity }) => {
        const shipped = parseQuantity(quantity);
        return { line, shipped, reserved: -shipped };
      });
      return { type: 'MoveQuantities', order: data.order, moves };
    });
    return execute(tx, orders, commands, facts);
  }

  @On('ShipmentVoided')
  void(facts: readonly ShipmentVoided[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = facts.map(({ data }): MoveQuantities => {
      // A plan that never left the house had moved nothing.
      const lines = data.wasShipped ? data.lines : [];
      const moves = lines.map(({ line, quantity }) => ({
        line,
        shipped: -parseQuantity(quantity),
      }));
      return { type: 'MoveQuantities', order: data.order, moves };
    });
    return execute(tx, orders, commands, facts);
  }

  @On('CancelAccepted')
  giveBack(facts: readonly CancelAccepted[], tx: Tx): Promise<readonly Outcome[]> {
    return execute(tx, orders, facts.map(answerOf), facts);
  }

  @On('CancelRefused')
  refuse(facts: readonly CancelRefused[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = facts.map((fact) => ({ ...answerOf(fact), refused: fact.data.code }));
    return execute(tx, orders, commands, facts);
  }
}

function answerOf({ data }: CancelAccepted | CancelRefused): AnswerCancel {
  const { order, request, cause } = data;
  const lines = data.lines.map(({ line, quantity }) => {
    return { line, quantity: parseQuantity(quantity) };
  });
  return { type: 'AnswerCancel', order, request, cause, lines };
}

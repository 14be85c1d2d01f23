import { Injectable } from '@nestjs/common';
import type {
  HoldRejected,
  HoldReleased,
  OrderCancelled,
  OrderChanged,
  OrderPlaced,
} from '@o2c/contracts';
import { DONE, execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { parseMoney, parseQuantity } from '@o2c/money';
import { creditAccounts } from './credit-account.store.js';
import type { CreditCommand } from './domain/credit-account.js';
import type { OrderNote } from './domain/reservation.js';

/** What we do when orders speaks: check every order, and carry out what people decide on holds. */
@Injectable()
export class OrdersConsumer {
  @On('OrderPlaced')
  reserve(placed: readonly OrderPlaced[], tx: Tx): Promise<readonly Outcome[]> {
    return execute(tx, creditAccounts, placed.map(toReserve(tx)), placed);
  }

  @On('OrderChanged')
  reserveAnew(changed: readonly OrderChanged[], tx: Tx): Promise<readonly Outcome[]> {
    return execute(tx, creditAccounts, changed.map(toReserve(tx)), changed);
  }

  @On('OrderCancelled')
  giveBack(cancelled: readonly OrderCancelled[], tx: Tx): Promise<readonly Outcome[]> {
    return execute(tx, creditAccounts, cancelled.map(toReserve(tx)), cancelled);
  }

  @On('HoldReleased')
  releaseHold(released: readonly HoldReleased[], tx: Tx): Promise<readonly Outcome[]> {
    return decideHolds('ReleaseHold', released, tx);
  }

  @On('HoldRejected')
  rejectHold(rejected: readonly HoldRejected[], tx: Tx): Promise<readonly Outcome[]> {
    return decideHolds('RejectHold', rejected, tx);
  }
}

/** Whichever of the three is heard first, the order is now as it says. */
type OrderSnapshot = OrderPlaced | OrderChanged | OrderCancelled;

function toReserve(tx: Tx): (fact: OrderSnapshot) => CreditCommand {
  return ({ id, type, data }) => ({
    type: 'ReserveCredit',
    account: { seller: data.seller, customer: data.customer, currency: data.currency },
    order: data.order,
    note: noteOf(data, type === 'OrderCancelled'),
    at: tx.now.toISOString(),
    decision: id,
  });
}

function noteOf(data: OrderSnapshot['data'], cancelled: boolean): OrderNote {
  const { order, number, currency, orderedOn, history } = data;
  const lines = data.lines.map(({ line, gross, ordered, cancelled: not }) => ({
    line,
    gross: parseMoney(gross).minor,
    ordered: parseQuantity(ordered),
    cancelled: parseQuantity(not),
  }));
  return { order, number, currency, orderedOn, history, cancelled, lines };
}

/** Holds of another kind than credit's are not ours. */
async function decideHolds(
  type: 'ReleaseHold' | 'RejectHold',
  decided: readonly (HoldReleased | HoldRejected)[],
  tx: Tx,
): Promise<readonly Outcome[]> {
  const ours = decided.filter(({ data }) => data.code.startsWith('credit.'));
  const at = tx.now.toISOString();
  const commands = ours.map(({ id, data }): CreditCommand => {
    return { type, account: null, order: data.order, at, decision: id };
  });
  const outcomes = await execute(tx, creditAccounts, commands, ours);
  return decided.map((fact) => outcomes[ours.indexOf(fact)] ?? DONE);
}

import type {
  CancelAccepted,
  CancelRefused,
  CreditApproved,
  CreditHeld,
  CreditNoted,
  CreditRejected,
  Invoiced,
  OpenItemClosed,
  OpenItemReopened,
  ReservationReleased,
  Shipped,
  ShipmentVoided,
  StockBackordered,
  StockReserved,
} from '@o2c/contracts';
import { parseQuantity } from '@o2c/money';
import type {
  AnswerCancel,
  Move,
  MoveQuantities,
  OrderCommand,
  RecordCredit,
  SettleDocument,
} from './order-command.js';

/** What the other services say about an order. */
export type Heard = Decided | Stocked | Goods | Billed | Answered | Settled;

type Decided = CreditApproved | CreditHeld | CreditRejected;
type Stocked = StockReserved | StockBackordered | ReservationReleased;
type Goods = Shipped | ShipmentVoided;
type Answered = CancelAccepted | CancelRefused;
type Billed = Invoiced | CreditNoted;
type Settled = OpenItemClosed | OpenItemReopened;

/** What a fact asks of the order that it is about; nothing where it is about none. */
export function commandOf(fact: Heard): OrderCommand | undefined {
  switch (fact.type) {
    case 'CreditApproved':
      return credit(fact, 'approved');
    case 'CreditHeld':
      return credit(fact, 'held');
    case 'CreditRejected':
      return credit(fact, 'rejected');
    case 'StockReserved':
    case 'StockBackordered':
    case 'ReservationReleased':
    case 'Shipped':
    case 'ShipmentVoided':
      return { type: 'MoveQuantities', order: fact.data.order, moves: movesOf(fact) };
    case 'CancelAccepted':
      return answer(fact);
    case 'CancelRefused':
      return { ...answer(fact), refused: fact.data.code };
    case 'Invoiced':
      return documented(fact, 1);
    case 'CreditNoted':
      // Only a void opens the quantities again; other credits leave them invoiced.
      return documented(fact, fact.data.cause === 'void' ? -1 : 0);
    case 'OpenItemClosed':
      return settled(fact, true);
    case 'OpenItemReopened':
      return settled(fact, false);
  }
}

function credit({ id, time: at, data }: Decided, decision: RecordCredit['decision']): RecordCredit {
  // Decisions from before orders had versions in their facts are about the first.
  const { order, reasons, version = 1, hold, heldSince } = data;
  return { type: 'RecordCredit', order, decision, version, reasons, id, at, hold, heldSince };
}

function movesOf(fact: Stocked | Goods): readonly Move[] {
  switch (fact.type) {
    case 'StockReserved':
      return fact.data.lines.map(({ line, quantity, fromBackorder }) => {
        const reserved = parseQuantity(quantity);
        return fromBackorder ? { line, reserved, backordered: -reserved } : { line, reserved };
      });
    case 'StockBackordered':
      return fact.data.lines.map(({ line, quantity }) => {
        return { line, backordered: parseQuantity(quantity) };
      });
    case 'ReservationReleased':
      return [
        ...fact.data.lines.map(({ line, quantity }) => {
          return { line, reserved: -parseQuantity(quantity) };
        }),
        ...fact.data.backorders.map(({ line, quantity }) => {
          return { line, backordered: -parseQuantity(quantity) };
        }),
      ];
    case 'Shipped':
      return fact.data.lines.map(({ line, quantity }) => {
        const shipped = parseQuantity(quantity);
        return { line, shipped, reserved: -shipped };
      });
    case 'ShipmentVoided':
      // A plan that never left the house had moved nothing.
      return (fact.data.wasShipped ? fact.data.lines : []).map(({ line, quantity }) => {
        return { line, shipped: -parseQuantity(quantity) };
      });
  }
}

function answer({ data }: Answered): AnswerCancel {
  const { order, request, cause } = data;
  const lines = data.lines.map(({ line, quantity }) => {
    return { line, quantity: parseQuantity(quantity) };
  });
  return { type: 'AnswerCancel', order, request, cause, lines };
}

function documented({ data }: Billed, sign: 1 | 0 | -1): MoveQuantities {
  const { order, number: document, lines } = data;
  const moves = lines.map(({ orderLine: line, quantity }) => {
    return { line, invoiced: sign * parseQuantity(quantity) };
  });
  return { type: 'MoveQuantities', order, moves, document };
}

/** Items that another system brought have no order. */
function settled({ data }: Settled, isSettled: boolean): SettleDocument | undefined {
  const { order, document } = data;
  if (order === undefined) return undefined;
  return { type: 'SettleDocument', order, document, settled: isSettled };
}

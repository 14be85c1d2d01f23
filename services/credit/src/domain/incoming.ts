import type {
  CreditApplied,
  CreditNoted,
  HoldRejected,
  HoldReleased,
  Invoiced,
  ItemDisputed,
  OpenItemLoaded,
  OrderCancelled,
  OrderChanged,
  OrderPlaced,
  PaymentApplied,
  PaymentIdentified,
  PaymentReceived,
  PaymentRefunded,
  PaymentReversed,
  PaymentUnapplied,
  Shipped,
  ShipmentVoided,
  WrittenOff,
} from '@o2c/contracts';
import { parseMoney, parseQuantity } from '@o2c/money';
import type { CreditCommand } from './credit-account.js';
import { type Moved, movedByCash } from './incoming-cash.js';
import type { LineMove, OrderNote } from './reservation.js';

/** What the other services say that credit acts on, master data left out. */
export type Heard = OrderSnapshot | Decided | Goods | Billed | Cash;

/** Whichever of the three is heard first, the order is now as it says. */
type OrderSnapshot = OrderPlaced | OrderChanged | OrderCancelled;
type Decided = HoldReleased | HoldRejected;
type Goods = Shipped | ShipmentVoided;
type Billed = Invoiced | CreditNoted;

/** What receivables says: cash lowers the exposure, settling only moves it. */
export type Cash =
  | PaymentReceived
  | PaymentIdentified
  | PaymentReversed
  | PaymentRefunded
  | PaymentApplied
  | PaymentUnapplied
  | WrittenOff
  | CreditApplied
  | OpenItemLoaded
  | ItemDisputed;

/** What a fact asks of credit at a recorded time; nothing where nothing of a customer moves. */
export function commandOf(fact: Heard, at: string): CreditCommand | undefined {
  switch (fact.type) {
    case 'OrderPlaced':
    case 'OrderChanged':
    case 'OrderCancelled':
      return reservation(fact, at);
    case 'HoldReleased':
      return holdDecision('ReleaseHold', fact, at);
    case 'HoldRejected':
      return holdDecision('RejectHold', fact, at);
    case 'Shipped':
    case 'ShipmentVoided':
      return counted(fact, at, movedGoods(fact));
    case 'Invoiced':
    case 'CreditNoted':
      return counted(fact, at, movedByBill(fact));
    case 'PaymentReceived':
    case 'PaymentIdentified':
    case 'PaymentReversed':
    case 'PaymentRefunded':
    case 'PaymentApplied':
    case 'PaymentUnapplied':
    case 'WrittenOff':
    case 'CreditApplied':
    case 'OpenItemLoaded':
    case 'ItemDisputed':
      return counted(fact, at, movedByCash(fact));
  }
}

function reservation({ id, type, data }: OrderSnapshot, at: string): CreditCommand {
  const { seller, customer, currency, order } = data;
  return {
    type: 'ReserveCredit',
    account: { seller, customer, currency },
    order,
    note: noteOf(data, type === 'OrderCancelled'),
    at,
    decision: id,
  };
}

function noteOf(data: OrderSnapshot['data'], cancelled: boolean): OrderNote {
  const { order, number, currency, orderedOn, history, version = 0 } = data;
  const lines = data.lines.map(({ line, gross, ordered, cancelled: not, released = 0 }) => ({
    line,
    gross: parseMoney(gross).minor,
    ordered: parseQuantity(ordered),
    cancelled: parseQuantity(not),
    released: parseQuantity(released),
  }));
  return { order, number, currency, orderedOn, history, version, cancelled, lines };
}

/** Holds of another kind than credit's are not ours; an increase is taken back by the order. */
function holdDecision(
  type: 'ReleaseHold' | 'RejectHold',
  { id: decision, data: { code, order, increaseOnly = false } }: Decided,
  at: string,
): CreditCommand | undefined {
  const isOurs = code.startsWith('credit.') && !(increaseOnly && type === 'RejectHold');
  return isOurs ? { type, account: null, order, at, decision } : undefined;
}

/** In the account that the fact names, else in that of its order. */
function counted(
  { id: decision }: Heard,
  at: string,
  moved: Moved | undefined,
): CreditCommand | undefined {
  if (!moved) return undefined;
  const { account = null, order, currency, lines = [], documents = [] } = moved;
  const movement = { order, currency, lines, documents };
  return { type: 'CountMovement', account, order, movement, at, decision };
}

/** A shipment that never left the house moved nothing. */
function movedGoods({ type, data }: Goods): Moved | undefined {
  const { order, lines } = data;
  if (type === 'Shipped') return { order, lines: shippedLines(lines, +1) };
  return data.wasShipped ? { order, lines: shippedLines(lines, -1) } : undefined;
}

function movedByBill({ type, data }: Billed): Moved {
  const { order, number: document, lines } = data;
  if (type === 'Invoiced') {
    const { minor: amount, currency } = parseMoney(data.payable);
    const documents = [{ kind: 'invoice' as const, document, amount, dueOn: data.dueOn }];
    return { order, currency, documents, lines: invoicedLines(lines, +1) };
  }
  const { minor, currency } = parseMoney(data.gross);
  const documents = [{ kind: 'credit_note' as const, document, amount: -minor }];
  // Where the delivery itself was taken back, its quantities are not invoiced any more.
  const back = data.cause === 'void' ? invoicedLines(lines, -1) : [];
  return { order, currency, documents, lines: back };
}

function shippedLines(lines: Shipped['data']['lines'], sign: 1 | -1): LineMove[] {
  return lines.map(({ line, quantity }) => ({ line, shipped: sign * parseQuantity(quantity) }));
}

function invoicedLines(lines: Invoiced['data']['lines'], sign: 1 | -1): LineMove[] {
  return lines.map(({ orderLine, quantity }) => {
    return { line: orderLine, invoiced: sign * parseQuantity(quantity) };
  });
}

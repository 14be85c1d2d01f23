import { cancelOrder, answerCancel } from './cancel-order.js';
import { changeOrder } from './change-order.js';
import { conclude } from './conclude.js';
import { decideHold, recordCredit } from './hold-order.js';
import { moveQuantities, settleDocument } from './movement.js';
import type { Order } from './order.js';
import type {
  EarlierOrders,
  OrderCommand,
  OrderFact,
  OrderRow,
  PlaceOrder,
} from './order-command.js';
import { placeOrder } from './place-order.js';
import { orderSnapshot } from './snapshot.js';
import { DomainError } from '@o2c/contracts';

type Rows = ReadonlyMap<string, OrderRow>;

/** The rows that a command touches: the order and, when it is new, its purchase order number. */
export function rowsOf(command: OrderCommand): readonly string[] {
  const own = orderRow(command.order);
  const number = command.type === 'PlaceOrder' ? purchaseOrderRow(command) : undefined;
  return number === undefined ? [own] : [own, number];
}

/** What a command leads to. Facts about an order that is not ours change nothing. */
export function decide(rows: Rows, command: OrderCommand): readonly OrderFact[] {
  if (command.type === 'PlaceOrder') return place(command, rows);
  const order = orderIn(rows, command.order);
  switch (command.type) {
    case 'ChangeOrder':
      return changeOrder(known(order, command.order), command);
    case 'CancelOrder':
      return cancelOrder(known(order, command.order), command);
    case 'DecideHold':
      return decideHold(known(order, command.order), command);
    case 'RecordCredit':
      return order ? recordCredit(order, command) : [];
    case 'MoveQuantities':
      return order ? moveQuantities(order, command) : [];
    case 'AnswerCancel':
      return order ? answerCancel(order, command) : [];
    case 'SettleDocument':
      return order ? settleDocument(order, command) : [];
  }
}

/** The order as it was noted; a new one is from then on one of its purchase order number. */
export function evolve(rows: Rows, fact: OrderFact): readonly (readonly [string, OrderRow])[] {
  if (fact.type === 'order-noted') return [[orderRow(fact.data.order.id), fact.data.order]];
  if (fact.type !== 'OrderPlaced' || fact.data.purchaseOrder === undefined) return [];
  const name = `${PURCHASE_ORDERS}${fact.data.customer}:${fact.data.purchaseOrder}`;
  return [[name, { earlier: [...earlierIn(rows, name), fact.data.number] }]];
}

/** The order that the rows hold, if they do. */
export function orderIn(rows: Rows, id: string): Order | undefined {
  const row = rows.get(orderRow(id));
  return row && 'id' in row ? row : undefined;
}

/** First part of the row ids of orders, and of purchase order numbers. */
export const ORDERS = 'orders/';
export const PURCHASE_ORDERS = 'purchase_orders/';

function place(command: PlaceOrder, rows: Rows): readonly OrderFact[] {
  const name = purchaseOrderRow(command);
  const order = placeOrder(command, name === undefined ? [] : earlierIn(rows, name));
  return conclude(order, (noted) => [{ type: 'OrderPlaced', data: orderSnapshot(noted) }], true);
}

function earlierIn(rows: Rows, name: string): EarlierOrders['earlier'] {
  const row = rows.get(name);
  return row && 'earlier' in row ? row.earlier : [];
}

function orderRow(id: string): string {
  return `${ORDERS}${id}`;
}

/** Orders with one purchase order number meet in this row, so that the second sees the first. */
function purchaseOrderRow({ request, known: { customer } }: PlaceOrder): string | undefined {
  if (request.purchaseOrder === undefined || !customer) return undefined;
  return `${PURCHASE_ORDERS}${customer.customer}:${request.purchaseOrder}`;
}

function known(order: Order | undefined, id: string): Order {
  if (order) return order;
  throw new DomainError('order.unknown', `There is no order ${id}`);
}

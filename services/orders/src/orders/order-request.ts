import { rowOf, type Rows } from '@o2c/messaging';
import { isUuid, type Caller } from '@o2c/runtime';
import type { Order } from '../domain/order.js';
import type { Asker, OrderCommand, OrderRequest, OrderRow } from '../domain/order-command.js';
import { ORDERS } from '../domain/order-rules.js';
import { given } from '../request.js';
import type { OrderRequestDto } from './order.dto.js';

/** Who asks, as the rules see them. */
export function askerOf({ key, actor: name, scopes }: Caller): Asker {
  return { key, name, mayPrice: scopes.has('orders:price'), mayHistory: scopes.has('history') };
}

/** What is asked for, with everything that may be left out. */
export function requestOf(body: OrderRequestDto, at: string): OrderRequest {
  const { customer, seller, orderedAt = at, lines, ...rest } = body;
  return {
    ...{ shipComplete: false, priority: 0, history: false, ...given(rest) },
    customer: asKept(customer),
    seller: seller && asKept(seller),
    orderedAt: new Date(orderedAt).toISOString(),
    lines: lines.map((line) => ({ ...given(line), sku: asKept(line.sku) })),
  };
}

/** The order as a command left it. */
export function orderAfter(rows: Rows<OrderRow>, { order }: OrderCommand): Order {
  const row = rowOf(rows, `${ORDERS}${order}`);
  if ('id' in row) return row;
  throw new Error(`${order} is no order`);
}

/** Ids are kept in lower case. */
function asKept(name: string): string {
  return isUuid(name) ? name.toLowerCase() : name;
}

import type { AnyFact, EventType } from '@o2c/contracts';
import { type Aggregate, executeFacts, type Tx } from '@o2c/messaging';
import { customerKind, type Customer } from '@o2c/orders/domain/customer';
import { commandOf, type Heard } from '@o2c/orders/domain/incoming';
import {
  decideMaster,
  evolveMaster,
  type MasterCommand,
  type MasterFact,
  type MasterKind,
  masterRows,
  type MasterRow,
} from '@o2c/orders/domain/master-data';
import { type Order, statusOf } from '@o2c/orders/domain/order';
import type { Known, OrderCommand, OrderFact, OrderRow } from '@o2c/orders/domain/order-command';
import { decide, evolve, ORDERS, PURCHASE_ORDERS, rowsOf } from '@o2c/orders/domain/order-rules';
import { productKind, type Product } from '@o2c/orders/domain/product';
import { sellerKind, type Seller } from '@o2c/orders/domain/seller';
import { localDate } from '@o2c/runtime';
import type { Behaviour } from '../shell/memory-service.js';
import { Table } from '../shell/table.js';
import { handling, inMemory, type Rules, whole } from './in-memory.js';

export type OrderRules = Rules<OrderRow, OrderCommand, OrderFact>;
export const ORDER_RULES: OrderRules = { rows: rowsOf, decide, evolve };

/** What orders hears and acts on. */
export const ORDERS_HEARD = [
  ...['CreditApproved', 'CreditHeld', 'CreditRejected', 'StockReserved', 'StockBackordered'],
  ...['ReservationReleased', 'Shipped', 'ShipmentVoided', 'CancelAccepted', 'CancelRefused'],
  ...['Invoiced', 'CreditNoted', 'OpenItemClosed', 'OpenItemReopened'],
] as readonly Heard['type'][];

/** Orders, sellers, customers and products. */
export class OrdersInMemory {
  readonly orders = new Table<Order>();
  readonly sellers = new Table<MasterRow<Seller>>();
  readonly customers = new Table<MasterRow<Customer>>();
  readonly products = new Table<MasterRow<Product>>();
  readonly aggregate: Aggregate<OrderRow, OrderCommand, OrderFact>;
  private numbers = 0;

  constructor(
    rules: OrderRules,
    private readonly command: typeof commandOf = commandOf,
    private readonly types: readonly EventType[] = ORDERS_HEARD,
  ) {
    this.aggregate = inMemory(rules, {
      resolve: (tx, commands) => commands.map((one) => this.known(tx, one)),
      load: (row) => this.load(row),
      save: (row, state) => {
        if ('id' in state) this.orders.set(row, state);
      },
    });
  }

  get behaviour(): Behaviour {
    const { orders, sellers, customers, products, types } = this;
    return {
      source: 'orders',
      tables: [orders, sellers, customers, products],
      handlers: new Map(
        handling<Heard>(types as readonly Heard['type'][], (facts, tx) =>
          executeFacts(tx, this.aggregate, facts, this.command),
        ),
      ),
    };
  }

  get masters() {
    return {
      seller: masters(sellerKind, this.sellers),
      customer: masters(customerKind, this.customers),
      product: masters(productKind, this.products),
    };
  }

  private load(row: string): OrderRow | undefined {
    if (row.startsWith(ORDERS)) return this.orders.get(row);
    const [customer, purchaseOrder] = row.slice(PURCHASE_ORDERS.length).split(':');
    const earlier = this.orders
      .values()
      .filter((order) => order.customer === customer && order.purchaseOrder === purchaseOrder)
      .filter((order) => !['rejected', 'cancelled'].includes(statusOf(order)));
    return { earlier: earlier.map(({ number }) => number) };
  }

  /** The command with the master data that it names; a new order gets its number. */
  private known(tx: Tx, command: OrderCommand): OrderCommand {
    if (command.type === 'PlaceOrder') {
      const { customer, orderedAt } = command.request;
      const known = this.found(tx, customer, orderedAt);
      return { ...command, known: { ...known, number: `SO-${++this.numbers}` } };
    }
    if (command.type !== 'ChangeOrder') return command;
    const order = this.orders.get(`${ORDERS}${command.order}`);
    return order ? { ...command, known: this.found(tx, order.customer, order.orderedAt) } : command;
  }

  private found(tx: Tx, name: string, orderedAt: string): Known {
    const sellers = this.sellers.values().flatMap(dataOf);
    const customers = this.customers.values().flatMap(dataOf);
    const products = this.products.values().flatMap(dataOf);
    const timeZone = sellers[0]?.timeZone ?? 'UTC';
    return {
      seller: sellers[0],
      sellers: sellers.length,
      customer: customers.find(({ customer, number }) => customer === name || number === name),
      products: new Map(
        products.flatMap((one) => [[one.sku, one] as const, [one.product, one] as const]),
      ),
      orderedOn: localDate(orderedAt, timeZone),
      today: localDate(tx.now, timeZone),
      number: '',
    };
  }
}

function masters<D>(
  kind: MasterKind<D>,
  table: Table<MasterRow<D>>,
): Aggregate<MasterRow<D>, MasterCommand<D>, MasterFact & AnyFact> {
  const rules = {
    rows: (command: MasterCommand<D>) => masterRows(kind, command),
    decide: (rows: ReadonlyMap<string, MasterRow<D>>, command: MasterCommand<D>) =>
      decideMaster(kind, rows, command),
    evolve: (rows: ReadonlyMap<string, MasterRow<D>>, fact: MasterFact) =>
      evolveMaster(kind, rows, fact),
  };
  return inMemory(rules, whole(table));
}

function dataOf<D>(row: MasterRow<D>): readonly D[] {
  return 'data' in row ? [row.data] : [];
}

import type { CustomerChanged, DataOf, SellerChanged, SellerRegistered } from '@o2c/contracts';
import { type Aggregate, executeFacts } from '@o2c/messaging';
import { localDate } from '@o2c/runtime';
import type { Command, Found, NewShipments, ShippingFact } from '@o2c/shipping/domain/command';
import { decide } from '@o2c/shipping/domain/decide';
import { evolve } from '@o2c/shipping/domain/evolve';
import { isRequest, locate, type Places, placesFor, rowsOf } from '@o2c/shipping/domain/finding';
import { commandOf, type Heard } from '@o2c/shipping/domain/incoming';
import { emptyOrder, type Order, type Seller, type State } from '@o2c/shipping/domain/order';
import { isOpen, type Shipment } from '@o2c/shipping/domain/shipment';
import type { Behaviour } from '../shell/memory-service.js';
import { Table } from '../shell/table.js';
import type { VirtualClock } from '../shell/virtual-clock.js';
import { copying, handling, idIn, inMemory, type Rules } from './in-memory.js';

export type ShippingRules = Rules<State, Command, ShippingFact>;
export const SHIPPING_RULES: ShippingRules = { rows: rowsOf, decide, evolve };

type SellerCopy = DataOf<'SellerRegistered'>;

const HEARD = [
  ...['OrderReleased', 'CancelRequested', 'StockReserved', 'ReservationReleased'],
] as readonly Heard['type'][];

/** Orders with all their shipments, and the serial numbers of sellers. */
export class ShippingInMemory {
  readonly orders = new Table<Order>();
  private readonly serials = new Table<number>();
  private readonly sellers = new Table<SellerCopy>();
  readonly aggregate: Aggregate<State, Command, ShippingFact>;
  private numbers = 0;

  constructor(
    rules: ShippingRules,
    private readonly clock: VirtualClock,
  ) {
    this.aggregate = inMemory(rules, {
      resolve: (_, commands) => commands.map((command) => this.resolved(command)),
      load: (row, commands) => this.load(row, commands),
      save: (row, state) => this.save(row, state),
    });
  }

  get behaviour(): Behaviour {
    return {
      source: 'shipping',
      tables: [this.orders, this.serials, this.sellers],
      handlers: new Map([
        ...handling<Heard>(HEARD, (facts, tx) =>
          executeFacts(tx, this.aggregate, facts, commandOf),
        ),
        ...copying<SellerRegistered | SellerChanged>(
          ['SellerRegistered', 'SellerChanged'],
          (seller) => this.sellers.set(seller.seller, seller),
        ),
        ...copying<CustomerChanged>(['CustomerChanged'], () => undefined),
      ]),
    };
  }

  /** All shipments, the oldest first. */
  shipments(): readonly Shipment[] {
    return this.orders.values().flatMap(({ shipments }) => [...shipments.values()]);
  }

  private resolved(command: Command): Command {
    const found = isRequest(command) ? this.found(command.shipment) : undefined;
    const located = isRequest(command) ? locate(command, found, localDate) : command;
    const places = placesFor(
      located,
      'data' in located ? this.places(located.data.order) : undefined,
    );
    const fresh: NewShipments = new Map(
      places.map((place) => [place, { id: this.clock.id(), number: `SH-${++this.numbers}` }]),
    );
    return { ...located, fresh };
  }

  private found(id: string): Found | undefined {
    const shipment = this.shipments().find((one) => one.id === id);
    if (!shipment) return undefined;
    const { order, seller, warehouse } = shipment;
    const copy = this.sellers.get(seller);
    const hasPrefix = copy?.gs1CompanyPrefix !== undefined;
    const timeZone = copy?.timeZone;
    return { order, seller, warehouse, timeZone, hasPrefix, isOpen: isOpen(shipment) };
  }

  private places(id: string): Places | undefined {
    const order = this.orders.get(`orders/${id}`);
    if (!order) return undefined;
    const all = [...order.lines.values()].flatMap(({ reservations }) => [...reservations]);
    const where = (has: (of: (typeof all)[number][1]) => boolean) => [
      ...new Set(all.filter(([, of]) => has(of)).map(([place]) => place)),
    ];
    const shipments = [...order.shipments.values()];
    const planned = shipments.filter(({ status }) => status === 'planned');
    return {
      promised: where(({ quantity }) => quantity > 0),
      returning: where(({ returning }) => returning > 0),
      planned: planned.map(({ warehouse }) => warehouse),
    };
  }

  /** Of an order's shipments only those that are open or named are loaded. */
  private load(row: string, commands: readonly Command[]): State | undefined {
    const id = idIn(row, 'orders');
    if (id === undefined) return this.serialsOf(idIn(row, 'sellers') ?? '');
    const order = this.orders.get(row) ?? emptyOrder(id);
    const named = new Set(commands.filter(isRequest).map(({ shipment }) => shipment));
    const shipments = [...order.shipments].filter(([shipment, one]) => {
      return isOpen(one) || named.has(shipment);
    });
    return { ...order, shipments: new Map(shipments) };
  }

  private serialsOf(id: string): Seller | undefined {
    const seller = this.sellers.get(id);
    if (!seller) return undefined;
    const { gs1CompanyPrefix } = seller;
    return { kind: 'seller', id, gs1CompanyPrefix, nextSerial: this.serials.get(id) ?? 1 };
  }

  private save(row: string, state: State): void {
    if (state.kind === 'seller') return this.serials.set(state.id, state.nextSerial);
    const others = this.orders.get(row)?.shipments ?? [];
    this.orders.set(row, { ...state, shipments: new Map([...others, ...state.shipments]) });
  }
}

import { catalogue, type DataOf, faultsOf, isEventType } from '@o2c/contracts';
import type { Command, Decision, Found, NewShipments, ShippingFact } from './command.js';
import { decide } from './decide.js';
import { evolve } from './evolve.js';
import { emptyOrder, type Order, type OrderLine, type State } from './order.js';
import type { Shipment } from './shipment.js';

/** Test ids that sort by their number. */
export const idOf = (n: number) => `01932b5a-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** A unit of quantity, in millionths. */
export const M = 1_000_000;
export const ORDER = idOf(1);
export const SELLER = idOf(2);
export const NOW = '2026-03-02T09:30:00.000Z';

/** Goods leave today. */
export const TODAY = { shippedOn: '2026-03-02', today: '2026-03-02' };

const FOUND: Found = {
  order: ORDER,
  seller: SELLER,
  warehouse: 'main',
  timeZone: 'Europe/Berlin',
  hasPrefix: true,
  isOpen: true,
};

/**
 * One order at a desk, for tests of the rules: decides one command after the other as the shell
 * does, and keeps what came out. `reserve(4, 3)` is about 4 of line 1 and 3 of line 2.
 */
export class Desk {
  rows: ReadonlyMap<string, State> = new Map<string, State>([
    [`sellers/${SELLER}`, sellerOf('9528765')],
  ]);
  readonly facts: ShippingFact[] = [];
  private made = 0;

  decide(command: Command): Decision {
    return decide(this.rows, command);
  }

  do(command: Command): readonly ShippingFact[] {
    const decision = this.decide(command);
    if (!('length' in decision)) throw new Error(JSON.stringify(decision));
    for (const fact of decision) {
      const faults = isEventType(fact.type) ? faultsOf(fact.type, fact.data) : [];
      if (faults.length > 0) throw new Error(`${fact.type}: ${faults.join()}`);
      this.rows = new Map([...this.rows, ...evolve(this.withOrder(), fact)]);
    }
    this.facts.push(...decision);
    return decision;
  }

  get order(): Order {
    return this.withOrder().get(`orders/${ORDER}`) as Order;
  }

  line(number = 1): OrderLine {
    return known(this.order.lines.get(number));
  }

  /** The shipment SH-<number>. */
  shipment(number: number): Shipment {
    return known(this.shipments.find((one) => one.number === `SH-${number}`));
  }

  get shipments(): readonly Shipment[] {
    return [...this.order.shipments.values()];
  }

  release(...released: number[]) {
    return this.do({ type: 'RecordRelease', data: releaseOf(released), fresh: this.fresh() });
  }

  reserve(...quantities: number[]) {
    return this.reserveIn('main', ...quantities);
  }

  reserveIn(warehouse: string, ...quantities: number[]) {
    const lines = goods(quantities).map((line) => ({ ...line, warehouse, fromBackorder: false }));
    const fresh = this.fresh(warehouse === 'main' ? 'north' : warehouse);
    return this.do({ type: 'PlanReserved', data: { order: ORDER, lines }, fresh });
  }

  /** Inventory takes back these quantities of its promises, or of its backorders. */
  takeBack(reserved: number[], backorders: number[] = []) {
    const lines = goods(reserved).map((line) => ({ ...line, warehouse: 'main' }));
    const data = { order: ORDER, reason: 'cancelled', lines, backorders: goods(backorders) };
    return this.do({ type: 'TakeBackReserved', data, fresh: this.fresh() });
  }

  cancel(cause: DataOf<'CancelRequested'>['cause'], ...quantities: number[]) {
    const lines = goods(quantities).map(({ line, quantity }) => ({ line, quantity }));
    const data = { order: ORDER, request: idOf(9), cause, lines };
    return this.do({ type: 'DecideCancel', data });
  }

  pick(number: number) {
    return this.do({ ...this.about(number), type: 'PickShipment' });
  }

  pack(number: number, packages?: Extract<Command, { type: 'PackShipment' }>['packages']) {
    return this.do({ ...this.about(number), type: 'PackShipment', packages });
  }

  ship(number: number, more: Partial<Extract<Command, { type: 'ShipShipment' }>> = {}) {
    const ship = { type: 'ShipShipment', mayBackdate: false, dates: TODAY } as const;
    return this.do({ ...this.about(number), ...ship, ...more });
  }

  deliver(number: number, more: Partial<Extract<Command, { type: 'DeliverShipment' }>> = {}) {
    return this.do({ ...this.about(number), type: 'DeliverShipment', ...more });
  }

  void(number: number, reason = 'lost by carrier') {
    return this.do({ ...this.about(number), type: 'VoidShipment', reason });
  }

  track(number: number, event: Extract<Command, { type: 'TrackShipment' }>['event']) {
    return this.do({ ...this.about(number), type: 'TrackShipment', event });
  }

  /** What every request about a shipment carries. */
  about(number: number) {
    const { id, warehouse } = this.shipment(number);
    return { shipment: id, now: NOW, found: { ...FOUND, warehouse }, fresh: this.fresh() };
  }

  /** Numbers from 1 for the warehouse `main`, from 1000 for `north` and any other. */
  fresh(other = 'north'): NewShipments {
    const next = this.shipments.length + 1;
    this.made += 2;
    return new Map([
      ['main', { id: idOf(100 + this.made), number: `SH-${next}` }],
      [other, { id: idOf(101 + this.made), number: `SH-${1000 + this.made}` }],
    ]);
  }

  private withOrder(): ReadonlyMap<string, State> {
    const id = `orders/${ORDER}`;
    return new Map<string, State>([[id, emptyOrder(ORDER)], ...this.rows]);
  }
}

/** The release of an order whose lines have these quantities. */
export function releaseOf(released: readonly number[]): DataOf<'OrderReleased'> {
  const { lines, ...example } = catalogue.OrderReleased.example;
  const [line] = lines;
  return {
    ...example,
    order: ORDER,
    seller: SELLER,
    lines: goods(released).map(({ quantity, ...one }) => {
      return { ...known(line), ...one, released: quantity, ordered: quantity };
    }),
  };
}

/** The seller, with or without a GS1 company prefix. */
export function sellerOf(gs1CompanyPrefix?: string): State {
  return { kind: 'seller', id: SELLER, gs1CompanyPrefix, nextSerial: 1 };
}

/** The names of facts, in order. */
export const types = (facts: readonly ShippingFact[]) => facts.map(({ type }) => type);

/** The published fact of this type among these. */
export function dataOf<T extends ShippingFact['type']>(facts: readonly ShippingFact[], type: T) {
  const fact = facts.find((one) => one.type === type);
  return known(fact).data as Extract<ShippingFact, { type: T }>['data'];
}

function goods(quantities: readonly number[]) {
  return quantities
    .map((quantity, index) => ({ line: index + 1, sku: `A-${index + 1}`, quantity }))
    .filter(({ quantity }) => quantity > 0);
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is no such thing at this desk');
  return value;
}

import type { IssueGoods, ReleaseStock, ReturnGoods } from './goods.js';
import type { InventoryCommand } from './inventory.js';
import type { Demand } from './inventory-facts.js';
import type { ReserveStock } from './reservation.js';
import { SampleWorld } from './sample-world.js';

/** What orders and shipping know for sure of a line, whatever has reached inventory. */
type Truth = { sku: string; released: number; cancelled: number; shipped: number };

type FactCommand = ReserveStock | IssueGoods | ReturnGoods | ReleaseStock;

/** Topics are delivered in any order, each in its own. */
export const TOPICS = ['ReserveStock', 'IssueGoods', 'ReturnGoods', 'ReleaseStock'] as const;

/**
 * Orders and shipping around inventory: they say only what they may, given what inventory
 * promised, and their facts reach inventory late and in another order.
 */
export class SampleShipping {
  readonly truth = new Map<string, Map<number, Truth>>();
  private readonly headers = new Map<string, Omit<Demand, 'lines'>>();
  private readonly left: ReturnGoods[] = [];
  private readonly flying: FactCommand[] = [];

  constructor(readonly world: SampleWorld) {}

  place(
    header: Omit<Demand, 'lines'>,
    lines: readonly (readonly [sku: string, n: number])[],
  ): void {
    const blank = { cancelled: 0, shipped: 0 };
    const truths = lines.map(
      ([sku, released], at) => [at + 1, { ...blank, sku, released }] as const,
    );
    this.headers.set(header.order, header);
    this.truth.set(header.order, new Map(truths));
    this.release(header.order);
  }

  increase(order: string, line: number, quantity: number): void {
    const truth = this.truth.get(order)?.get(line);
    if (!truth) return;
    truth.released += quantity;
    this.release(order);
  }

  /** Ships what is planned, up to a quantity; the last of it may be short. */
  ship(order: string, line: number, warehouse: string, quantity: number, short: number): void {
    const truth = this.truth.get(order)?.get(line);
    if (!truth) return;
    const able = Math.max(0, Math.min(this.planned(order, line, warehouse), openOf(truth)));
    const shipped = Math.min(quantity, able);
    const missed = Math.min(short, able - shipped);
    if (shipped + missed === 0) return;
    const goods = { line, sku: truth.sku };
    const lines = shipped > 0 ? [{ ...goods, quantity: shipped }] : [];
    const shorts = missed > 0 ? [{ ...goods, quantity: missed, reason: 'broken' }] : [];
    truth.shipped += shipped;
    this.flying.push({ type: 'IssueGoods', order, shipment: 'H', warehouse, lines, shorts });
    if (shipped > 0) this.left.push({ type: 'ReturnGoods', order, warehouse, lines });
  }

  /** Voids one of the shipments that left; -1 is the last. */
  void(index: number): void {
    const [voided] = this.left.splice(index < 0 ? index : index % (this.left.length || 1), 1);
    for (const { line, quantity } of voided?.lines ?? []) {
      const truth = this.truth.get(voided?.order ?? '')?.get(line);
      if (truth) truth.shipped -= quantity;
    }
    if (voided) this.flying.push(voided);
  }

  /** Takes back what is not planned first, then out of what is planned at a warehouse. */
  cancel(order: string, line: number, wanted: number, warehouses: readonly string[]): void {
    const truth = this.truth.get(order)?.get(line);
    if (!truth) return;
    const plans = warehouses.map((warehouse) => this.planned(order, line, warehouse));
    const open = openOf(truth);
    const quantity = Math.min(wanted, open);
    if (quantity <= 0) return;
    let rest = quantity;
    const part = (available: number): number => {
      const taken = Math.min(rest, Math.max(0, available));
      rest -= taken;
      return taken;
    };
    const unplanned = { line, quantity: part(open - plans.reduce((sum, plan) => sum + plan, 0)) };
    const planned = warehouses.map((warehouse, index) => {
      return { line, warehouse, quantity: part(plans[index] ?? 0) };
    });
    const lines = [unplanned, ...planned].filter((one) => one.quantity > 0);
    truth.cancelled += quantity - rest;
    const released = truth.released;
    this.flying.push({
      type: 'ReleaseStock',
      order,
      reason: 'cancelled',
      lines: lines.map((one) => ({ ...one, released })),
    });
  }

  /** One fact of a topic reaches inventory; false when nothing of any topic is under way. */
  deliver(topic: number): boolean {
    const order = [...TOPICS.slice(topic % 4), ...TOPICS.slice(0, topic % 4)];
    const type = order.find((one) => this.flying.some((fact) => fact.type === one));
    const index = this.flying.findIndex((fact) => fact.type === type);
    if (index < 0) return false;
    for (const command of this.flying.splice(index, 1)) this.world.carryOut(command);
    return true;
  }

  private release(order: string): void {
    const header = this.headers.get(order);
    const truths = [...(this.truth.get(order) ?? [])];
    const lines = truths.map(([line, { sku, released }]) => ({ line, sku, released }));
    if (header) this.flying.push({ type: 'ReserveStock', ...header, lines });
  }

  /**
   * What inventory promised there, less what shipping said of it that is still under way; a
   * cancellation of what is not planned may be taken out of any warehouse.
   */
  private planned(order: string, line: number, warehouse: string): number {
    const promised = this.world.order(order).lines.get(line)?.reserved.get(warehouse) ?? 0;
    const under = [...this.flying, ...this.world.waiting].flatMap((command) =>
      saidOf(command, order, line, warehouse),
    );
    return under.reduce((rest, quantity) => rest - quantity, promised);
  }
}

function openOf({ released, cancelled, shipped }: Truth): number {
  return released - cancelled - shipped;
}

function saidOf(
  command: InventoryCommand,
  order: string,
  line: number,
  warehouse: string,
): readonly number[] {
  if (!('order' in command) || command.order !== order) return [];
  if (command.type === 'ReleaseStock') {
    const named = command.lines.filter((one) => (one.warehouse ?? warehouse) === warehouse);
    return named.filter((one) => one.line === line).map(({ quantity }) => quantity);
  }
  if (command.type !== 'IssueGoods' || command.warehouse !== warehouse) return [];
  const goods = [...command.lines, ...command.shorts];
  return goods.filter((one) => one.line === line).map(({ quantity }) => quantity);
}

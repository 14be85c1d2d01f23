import type { Queue, Waiting } from './allocation.js';
import { decide, evolve, type InventoryCommand, ordersOf, rowsOf, skusOf } from './inventory.js';
import { type InventoryFact, orderRow, type Rows, skuRow, type State } from './inventory-facts.js';
import { emptyOrder, type OrderDemand } from './order-demand.js';
import { emptyStock, freeOf, type Stock } from './stock.js';

/** Inventory without a database: its rows, what waits, and what was left to allocation. */
export class SampleWorld {
  readonly rows = new Map<string, State>();
  readonly facts: InventoryFact[] = [];
  waiting: InventoryCommand[] = [];
  private due: (readonly string[])[] = [];

  /** Carries out one command as the shell would. Throws what the decision throws. */
  carryOut(command: InventoryCommand): void {
    const resolved = this.resolve(command);
    for (const order of ordersOf(resolved)) this.create(orderRow(order), emptyOrder(order));
    for (const sku of skusOf(resolved)) this.create(skuRow(sku), emptyStock(sku));
    const decision = decide(this.only(rowsOf(resolved)), resolved);
    if ('again' in decision) throw new Error('the rows were read at once and cannot differ');
    if ('waitFor' in decision) this.waiting.push(command);
    else for (const fact of decision) this.enter(fact);
    if (command.type === 'ReserveStock' || command.type === 'ReturnGoods') this.wake();
  }

  /** Runs one allocation that is due; false when there is none. */
  allocate(limit = 2): boolean {
    const skus = this.due.shift();
    if (!skus) return false;
    this.carryOut({ type: 'AllocateStock', skus, queue: this.queueFor(skus, limit) });
    return true;
  }

  get orders(): readonly OrderDemand[] {
    return [...this.rows.values()].filter((row) => row.kind === 'order');
  }

  get stocks(): readonly Stock[] {
    return [...this.rows.values()].filter((row) => row.kind === 'stock');
  }

  /** Orders that could use what is free now, by claim: what the store reads by one statement. */
  queueFor(skus: readonly string[], limit: number): Queue {
    const waiting = this.orders
      .map((order) => this.waitingOf(order, skus))
      .filter((one) => one !== undefined)
      .sort((one, other) => byClaim(this.order(one.order), this.order(other.order)));
    const seen = skus.map((sku) => ({ sku, due: this.stock(sku)?.allocationsDue ?? 0 }));
    return { waiting: waiting.slice(0, limit), more: waiting.length > limit, seen };
  }

  order(order: string): OrderDemand {
    const row = this.rows.get(orderRow(order));
    return row?.kind === 'order' ? row : emptyOrder(order);
  }

  stock(sku: string): Stock | undefined {
    const row = this.rows.get(skuRow(sku));
    return row?.kind === 'stock' ? row : undefined;
  }

  private waitingOf({ order, shipComplete, lines }: OrderDemand, skus: readonly string[]) {
    const lacking = [...lines.values()].filter(({ backordered }) => backordered > 0);
    const useful = skus.filter((sku) => lacking.some((line) => line.sku === sku && this.free(sku)));
    if (useful.length === 0) return undefined;
    const all = [...new Set(lacking.map(({ sku }) => sku))];
    const wanted = (sku: string): number =>
      lacking.reduce((sum, line) => sum + (line.sku === sku ? line.backordered : 0), 0);
    if (shipComplete && all.some((sku) => wanted(sku) > this.free(sku))) return undefined;
    return { order, skus: shipComplete ? all : useful } satisfies Waiting;
  }

  private free(sku: string): number {
    const stock = this.stock(sku);
    return stock ? freeOf(stock) : 0;
  }

  private enter(fact: InventoryFact): void {
    for (const [id, row] of evolve(this.rows, fact)) this.rows.set(id, row);
    this.facts.push(fact);
    if (fact.type === 'allocation-due') this.due.push(fact.data.skus);
  }

  private wake(): void {
    const ready = this.waiting;
    this.waiting = [];
    for (const command of ready) this.carryOut(command);
  }

  private resolve(command: InventoryCommand): InventoryCommand {
    if (command.type !== 'ReleaseStock') return command;
    const { lines } = this.order(command.order);
    return { ...command, skus: [...new Set([...lines.values()].map(({ sku }) => sku))] };
  }

  private create(id: string, empty: State): void {
    if (!this.rows.has(id)) this.rows.set(id, empty);
  }

  private only(ids: readonly string[]): Rows {
    return new Map([...this.rows].filter(([id]) => ids.includes(id)));
  }
}

function byClaim(one: OrderDemand, other: OrderDemand): number {
  const time = (one.orderedAt ?? '').localeCompare(other.orderedAt ?? '');
  return other.priority - one.priority || time || one.order.localeCompare(other.order);
}

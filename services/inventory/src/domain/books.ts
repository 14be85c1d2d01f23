import { parseQuantity, type Quantity } from '@o2c/money';
import {
  type Demand,
  type Expectation,
  type InventoryFact,
  orderRow,
  type Rows,
  type SkuQuantity,
  skuRow,
  type State,
} from './inventory-facts.js';
import { type DemandLine, emptyLine, type OrderDemand, promised } from './order-demand.js';
import { type Level, levelOf, moved, nextExpected, type Stock } from './stock.js';

type FactData<T extends InventoryFact['type']> = Extract<InventoryFact, { type: T }>['data'];

/** Rows on which facts are entered one by one; the rows given are not touched. */
export class Books {
  /** What was entered, in order. */
  readonly facts: InventoryFact[] = [];
  /** The rows that were changed, as they are now. */
  readonly changed = new Map<string, State>();
  private readonly lines = new Map<string, Map<number, DemandLine>>();

  constructor(private readonly rows: Rows) {}

  /** The order as it is now. Throws when its row was not loaded. */
  order(order: string): OrderDemand {
    const row = this.find(orderRow(order));
    if (row?.kind !== 'order') throw new Error(`order ${order} was not loaded`);
    return row;
  }

  /** The order's line as it is now. Throws when there is none. */
  line(order: string, line: number): DemandLine {
    const found = this.order(order).lines.get(line);
    if (!found) throw new Error(`order ${order} has no line ${line}`);
    return found;
  }

  /** The sku as it is now; undefined when its row was not loaded. */
  findStock(sku: string): Stock | undefined {
    const row = this.find(skuRow(sku));
    return row?.kind === 'stock' ? row : undefined;
  }

  /** The sku as it is now. Throws when its row was not loaded. */
  stock(sku: string): Stock {
    const stock = this.findStock(sku);
    if (!stock) throw new Error(`sku ${sku} was not loaded`);
    return stock;
  }

  /** Enters one fact. */
  enter(fact: InventoryFact): void {
    this.facts.push(fact);
    this.apply(fact);
  }

  /** Enters what changes of what is expected, and the next day where that is another now. */
  expectation(fact: Expectation): void {
    const { sku } = fact.data;
    const before = nextExpected(this.stock(sku));
    this.enter(fact);
    const expectedOn = nextExpected(this.stock(sku));
    if (expectedOn === before) return;
    this.enter({ type: 'StockExpected', data: { sku, ...(expectedOn && { expectedOn }) } });
  }

  private apply(fact: InventoryFact): void {
    switch (fact.type) {
      case 'order-demanded':
        return this.demand(fact.data);
      case 'StockReserved':
        return this.reserve(fact.data);
      case 'StockBackordered':
        return this.backorder(fact.data);
      case 'ReservationReleased':
        return this.release(fact.data);
      case 'demand-cancelled':
        return this.cancel(fact.data);
      case 'goods-issued':
        return this.issue(fact.data);
      case 'goods-returned':
        return this.takeBack(fact.data);
      case 'StockReceived':
        return this.receive(fact.data);
      case 'StockAdjusted':
        return this.adjust(fact.data);
      case 'StockExpected':
        return;
      case 'stock-expected':
        return this.expect(fact.data);
      case 'expectation-reduced':
        return this.reduce(fact.data);
      case 'allocation-due':
      case 'stock-doubted':
        return fact.data.skus.forEach((sku) => this.setDue(sku, (due) => due + 1));
      case 'allocation-done':
        return fact.data.skus.forEach(({ sku, due }) =>
          this.setDue(sku, (now) => (now === due ? 0 : now)),
        );
    }
  }

  private demand({ lines, ...header }: Demand): void {
    const known = this.order(header.order);
    const all = new Map(known.lines);
    for (const { line, sku, released } of lines) {
      all.set(line, { ...(all.get(line) ?? emptyLine(line, sku)), released });
    }
    this.putOrder({ ...known, ...header }, all);
  }

  private reserve({ order, lines }: FactData<'StockReserved'>): void {
    for (const entry of lines) {
      const quantity = parseQuantity(entry.quantity);
      const backordered = entry.fromBackorder ? -quantity : 0;
      this.changeLine(order, entry.line, (line) => lacking(line, backordered));
      this.changeStock(entry.sku, (stock) => lacking(stock, backordered));
      this.promise(order, entry, quantity);
    }
  }

  private backorder({ order, lines }: Pick<FactData<'StockBackordered'>, 'order' | 'lines'>): void {
    for (const entry of lines) this.lack(order, entry, parseQuantity(entry.quantity));
  }

  private release({ order, lines, backorders }: FactData<'ReservationReleased'>): void {
    for (const entry of lines) this.promise(order, entry, -parseQuantity(entry.quantity));
    for (const entry of backorders) this.lack(order, entry, -parseQuantity(entry.quantity));
  }

  private cancel({ order, lines }: FactData<'demand-cancelled'>): void {
    for (const { line, quantity } of lines) {
      this.changeLine(order, line, (one) => ({ ...one, cancelled: one.cancelled + quantity }));
    }
  }

  private issue({ order, shipment, warehouse, lines }: FactData<'goods-issued'>): void {
    for (const entry of lines) {
      this.promise(order, { ...entry, warehouse }, -entry.quantity);
      this.ship(order, warehouse, entry, entry.quantity);
      this.changeLine(order, entry.line, (line) => {
        return line.left ? { ...line, left: [...line.left, shipment].sort() } : line;
      });
    }
  }

  private takeBack({ order, warehouse, lines }: FactData<'goods-returned'>): void {
    for (const entry of lines) this.ship(order, warehouse, entry, -entry.quantity);
  }

  private receive(data: FactData<'StockReceived'>): void {
    const quantity = parseQuantity(data.quantity);
    this.changeLevel(data.sku, data.warehouse, { onHand: quantity, received: quantity });
  }

  private adjust(data: FactData<'StockAdjusted'>): void {
    const delta = parseQuantity(data.delta);
    this.changeLevel(data.sku, data.warehouse, { onHand: delta, adjusted: delta });
  }

  private expect({ sku, quantity, ...announced }: FactData<'stock-expected'>): void {
    this.changeStock(sku, (stock) => ({
      ...stock,
      expected: [...stock.expected, { ...announced, open: quantity }].sort((one, other) =>
        one.expectedOn.localeCompare(other.expectedOn),
      ),
    }));
  }

  private reduce({ receipt, line, sku, quantity }: FactData<'expectation-reduced'>): void {
    this.changeStock(sku, (stock) => ({
      ...stock,
      expected: stock.expected.map((one) =>
        one.receipt === receipt && one.line === line ? { ...one, open: one.open - quantity } : one,
      ),
    }));
  }

  private setDue(sku: string, change: (due: number) => number): void {
    this.changeStock(sku, (stock) => ({
      ...stock,
      allocationsDue: change(stock.allocationsDue),
    }));
  }

  private promise(
    order: string,
    entry: { line: number; sku: string; warehouse: string },
    quantity: Quantity,
  ): void {
    this.changeLine(order, entry.line, (line) => promised(line, entry.warehouse, quantity));
    this.changeLevel(entry.sku, entry.warehouse, { reserved: quantity });
  }

  private lack(order: string, entry: { line: number; sku: string }, quantity: Quantity): void {
    this.changeLine(order, entry.line, (line) => lacking(line, quantity));
    this.changeStock(entry.sku, (stock) => lacking(stock, quantity));
  }

  private ship(order: string, warehouse: string, entry: SkuQuantity, quantity: Quantity): void {
    this.changeLine(order, entry.line, (line) => ({ ...line, shipped: line.shipped + quantity }));
    this.changeLevel(entry.sku, warehouse, { onHand: -quantity, shipped: quantity });
  }

  private changeLevel(sku: string, warehouse: string, by: Partial<Level>): void {
    this.changeStock(sku, (stock) => ({
      ...stock,
      levels: new Map(stock.levels).set(warehouse, moved(levelOf(stock, warehouse), by)),
    }));
  }

  private changeStock(sku: string, change: (stock: Stock) => Stock): void {
    this.changed.set(skuRow(sku), change(this.stock(sku)));
  }

  /** The lines of an order are copied once, however many of them change. */
  private changeLine(
    order: string,
    number: number,
    change: (line: DemandLine) => DemandLine,
  ): void {
    const line = change(this.line(order, number));
    const own = this.lines.get(order);
    if (own) own.set(number, line);
    else this.putOrder(this.order(order), new Map(this.order(order).lines).set(number, line));
  }

  private putOrder(order: OrderDemand, lines: Map<number, DemandLine>): void {
    this.lines.set(order.order, lines);
    this.changed.set(orderRow(order.order), { ...order, lines });
  }

  private find(row: string): State | undefined {
    return this.changed.get(row) ?? this.rows.get(row);
  }
}

function lacking<T extends { readonly backordered: Quantity }>(of: T, quantity: Quantity): T {
  return { ...of, backordered: of.backordered + quantity };
}

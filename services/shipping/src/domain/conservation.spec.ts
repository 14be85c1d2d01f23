import fc from 'fast-check';
import type { Command, ShippingFact } from './command.js';
import { Desk, idOf, M, ORDER, releaseOf } from './sample-desk.js';
import { type GivenBack, SampleStock } from './sample-stock.js';
import { isOpen, type Shipment } from './shipment.js';

const RUNS = 200;

type Step =
  | { readonly do: 'deliver'; readonly topic: number }
  | { readonly do: 'increase' | 'cancel' | 'expire' | 'void' | 'pick'; readonly n: number }
  | { readonly do: 'receive'; readonly n: number; readonly warehouse: string }
  | { readonly do: 'ship'; readonly n: number; readonly tenths: number; readonly short: boolean };

/** Orders, inventory and shipping about one order line; facts wait in topics until delivered. */
class World {
  readonly desk = new Desk();
  readonly stock = new SampleStock((command) => this.send(command.type, () => this.tell(command)));
  private readonly topics = new Map<string, (() => void)[]>();
  private early: (() => void)[] = [];
  private released = 0;

  constructor(quantity: number) {
    this.release(quantity);
  }

  take(step: Step) {
    const { desk } = this;
    const one = desk.shipments.filter(isOpen)[step.do === 'deliver' ? 0 : step.n % 3];
    if (step.do === 'deliver') this.deliver(step.topic);
    if (step.do === 'increase') this.release(step.n);
    if (step.do === 'cancel') this.ask('cancelled', Math.min(step.n, this.released));
    if (step.do === 'expire') this.ask('expired', this.released - this.expired);
    if (step.do === 'receive') this.stock.receive(step.warehouse, step.n);
    if (step.do === 'ship' && one) this.ship(numberOf(one), step.tenths / 10, step.short);
    if (step.do === 'pick' && one?.status === 'planned') desk.pick(numberOf(one));
    if (step.do === 'void') this.void(step.n);
  }

  settle() {
    while ([...this.topics.values()].some((facts) => facts.length > 0)) this.deliver(0);
    expect(this.early).toEqual([]);
  }

  /** Taken back by expired approvals, to be released again. */
  private expired = 0;

  private release(more: number) {
    this.released += more;
    const released = this.released;
    const data = releaseOf([released]);
    this.send('OrderReleased', () => this.tell({ type: 'RecordRelease', data }));
    this.send('OrderReleased to inventory', () => {
      this.stock.release(released);
      this.wake();
    });
  }

  private ask(cause: 'cancelled' | 'expired', quantity: number) {
    if (quantity <= 0) return;
    const lines = [{ line: 1, quantity, released: this.released }];
    const data = { order: ORDER, request: idOf(9), cause, lines };
    this.send('CancelRequested', () => this.tell({ type: 'DecideCancel', data }));
  }

  private ship(number: number, part: number, isShort: boolean) {
    const planned = (this.desk.shipment(number).lines[0]?.planned ?? 0) / M;
    const quantity = Math.max(1, Math.floor(planned * part));
    const short = isShort ? { short: 'not found' } : {};
    this.hear(this.desk.ship(number, { lines: [{ line: 1, quantity, ...short }] }));
  }

  /** Nobody voids what left a moment ago: inventory has heard of it. */
  private void(n: number) {
    const heard = (this.topics.get('Shipped') ?? []).length === 0;
    const able = this.desk.shipments.filter((one) => isOpen(one) || (heard && wasShipped(one)));
    const one = able[n % (able.length || 1)];
    if (one) this.hear(this.desk.void(numberOf(one)));
  }

  /** Shipping handles what it is told, or keeps it until the release that it needs. */
  private tell(command: Command) {
    const told = { ...command, fresh: this.desk.fresh() } as Command;
    const decision = this.desk.decide(told);
    if ('waitFor' in decision) return void this.early.push(() => this.tell(command));
    this.hear(this.desk.do(told));
    if (command.type === 'RecordRelease') this.wake();
  }

  private wake() {
    const waiting = this.early;
    this.early = [];
    waiting.forEach((handle) => handle());
  }

  /** What shipping says goes to inventory, and of an expired approval to orders. */
  private hear(facts: readonly ShippingFact[]) {
    for (const { type, data } of facts) {
      if (type === 'CancelAccepted') {
        this.send(type, () => this.cancelStock(data.lines));
        const quantity = data.lines.reduce((sum, line) => sum + Number(line.quantity), 0);
        if (data.cause === 'expired') this.send('to orders', () => this.releaseAgain(quantity));
      }
      if (type === 'Shipped') {
        const [line, short] = [data.lines[0], data.shorts[0]].map((one) => one?.quantity ?? 0);
        this.send(type, () => this.stock.ship(data.warehouse, Number(line), Number(short)));
      }
      if (type === 'ShipmentVoided' && data.wasShipped) {
        const quantity = Number(data.lines[0]?.quantity);
        this.send(type, () => this.stock.returned(data.warehouse, quantity));
      }
    }
  }

  private cancelStock(given: GivenBack) {
    if (!this.stock.cancel(given)) this.early.push(() => this.cancelStock(given));
  }

  private releaseAgain(quantity: number) {
    this.expired += quantity;
    this.release(quantity);
  }

  private send(topic: string, fact: () => void) {
    this.topics.set(topic, [...(this.topics.get(topic) ?? []), fact]);
  }

  private deliver(topic: number) {
    const full = [...this.topics.values()].filter((facts) => facts.length > 0);
    full[topic % (full.length || 1)]?.shift()?.();
  }
}

function wasShipped({ status }: Shipment): boolean {
  return status === 'shipped';
}

function numberOf({ number }: Shipment): number {
  return Number(number.slice(3));
}

const n = fc.integer({ min: 1, max: 12 });
const tenths = fc.integer({ min: 1, max: 10 });
const short = fc.boolean();
const kinds = fc.constantFrom('increase', 'cancel', 'expire', 'void', 'pick');
const stepsIn = (...warehouses: string[]) => {
  const warehouse = fc.constantFrom(...warehouses);
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant('deliver'), topic: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ do: kinds, n }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('receive'), n, warehouse }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('ship'), n, tenths, short }) },
  );
  return fc.array(step, { minLength: 5, maxLength: 60 }) as fc.Arbitrary<Step[]>;
};

describe('Whatever happens in whatever order', () => {
  const whatever = (
    steps: fc.Arbitrary<Step[]>,
    check: (world: World, steps: readonly Step[]) => void,
  ) =>
    fc.assert(
      fc.property(n, steps, (ordered, taken) => check(new World(ordered), taken)),
      { numRuns: RUNS },
    );

  it('nothing is planned or shipped beyond what was released and not cancelled', () => {
    whatever(stepsIn('main', 'north'), (world, steps) => {
      for (const step of steps) {
        world.take(step);
        expectBalanced(world.desk);
      }
    });
  });

  it('in the end exactly what inventory promises is planned', () => {
    whatever(stepsIn('main', 'north'), (world, steps) => {
      steps.forEach((step) => world.take(step));
      world.settle();
      expect(world.desk.line().planned).toBe(world.stock.promised * M);
    });
  });

  it('only what inventory promises leaves a warehouse', () => {
    whatever(stepsIn('main'), (world, steps) => {
      steps.forEach((step) => world.take(step));
      world.settle();
      expect(world.stock.unpromised).toBe(0);
    });
  });
});

function expectBalanced(desk: Desk) {
  const line = desk.order.lines.get(1);
  if (!line) return;
  const parts = desk.shipments.flatMap((one) => one.lines.map((part) => ({ ...part, of: one })));
  const open = parts.filter(({ of }) => isOpen(of)).map(({ planned }) => planned);
  const gone = parts.filter(({ of }) => of.status !== 'voided').map(({ shipped }) => shipped);
  const sum = (quantities: number[]) => quantities.reduce((total, quantity) => total + quantity, 0);
  expect(line.planned + line.shipped + line.cancelled).toBeLessThanOrEqual(line.released);
  expect(line.planned).toBe(sum(open));
  expect(line.shipped).toBe(sum(gone));
}

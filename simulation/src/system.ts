import { type Aggregate, type AnyFact, execute, type Tx } from '@o2c/messaging';
import { watchingLimits } from './audit/limit-watch.js';
import type { Coverage } from './coverage.js';
import { BillingInMemory } from './memory/billing-in-memory.js';
import { CreditInMemory } from './memory/credit-in-memory.js';
import { InventoryInMemory, leaveAllocation } from './memory/inventory-in-memory.js';
import { OrdersInMemory } from './memory/orders-in-memory.js';
import { ReceivablesInMemory } from './memory/receivables-in-memory.js';
import { ShippingInMemory } from './memory/shipping-in-memory.js';
import { LogBus } from './shell/log-bus.js';
import { type Behaviour, Crash, type CrashPoint, MemoryService } from './shell/memory-service.js';
import { VirtualClock } from './shell/virtual-clock.js';
import type { Variant } from './variant.js';

/** What a caller asks of a service: one transaction under the caller's key. */
export type Request = {
  readonly service: MemoryService;
  readonly work: (tx: Tx) => Promise<unknown>;
};

/** All services in memory, and the bus between them. */
export class System {
  readonly clock = new VirtualClock();
  readonly orders: OrdersInMemory;
  readonly credit: CreditInMemory;
  readonly inventory: InventoryInMemory;
  readonly shipping: ShippingInMemory;
  readonly billing: BillingInMemory;
  readonly receivables: ReceivablesInMemory;
  readonly services: readonly MemoryService[];
  readonly bus: LogBus;
  /** Orders that credit approved though they were over the limit, in words. */
  readonly overLimit: string[] = [];
  private keys = 0;

  constructor(variant: Variant, coverage: Coverage) {
    const { clock } = this;
    const credit = watchingLimits(variant.credit, this.overLimit);
    this.orders = new OrdersInMemory(
      coverage.of('orders', variant.orders),
      variant.commandOf,
      variant.heard,
    );
    this.credit = new CreditInMemory(coverage.of('credit', credit), clock);
    this.inventory = new InventoryInMemory(coverage.of('inventory', variant.inventory));
    this.shipping = new ShippingInMemory(coverage.of('shipping', variant.shipping), clock);
    this.billing = new BillingInMemory(coverage.of('billing', variant.billing), clock);
    this.receivables = new ReceivablesInMemory(
      coverage.of('receivables', variant.receivables),
      clock,
    );
    const running = (behaviour: Behaviour) => new MemoryService(behaviour, clock, variant.guards);
    this.services = [
      ...[this.orders, this.credit, this.inventory, this.shipping, this.billing],
      this.receivables,
    ].map((service) => running(service.behaviour));
    this.bus = new LogBus(this.services, variant.guards);
  }

  /** Every fact so far, by service and position. */
  get facts() {
    return this.services.flatMap(({ outbox }) => outbox);
  }

  /** Asks a command of the service that has this aggregate. */
  asking<S, C, F extends AnyFact>(
    of: { readonly behaviour: Behaviour },
    aggregate: Aggregate<S, C, F>,
    ...commands: readonly C[]
  ): Request {
    const { source } = of.behaviour;
    const service = this.services.find((one) => one.source === source);
    if (!service) throw new Error(`${source} is not running`);
    return { service, work: (tx) => execute(tx, aggregate, commands) };
  }

  /** The same of inventory, whose answers may leave stock to be allocated. */
  askingStock(...commands: Parameters<InventoryInMemory['aggregate']['decide']>[1][]): Request {
    const { inventory } = this;
    const { service } = this.asking(inventory, inventory.aggregate);
    const work = async (tx: Tx): Promise<void> => {
      for (const outcome of await execute(tx, inventory.aggregate, commands)) {
        if (outcome.status === 'done') leaveAllocation(tx, outcome.facts);
      }
    };
    return { service, work };
  }

  /**
   * Serves a request. When the process dies the caller repeats it under the same key, and has it
   * done once: `ask` makes the command anew, as the product does.
   */
  async serve(ask: () => Request | undefined, crash?: CrashPoint): Promise<void> {
    const key = String(++this.keys);
    const first = ask();
    if (!first) return;
    try {
      await first.service.request(key, first.work, crash);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.bus.restart(first.service);
      const again = ask();
      if (again) await again.service.request(key, again.work);
    }
  }
}

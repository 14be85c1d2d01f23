import { type AnyEvent, type DataOf, definitionOf, type EventType } from '@o2c/contracts';
import { newId, type Clock } from '@o2c/runtime';

/** What a test needs of a started service. */
type Service = {
  readonly clock: Clock;
  http(method: 'GET' | 'POST', url: string, body?: object): Promise<{ status: number; body: Body }>;
  publishFact<T extends EventType>(type: T, data: DataOf<T>): Promise<unknown>;
  settle(): Promise<void>;
  facts(): readonly AnyEvent[];
};

type Body = {
  readonly id: string;
  readonly items: readonly { readonly quantity: number }[];
};

/** A sku and how much of it. */
export type Wanted = readonly [sku: string, quantity: number | string];

/** Facts of other services, as tests tell them: short where the catalogue's examples are long. */
export class SampleTrade {
  private skus = 0;

  constructor(private readonly service: Service) {}

  /** A product that the service has heard of, with stock. */
  async product(quantity = 0, warehouse = 'main'): Promise<string> {
    const sku = `SKU-${++this.skus}`;
    await this.service.publishFact('ProductRegistered', {
      ...exampleOf('ProductRegistered'),
      product: this.id(),
      sku,
    });
    if (quantity > 0) await this.receive([[sku, quantity]], { warehouse });
    return sku;
  }

  /** Receives stock and waits until it is given to who waits for it. */
  async receive(lines: readonly Wanted[], more: object = {}) {
    const body = { ...more, lines: lines.map(([sku, quantity]) => ({ sku, quantity })) };
    const answer = await this.service.http('POST', '/v1/stock-receipts', body);
    await this.service.settle();
    return answer;
  }

  /** Releases an order and answers its id. */
  async order(
    wanted: readonly Wanted[],
    more: Partial<DataOf<'OrderReleased'>> = {},
  ): Promise<string> {
    const released = this.release(wanted, more);
    await this.service.publishFact('OrderReleased', released);
    return released.order;
  }

  release(
    wanted: readonly Wanted[],
    more: Partial<DataOf<'OrderReleased'>> = {},
  ): DataOf<'OrderReleased'> {
    const example = exampleOf('OrderReleased');
    const lines = wanted.flatMap(([sku, quantity], index) =>
      example.lines.map((line) => {
        return { ...line, line: index + 1, sku, ordered: quantity, released: quantity };
      }),
    );
    return { ...example, order: this.id(), ...more, lines };
  }

  /** Goods of the order's lines 1, 2, … that left the main warehouse. */
  goods(
    order: string,
    shipped: readonly Wanted[],
    more: Partial<DataOf<'Shipped'>> = {},
  ): DataOf<'Shipped'> {
    const lines = shipped.map(([sku, quantity], index) => ({ line: index + 1, sku, quantity }));
    return { ...exampleOf('Shipped'), shipment: this.id(), order, lines, ...more };
  }

  voided({ shipment, order, warehouse, lines }: DataOf<'Shipped'>): DataOf<'ShipmentVoided'> {
    const example = exampleOf('ShipmentVoided');
    return { ...example, shipment, order, warehouse, lines, wasShipped: true };
  }

  cancelled(order: string, lines: DataOf<'CancelAccepted'>['lines']): DataOf<'CancelAccepted'> {
    return { order, request: this.id(), cause: 'cancelled', lines };
  }

  async stock(sku: string): Promise<object> {
    return (await this.service.http('GET', `/v1/stock/${sku}`)).body;
  }

  /** What is promised to an order, over all lines and warehouses. */
  async reserved(order: string): Promise<number> {
    const { body } = await this.service.http('GET', `/v1/reservations?order=${order}`);
    return body.items.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  /** What was said of an order or a sku. */
  factsOf(subject: string): readonly AnyEvent[] {
    return this.service.facts().filter((fact) => fact.subject === subject);
  }

  id(): string {
    return newId(this.service.clock);
  }
}

function exampleOf<T extends EventType>(type: T): DataOf<T> {
  return definitionOf(type).example as DataOf<T>;
}

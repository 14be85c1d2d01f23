import { catalogue, type DataOf, type EventType } from '@o2c/contracts';
import { type Clock, newId } from '@o2c/runtime';

/** What a test needs of a started service. */
type Service = {
  readonly clock: Clock;
  publishFact<T extends EventType>(type: T, data: DataOf<T>): Promise<unknown>;
  facts<T extends EventType>(type: T): readonly { readonly data: DataOf<T> }[];
};

type Written = number | string;

/** Facts of other services as tests tell them: what each line has, in the order of the lines. */
export class SampleDelivery {
  readonly seller: string;
  readonly customer: string;

  constructor(private readonly service: Service) {
    this.seller = newId(service.clock);
    this.customer = newId(service.clock);
  }

  /** The seller and the customer are known, as orders tells it at their registration. */
  async parties(gs1CompanyPrefix?: string): Promise<void> {
    const { seller, customer } = this;
    const prefix = gs1CompanyPrefix === undefined ? {} : { gs1CompanyPrefix };
    const sold = { ...catalogue.SellerRegistered.example, seller, ...prefix };
    await this.service.publishFact('SellerRegistered', sold);
    const bought = { ...catalogue.CustomerRegistered.example, customer, number: customer };
    await this.service.publishFact('CustomerRegistered', bought);
  }

  /** The release of an order of these quantities. */
  release(
    released: readonly Written[],
    more: Partial<DataOf<'OrderReleased'>> = {},
  ): DataOf<'OrderReleased'> {
    const { lines, ...example } = catalogue.OrderReleased.example;
    const order = newId(this.service.clock);
    return {
      ...example,
      order,
      number: `SO-${order}`,
      seller: this.seller,
      customer: this.customer,
      lines: released.flatMap((quantity, index) =>
        lines.map((line) => {
          return { ...line, ...lineOf(index), released: quantity, ordered: quantity };
        }),
      ),
      ...more,
    };
  }

  /** Stock promised to an order at a warehouse. */
  promise(order: string, promised: readonly Written[], warehouse = 'main') {
    const lines = promised.map((quantity, index) => {
      return { ...lineOf(index), quantity, warehouse, fromBackorder: false };
    });
    return { order, lines };
  }

  /** A request to take quantities back. */
  cancel(
    order: string,
    wanted: readonly Written[],
    cause: DataOf<'CancelRequested'>['cause'] = 'cancelled',
  ): DataOf<'CancelRequested'> {
    const lines = wanted.map((quantity, index) => ({ line: index + 1, quantity }));
    return { order, request: newId(this.service.clock), cause, lines };
  }

  /** An order that is released and promised in full; answers its id and its shipment's. */
  async planned(
    quantities: readonly Written[],
    more: Partial<DataOf<'OrderReleased'>> = {},
  ): Promise<{ order: string; shipment: string }> {
    const release = this.release(quantities, more);
    await this.service.publishFact('OrderReleased', release);
    await this.service.publishFact('StockReserved', this.promise(release.order, quantities));
    const plans = this.service.facts('ShipmentPlanned').map(({ data }) => data);
    const plan = plans.findLast(({ order }) => order === release.order);
    if (!plan) throw new Error(`nothing of ${release.number} was planned`);
    return { order: release.order, shipment: plan.shipment };
  }
}

function lineOf(index: number): { line: number; sku: string } {
  return { line: index + 1, sku: `A-${index + 1}` };
}

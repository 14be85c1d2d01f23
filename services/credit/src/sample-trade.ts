import { type DataOf, definitionOf, type EventType } from '@o2c/contracts';
import type { Clock } from '@o2c/runtime';
import { newId } from '@o2c/runtime';

/** What a test needs of a started service. */
type Service = {
  readonly clock: Clock;
  publishFact<T extends EventType>(type: T, data: DataOf<T>): Promise<unknown>;
};

/** Facts of other services, as tests tell them: short where the catalogue's examples are long. */
export class SampleTrade {
  private numbers = 0;
  private readonly sellerExample = exampleOf('SellerRegistered');
  readonly seller = this.sellerExample.seller;

  constructor(private readonly service: Service) {}

  /** An amount of euros. */
  eur(amount: string) {
    return { amount, currency: 'EUR' };
  }

  id(): string {
    return newId(this.service.clock);
  }

  /** The one seller of all tests. */
  async open(): Promise<void> {
    await this.service.publishFact('SellerRegistered', this.sellerExample);
  }

  /** A customer, with a limit if one is given. */
  async customer(limit?: string): Promise<string> {
    const data = this.registered(limit);
    await this.service.publishFact('CustomerRegistered', data);
    return data.customer;
  }

  registered(limit?: string): DataOf<'CustomerRegistered'> {
    const { initialCredit: _, ...example } = exampleOf('CustomerRegistered');
    return {
      ...example,
      customer: this.id(),
      number: `C-${++this.numbers}`,
      ...(limit !== undefined && {
        initialCredit: { seller: this.seller, limit: this.eur(limit) },
      }),
    };
  }

  /** An order of ten pieces on each line; amounts are the lines' gross. */
  placed(
    customer: string,
    amounts: readonly string[],
    more: Partial<DataOf<'OrderPlaced'>> = {},
  ): DataOf<'OrderPlaced'> {
    const {
      lines: [line],
      ...example
    } = exampleOf('OrderPlaced');
    if (!line) throw new Error('the example has no line');
    const lines = amounts.map((amount, index) => {
      return { ...line, line: index + 1, gross: this.eur(amount) };
    });
    const number = `SO-${++this.numbers}`;
    return { ...example, order: this.id(), number, customer, lines, ...more };
  }

  /** Places an order and answers its id. */
  async order(customer: string, ...amounts: readonly string[]): Promise<string> {
    const data = this.placed(customer, amounts);
    await this.service.publishFact('OrderPlaced', data);
    return data.order;
  }

  /** Quantities by line that leave the house. */
  shipped(
    customer: string,
    order: string,
    ...quantities: readonly (number | string)[]
  ): DataOf<'Shipped'> {
    const lines = quantities.map((quantity, index) => ({ line: index + 1, sku: 'A', quantity }));
    return { ...exampleOf('Shipped'), shipment: this.id(), customer, order, lines };
  }

  voided(shipped: DataOf<'Shipped'>): DataOf<'ShipmentVoided'> {
    const { shipment, order, customer, lines } = shipped;
    return { ...exampleOf('ShipmentVoided'), shipment, order, customer, lines };
  }

  /** An invoice of so much for quantities by line. */
  invoiced(
    customer: string,
    order: string,
    amount: string,
    ...quantities: readonly number[]
  ): DataOf<'Invoiced'> {
    const number = `INV-${++this.numbers}`;
    const {
      lines: [line],
      ...example
    } = exampleOf('Invoiced');
    if (!line) throw new Error('the example has no line');
    const lines = quantities.map((quantity, index) => {
      return { ...line, line: index + 1, orderLine: index + 1, quantity };
    });
    const gross = this.eur(amount);
    return {
      ...example,
      invoice: this.id(),
      number,
      customer,
      order,
      gross,
      payable: gross,
      lines,
    };
  }

  /** A credit note for all of an invoice. */
  credited(invoiced: DataOf<'Invoiced'>, cause: 'void' | 'credit'): DataOf<'CreditNoted'> {
    const { customer, order, invoice, gross, lines } = invoiced;
    const number = `CN-${++this.numbers}`;
    const example = exampleOf('CreditNoted');
    return {
      ...example,
      creditNote: this.id(),
      number,
      customer,
      order,
      invoice,
      gross,
      lines,
      cause,
    };
  }

  /** Money that a customer has paid. */
  received(customer: string, amount: string): DataOf<'PaymentReceived'> {
    const { seller } = this;
    return {
      ...exampleOf('PaymentReceived'),
      payment: this.id(),
      seller,
      customer,
      amount: this.eur(amount),
    };
  }

  /** Part of a payment settles part of an invoice. */
  applied(payment: string, invoiced: DataOf<'Invoiced'>, amount: string): DataOf<'PaymentApplied'> {
    const { customer, number: document } = invoiced;
    const example = exampleOf('PaymentApplied');
    return { ...example, payment, customer, document, amount: this.eur(amount) };
  }

  /** An invoice of another system. */
  loaded(customer: string, amount: string, dueDate: string): DataOf<'OpenItemLoaded'> {
    const document = `OLD-${++this.numbers}`;
    const example = exampleOf('OpenItemLoaded');
    return { ...example, item: this.id(), customer, document, dueDate, amount: this.eur(amount) };
  }

  /** The customer disputes so much of it. */
  disputed(loaded: DataOf<'OpenItemLoaded'>, amount: string): DataOf<'ItemDisputed'> {
    const { item, customer, document } = loaded;
    return { ...exampleOf('ItemDisputed'), item, customer, document, disputed: this.eur(amount) };
  }

  /** So much of it will not be collected. */
  writtenOff(loaded: DataOf<'OpenItemLoaded'>, amount: string): DataOf<'WrittenOff'> {
    const { item, customer, document } = loaded;
    return { ...exampleOf('WrittenOff'), item, customer, document, amount: this.eur(amount) };
  }

  /** A second legal entity. */
  async otherSeller(): Promise<string> {
    const seller = this.id();
    await this.service.publishFact('SellerRegistered', {
      ...this.sellerExample,
      seller,
      number: 'S-2',
    });
    return seller;
  }
}

function exampleOf<T extends EventType>(type: T): DataOf<T> {
  return definitionOf(type).example as DataOf<T>;
}

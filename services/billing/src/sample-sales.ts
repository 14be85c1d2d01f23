import { catalogue, type AnyEvent, type DataOf, type EventType } from '@o2c/contracts';
import { newId, type Clock } from '@o2c/runtime';

/** What a test needs of a started service. */
type Service = {
  readonly clock: Clock;
  publishFact<T extends EventType>(type: T, data: DataOf<T>): Promise<unknown>;
  facts(): readonly AnyEvent[];
};

/** A sale between a seller and a customer of its own: its numbers start at 1. */
export type Sale = { readonly order: string; readonly seller: string; readonly customer: string };

type Line = DataOf<'OrderReleased'>['lines'][number];

/** Facts of other services, as tests tell them: short where the catalogue's examples are long. */
export class SampleSales {
  constructor(private readonly service: Service) {}

  /** A sale that the service has heard of: ten of a line at 10.00 EUR and 19 % VAT. */
  async sale(more: Partial<DataOf<'OrderReleased'>> = {}): Promise<Sale> {
    const sale = await this.parties();
    await this.service.publishFact('OrderReleased', this.release(sale, more));
    return sale;
  }

  /** Seller and customer only. */
  async parties(): Promise<Sale> {
    const sale = this.unheard();
    await this.service.publishFact('SellerRegistered', this.seller(sale));
    await this.service.publishFact('CustomerRegistered', {
      ...catalogue.CustomerRegistered.example,
      customer: sale.customer,
      number: `C-${sale.customer.slice(-8)}`,
    });
    return sale;
  }

  /** A sale of which nothing was told yet. */
  unheard(): Sale {
    return { order: this.id(), seller: this.id(), customer: this.id() };
  }

  seller({ seller }: Sale, more: Partial<DataOf<'SellerRegistered'>> = {}) {
    return { ...catalogue.SellerRegistered.example, seller, ...more };
  }

  release(sale: Sale, more: Partial<DataOf<'OrderReleased'>> = {}): DataOf<'OrderReleased'> {
    const number = `SO-${sale.order.slice(-8)}`;
    return { ...catalogue.OrderReleased.example, ...sale, number, ...more };
  }

  /** The order's first line at another price; the change may be on hold. */
  change(sale: Sale, price: string, gross: string): DataOf<'OrderChanged'> {
    const { example } = catalogue.OrderChanged;
    const eur = (amount: string) => ({ amount, currency: 'EUR' });
    const lines = example.lines.map((line) => {
      return { ...line, unitPrice: eur(price), gross: eur(gross) };
    });
    return { ...example, ...sale, lines, gross: eur(gross) };
  }

  /** Lines of an order, each as far as it differs from ten at 10.00 EUR. */
  lines(...lines: readonly Partial<Line>[]): Line[] {
    const example = catalogue.OrderReleased.example.lines[0] as Line;
    return lines.map((line, index) => ({ ...example, line: index + 1, ...line }));
  }

  /** Quantities of the order's lines, from the first on, leave. */
  goods(
    sale: Sale,
    quantities: readonly (number | string)[],
    more: Partial<DataOf<'Shipped'>> = {},
  ): DataOf<'Shipped'> {
    const lines = quantities.map((quantity, index) => {
      return { line: index + 1, sku: 'A-100', quantity };
    });
    return { ...catalogue.Shipped.example, ...sale, shipment: this.id(), lines, ...more };
  }

  /** Ships and answers the shipment. */
  async ship(sale: Sale, quantities: readonly (number | string)[], more = {}): Promise<string> {
    const goods = this.goods(sale, quantities, more);
    await this.service.publishFact('Shipped', goods);
    return goods.shipment;
  }

  /** A shipment that left will not reach the customer. */
  voided(sale: Sale, shipment: string): DataOf<'ShipmentVoided'> {
    return { ...catalogue.ShipmentVoided.example, ...sale, shipment };
  }

  /** Shipping gives quantities of the first line up. */
  cancelled({ order }: Sale, quantity: number): DataOf<'CancelAccepted'> {
    const lines = [{ line: 1, quantity }];
    return { ...catalogue.CancelAccepted.example, order, request: this.id(), lines };
  }

  /** What the service said about a sale, in order. */
  told<T extends 'Invoiced' | 'CreditNoted'>({ order }: Sale, type: T): readonly DataOf<T>[] {
    return this.service
      .facts()
      .filter((fact) => fact.type === type)
      .map((fact) => fact.data as DataOf<T>)
      .filter((data) => data.order === order);
  }

  id(): string {
    return newId(this.service.clock);
  }
}

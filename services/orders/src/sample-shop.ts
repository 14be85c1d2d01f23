import type { DataOf, EventType } from '@o2c/contracts';
import type { CustomerView } from './customers/customer.dto.js';
import type { OrderView } from './orders/order-view.dto.js';

/** The service under test, with the test in place of all others. */
type Service = {
  http(method: 'GET' | 'POST', url: string, body?: object): Promise<{ readonly body: unknown }>;
  publishFact<T extends EventType>(type: T, data: DataOf<T>): Promise<unknown>;
};

type Reasons = DataOf<'CreditHeld'>['reasons'];
type Lines = readonly (readonly [sku: string, quantity: number | string])[];

/** A shop that the service tests order from; what a test does not name has a sensible default. */
export class SampleShop {
  private count = 0;

  constructor(readonly service: Service) {}

  /** A customer who pays in EUR. */
  async customer(more: object = {}): Promise<CustomerView> {
    const number = `C-${++this.count}`;
    const content = { number, name: 'ACME GmbH', currency: 'EUR', terms: 'net30', billTo: ADDRESS };
    const { body } = await this.service.http('POST', '/v1/customers', { ...content, ...more });
    return body as CustomerView;
  }

  /** A product at 10.00, 19 %. */
  async product(more: object = {}): Promise<string> {
    const sku = `A-${++this.count}`;
    const content = { sku, name: 'Hex bolt', unit: 'piece', taxCategory: 'S', price: eur('10.00') };
    await this.service.http('POST', '/v1/products', { ...content, ...more });
    return sku;
  }

  /** An order of so many of each product, as the service answered it. */
  async order(lines: Lines, more: object = {}): Promise<OrderView> {
    const { number: customer } = await this.customer();
    const asked = lines.map(([sku, quantity]) => ({ sku, quantity }));
    const order = { customer, currency: 'EUR', lines: asked, ...more };
    return (await this.service.http('POST', '/v1/orders', order)).body as OrderView;
  }

  /** Everything that is wrong with an order. */
  async faults(lines: Lines, more: object = {}): Promise<readonly string[]> {
    return faultsIn(await this.order(lines, more));
  }

  async get(order: string): Promise<OrderView> {
    return (await this.service.http('GET', `/v1/orders/${order}`)).body as OrderView;
  }

  async statusOf(order: string): Promise<string> {
    return (await this.get(order)).status;
  }

  /** Credit approves the amount, by default whatever the order is worth. */
  async approve(order: OrderView, amount = order.gross): Promise<void> {
    await this.service.publishFact('CreditApproved', decision(order, amount));
  }

  /** Credit holds the order for these reasons. */
  async hold(order: OrderView, ...codes: Reasons[number]['code'][]): Promise<void> {
    const needed = eur('69.00');
    const reasons = (codes.length > 0 ? codes : ['credit.limit' as const]).map((code) => {
      return { code, message: 'too much', needed, owner: 'credit controller' };
    });
    await this.service.publishFact('CreditHeld', { ...decision(order, order.gross), reasons });
  }

  async reserve(order: OrderView, quantity: number, fromBackorder = false): Promise<void> {
    const line = { ...lineOf(order), warehouse: 'main', quantity, fromBackorder };
    await this.service.publishFact('StockReserved', { order: order.id, lines: [line] });
  }

  async backorder(order: OrderView, quantity: number): Promise<void> {
    const lines = [{ ...lineOf(order), quantity }];
    await this.service.publishFact('StockBackordered', { order: order.id, lines });
  }

  async ship({ id, seller, customer, ...order }: OrderView, quantity: number): Promise<void> {
    const shipment = uuid(`shipment ${++this.count}`);
    await this.service.publishFact('Shipped', {
      ...{ shipment, number: 'SH-1', order: id, seller, customer, warehouse: 'main' },
      ...{ shippedAt: AT, shippedOn: ON, history: false, shorts: [], packages: [] },
      lines: [{ ...lineOf(order), quantity }],
    });
  }

  async invoice(order: OrderView, quantity: number, number: string): Promise<void> {
    const { id, seller, customer, net, tax, gross } = order;
    await this.service.publishFact('Invoiced', {
      ...{ invoice: uuid(number), number, seller, customer, order: id, shipments: [] },
      ...{ issuedOn: ON, taxPointOn: ON, dueOn: ON, terms: 'net30', shippedAt: AT, history: false },
      ...{ net, tax, gross, payable: gross, taxes: [], reference: 'RF18' },
      lines: [{ ...lineOf(order), orderLine: 1, quantity, net, gross }],
    });
  }

  /** The invoice's item is settled, or open again. */
  async settle(order: OrderView, document: string, settled = true): Promise<void> {
    const { seller, customer, id, gross: open } = order;
    const item = { item: uuid(document), seller, customer, document, order: id, on: ON };
    const data = { ...item, kind: 'invoice' as const };
    if (settled) await this.service.publishFact('OpenItemClosed', data);
    else await this.service.publishFact('OpenItemReopened', { ...data, open });
  }
}

export const eur = (amount: string) => ({ amount, currency: 'EUR' });

export const ADDRESS = {
  ...{ name: 'ACME GmbH', lines: ['Hauptstr. 1'] },
  ...{ postalCode: '10115', city: 'Berlin', country: 'DE' },
};

const AT = '2026-03-02T09:30:00.000Z';
const ON = '2026-03-02';

/** Codes and places of the faults in a problem document. */
export function faultsIn(problem: unknown): readonly string[] {
  const { errors } = problem as { errors: { code: string; path: string }[] };
  return errors.map(({ code, path }) => `${code} ${path}`);
}

function lineOf({ lines: [first] }: Pick<OrderView, 'lines'>): { line: number; sku: string } {
  return { line: first?.line ?? 0, sku: first?.sku ?? '' };
}

function decision(view: OrderView, amount: OrderView['gross']) {
  const { id: order, seller, customer, version } = view;
  const figures = { amount, limit: null, exposure: amount, available: null };
  const who = { order, version, decision: uuid(order), seller, customer };
  return { ...who, ...figures, reasons: [], decidedAt: AT, manual: false };
}

/** Some UUID that is always the same for the same text. */
function uuid(text: string): string {
  const hex = Buffer.from(text).toString('hex').padStart(32, '0').slice(-32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

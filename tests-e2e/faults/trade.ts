import { eventually } from '@o2c/testing';
import type { System } from '../system.js';
import { aCustomer, aProduct, eur } from '../world.js';
import { PatientClient } from './patient-client.js';

/** What the system has acknowledged of one sale: all of it must be there afterwards, once. */
export type Sale = {
  readonly order: string;
  readonly shipment: string;
  readonly invoice: string;
  readonly payment: string;
};

let runs = 0;

/** Sales from the order to the cash, several at once, by clients that never give up. */
export class Trade {
  /** Orders that were answered. */
  acknowledged = 0;
  private readonly clients: PatientClient[] = [];
  private readonly run = ++runs;
  private started = 0;

  private constructor(
    private readonly system: System,
    private readonly customer: { id: string },
    private readonly product: { sku: string },
  ) {}

  /** Master data for so many sales; the system must be well. */
  static async prepare(system: System, sales: number): Promise<Trade> {
    const customer = await aCustomer(system, `${sales * 100}.00`);
    return new Trade(system, customer, await aProduct(system, '100.00', sales));
  }

  /** Sells so often at once; resolves when every sale is paid. */
  async sell(sales: number): Promise<readonly Sale[]> {
    return Promise.all(
      Array.from({ length: sales }, () => this.sellOne(`run-${this.run}-${++this.started}`)),
    );
  }

  /** Sells in so many lanes, one after the other in each, for as long as the work takes. */
  async sellWhile(lanes: number, work: () => Promise<void>): Promise<readonly Sale[]> {
    let atWork = true;
    const sellOn = async (): Promise<readonly Sale[]> => {
      const sold: Sale[] = [];
      while (atWork) sold.push(await this.sellOne(`run-${this.run}-${++this.started}`));
      return sold;
    };
    const selling = Promise.all(Array.from({ length: lanes }, sellOn));
    try {
      await Promise.race([work(), selling]);
    } finally {
      atWork = false;
    }
    return (await selling).flat();
  }

  /** Requests that were sent again with their key. */
  get repeats(): number {
    return this.clients.reduce((sum, { repeats }) => sum + repeats, 0);
  }

  private async sellOne(name: string): Promise<Sale> {
    const client = new PatientClient(this.system, `${name}-${process.pid}`);
    this.clients.push(client);
    const order = await client.post('/v1/orders', {
      ...{ customer: this.customer.id, currency: 'EUR' },
      lines: [{ sku: this.product.sku, quantity: 1 }],
    });
    this.acknowledged++;
    const { items: planned } = await client.until(`/v1/shipments?order=${order.id}`, hasOne);
    await client.post(`/v1/shipments/${planned[0].id}/ship`, {});
    const { items: invoiced } = await client.until(`/v1/invoices?order=${order.id}`, hasOne);
    const payment = await client.post('/v1/payments', {
      ...{ customer: this.customer.id, amount: eur('100.00'), method: 'transfer' },
      ...{ valueDate: '2026-01-15', reference: invoiced[0].number, bankReference: name },
    });
    return {
      ...{ order: order.id, shipment: planned[0].id },
      ...{ invoice: invoiced[0].id, payment: payment.id },
    };
  }
}

function hasOne({ items }: { items: readonly unknown[] }): boolean {
  return items.length === 1;
}

/** A payment and its invoice that were booked at the same moment find each other within seconds. */
async function isClosed(system: System, order: string): Promise<void> {
  await eventually(async () => {
    const { status } = await system.get(`/v1/orders/${order}`);
    if (status !== 'closed') throw new Error(`order ${order} is ${status}`);
  }, 30_000);
}

/** Every sale that was acknowledged is there, closed, shipped, invoiced and paid once. */
export async function expectKept(system: System, sales: readonly Sale[]): Promise<void> {
  for (const { order, shipment, invoice, payment } of sales) {
    await isClosed(system, order);
    const shipments = await system.get(`/v1/shipments?order=${order}`);
    expect(shipments.items).toMatchObject([{ id: shipment, status: 'shipped' }]);
    const invoices = await system.get(`/v1/invoices?order=${order}`);
    expect(invoices.items).toMatchObject([{ id: invoice, gross: eur('100.00') }]);
    const paid = await system.get(`/v1/payments/${payment}`);
    expect(paid).toMatchObject({ amount: eur('100.00'), unapplied: eur('0.00') });
  }
}

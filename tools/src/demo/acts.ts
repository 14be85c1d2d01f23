import {
  type Customer,
  type Hold,
  type Invoice,
  type Money,
  type OpenItem,
  type Order,
  type OrderStatus,
  type Payment,
  pause,
  type Shipment,
} from '@o2c/client';
import { decimal } from '../amount.js';
import { type Company, type Ware, WARES } from './company.js';

/** Milliseconds that anything may take. */
const PATIENCE = 30_000;

type Line = { readonly sku: string; readonly quantity: number };

/** An amount in euros. */
export function eur(cents: number): Money {
  return { amount: decimal(cents), currency: 'EUR' };
}

/** So many days before today, written as a date. */
export function daysAgo({ today }: Company, days: number): string {
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}

/** A new customer. */
export function aCustomer(
  { clerk, seller, chance }: Company,
  name: string,
  more: { creditLimit?: Money; terms?: string } = {},
): Promise<Customer> {
  const address = { lines: [`Marktplatz ${chance.between(1, 90)}`], city: 'Bremen', country: 'DE' };
  const billTo = { name, postalCode: '28195', ...address };
  const limit = more.creditLimit ? { ...more, seller: seller.id } : more;
  return clerk.post('/v1/customers', { name, currency: 'EUR', terms: 'net14', billTo, ...limit });
}

/** Some lines of what is in stock. */
export function someLines({ chance }: Company, count = 2): readonly Line[] {
  return Array.from({ length: count }, () => lineOf(chance.oneOf(WARES), chance.between(1, 6)));
}

/** A line of an order. */
export function lineOf({ sku }: Ware, quantity: number): Line {
  return { sku, quantity };
}

/** Places an order. */
export function place(
  { clerk, seller }: Company,
  { id: customer }: Customer,
  lines: readonly Line[],
  more: object = {},
): Promise<Order> {
  return clerk.post('/v1/orders', { customer, seller: seller.id, currency: 'EUR', lines, ...more });
}

/** Waits until the order has the status. */
export function orderIs({ clerk }: Company, order: Order, status: OrderStatus): Promise<Order> {
  return until(`${order.number} is ${status}`, async () => {
    const now = await clerk.get<Order>(`/v1/orders/${order.id}`);
    return now.status === status ? now : undefined;
  });
}

/** Waits until the order is held; answers the hold. */
export async function holdOf(company: Company, order: Order): Promise<Hold> {
  const { holds } = await orderIs(company, order, 'held');
  const hold = holds.find(({ status }) => status === 'open');
  if (hold) return hold;
  throw new Error(`${order.number} is held without a hold`);
}

/** Ships what is planned of the order, or part of it, as soon as all its lines are planned. */
export async function ship({ clerk }: Company, order: Order, body: object = {}): Promise<Shipment> {
  const planned = await until(`a shipment of ${order.number}`, async () => {
    const shipments = await clerk.all<Shipment>('/v1/shipments', { order: order.id });
    return shipments.find(
      ({ status, lines }) => status === 'planned' && lines.length === order.lines.length,
    );
  });
  return clerk.post(`/v1/shipments/${planned.id}/ship`, body);
}

/** Waits for the invoice of the order and its open item. */
export function invoiced(
  { clerk }: Company,
  order: Order,
): Promise<{ readonly invoice: Invoice; readonly item: OpenItem }> {
  return until(`an invoice of ${order.number}`, async () => {
    const [invoice] = await clerk.all<Invoice>('/v1/invoices', { order: order.id });
    const items = invoice && (await clerk.all<OpenItem>('/v1/open-items', { order: order.id }));
    const item = items?.find(({ document }) => document === invoice?.number);
    return invoice && item && { invoice, item };
  });
}

/** An order of the past: placed, shipped two days later, invoiced. */
export async function soldInThePast(company: Company, customer: Customer, days: number) {
  const orderedAt = `${daysAgo(company, days)}T09:00:00.000Z`;
  const order = await place(company, customer, someLines(company), { orderedAt, history: true });
  await ship(company, order, { shippedAt: `${daysAgo(company, days - 2)}T14:00:00.000Z` });
  return { order, ...(await invoiced(company, order)) };
}

/** Money comes in. */
export function pay({ clerk, seller, today }: Company, customer: Customer, more: object) {
  const payment = { seller: seller.id, customer: customer.id, method: 'transfer' };
  return clerk.post<Payment>('/v1/payments', { ...payment, valueDate: today, ...more });
}

/** Asks until there is an answer. Throws after half a minute. */
async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`Waited in vain until there was: ${what}`);
    await pause(50);
  }
}

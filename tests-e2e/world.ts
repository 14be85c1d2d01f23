import { eventually } from '@o2c/testing';
import type { System } from './system.js';

/** An amount in euros as the API writes it. */
export const eur = (amount: string) => ({ amount, currency: 'EUR' });

const address = {
  name: 'ACME GmbH',
  lines: ['Hauptstraße 1'],
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
};

let serial = 0;

/** A customer with terms net 30. */
export async function aCustomer(system: System, creditLimit?: string) {
  const number = `C-${Date.now()}-${++serial}`;
  return system.post('/v1/customers', {
    number,
    name: `Customer ${serial}`,
    currency: 'EUR',
    terms: 'net30',
    email: `${number}@customer.example`,
    billTo: address,
    ...(creditLimit === undefined ? {} : { creditLimit: eur(creditLimit) }),
  });
}

/** A product at a price without tax, with some stock. */
export async function aProduct(system: System, price: string, stock = 0, taxCategory = 'Z') {
  const sku = `P-${Date.now()}-${++serial}`;
  const product = await system.post('/v1/products', {
    sku,
    name: `Product ${serial}`,
    unit: 'piece',
    taxCategory,
    price: eur(price),
  });
  if (stock > 0) await receive(system, sku, stock);
  return product as { id: string; sku: string };
}

/** Stock that comes in. */
export function receive(system: System, sku: string, quantity: number) {
  return system.post('/v1/stock-receipts', { lines: [{ sku, quantity }] });
}

/** An order as it was placed. */
export function place(
  system: System,
  customer: { id: string },
  lines: readonly { sku: string; quantity: number }[],
  more: object = {},
) {
  return system.post('/v1/orders', { customer: customer.id, currency: 'EUR', lines, ...more });
}

/** Waits until the order has this status. */
export function orderIs(system: System, id: string, status: string) {
  return eventually(async () => {
    const order = await system.get(`/v1/orders/${id}`);
    if (order.status !== status) throw new Error(`order is ${order.status}, not ${status}`);
    return order;
  });
}

/** Waits for the order's open shipment with these planned quantities by line. */
export function openShipment(system: System, order: string, planned?: Record<number, number>) {
  return eventually(async () => {
    const { items } = await system.get(`/v1/shipments?order=${order}`);
    const open = items.find((one: { status: string }) =>
      ['planned', 'picked', 'packed'].includes(one.status),
    );
    if (!open) throw new Error(`no open shipment among ${JSON.stringify(items)}`);
    const now = Object.fromEntries(
      open.lines.map((line: { line: number; planned: number }) => [line.line, line.planned]),
    );
    if (planned && JSON.stringify(now) !== JSON.stringify(planned)) {
      throw new Error(`planned ${JSON.stringify(now)}`);
    }
    return open;
  });
}

/** Ships an order's open shipment in full. */
export async function ship(system: System, order: string, body: object = {}) {
  const shipment = await openShipment(system, order);
  return system.post(`/v1/shipments/${shipment.id}/ship`, body);
}

/** Waits until the order has so many invoices; answers them by number. */
export function invoicesOf(system: System, order: string, count: number) {
  return eventually(async () => {
    const { items } = await system.get(`/v1/invoices?order=${order}`);
    if (items.length !== count) throw new Error(`${items.length} invoices, not ${count}`);
    return [...items].sort((a: { number: string }, b: { number: string }) =>
      a.number < b.number ? -1 : 1,
    );
  });
}

/** Waits until the customer's open item of a document is open by this amount. */
export function openItem(system: System, customer: string, document: string, open: string) {
  return eventually(async () => {
    const query = `customer=${customer}&document=${encodeURIComponent(document)}`;
    const [item] = (await system.get(`/v1/open-items?${query}`)).items;
    if (item?.open.amount !== open) throw new Error(`${document}: ${JSON.stringify(item)}`);
    return item;
  });
}

/** A transfer of euros with a text of the payer. */
export function pay(system: System, customer: string, amount: string, reference: string) {
  const money = { amount: eur(amount), method: 'transfer', valueDate: '2026-01-15' };
  return system.post('/v1/payments', { customer, ...money, reference });
}

/** Waits until these facts are in the order's timeline, in this order (others may lie between). */
export function tells(system: System, order: string, types: readonly string[]) {
  return eventually(async () => {
    const { items } = await system.get(`/v1/orders/${order}/timeline`);
    const told: string[] = items.map((fact: { type: string }) => fact.type);
    let from = 0;
    for (const type of types) {
      const found = told.indexOf(type, from);
      if (found < 0) throw new Error(`${type} is missing after ${from} in ${told.join(', ')}`);
      from = found + 1;
    }
    return told;
  });
}

import type { Company } from './sample-company.js';

type Json = ReturnType<typeof JSON.parse>;
type Scene = (company: Company) => Promise<void>;

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const ADDRESS = {
  ...{ name: 'ACME GmbH', lines: ['Hauptstr. 1'], postalCode: '10115' },
  ...{ city: 'Berlin', country: 'DE' },
};
const CONTROLLER = { 'x-test-actor': 'controller' };

/** Everybody knows the seller. */
export const PROLOGUE = 'there is a seller';

/** What a customer and a company do to one another: each scene has its own customer and product. */
export const STORY: Readonly<Record<string, Scene>> = {
  [PROLOGUE]: async (company) => {
    await company.tell();
    const { items } = await company.get('orders', '/v1/sellers');
    const [{ id, version, taxRates }] = items;
    // Of no document of today, whichever of both is heard first.
    const toCome = { ...taxRates[0], rate: '21', from: '2099-01-01' };
    await company.patch('orders', `/v1/sellers/${id}`, version, {
      taxRates: [...taxRates, toCome],
    });
  },

  'an order is delivered in parts and paid': async (company) => {
    const { order, customer, product } = await released(company, 10);
    await company.patch('orders', `/v1/customers/${customer.id}`, 1, { name: 'ACME AG' });
    await company.patch('orders', `/v1/products/${product.id}`, 1, { name: 'Hex nut' });
    await ship(company, order, { lines: [{ line: 1, quantity: 4 }] });
    await ship(company, order);
    for (const invoice of await invoicesOf(company, order)) {
      await pay(company, customer, invoice.gross.amount, invoice.number);
    }
  },

  'an order grows and shrinks on its way': async (company) => {
    const { order, product } = await released(company, 5);
    const path = `/v1/orders/${order.id}`;
    const lines = [
      { line: 1, quantity: 8 },
      { sku: product.sku, quantity: 2 },
    ];
    const { version } = await company.patch('orders', path, order.version, { lines });
    await company.patch('orders', path, version, { lines: [{ line: 1, quantity: 3 }] });
    await ship(company, order);
  },

  'an order is cancelled on its way': async (company) => {
    const { order } = await released(company, 5);
    await company.post('orders', `/v1/orders/${order.id}/cancel`, { reason: 'no need' });
  },

  'goods leave before a cancellation is heard of': async (company) => {
    const { order } = await released(company, 5);
    const shipment = await openShipment(company, order);
    await company.act('shipping', 'POST', `/v1/shipments/${shipment.id}/ship`, {});
    await company.post('orders', `/v1/orders/${order.id}/cancel`, { reason: 'too late' });
  },

  'a controller decides about orders over the limit': async (company) => {
    const { customer, product } = await known(company, '50.00');
    const decide = async (decision: string): Promise<Json> => {
      const order = await place(company, customer, product, 9);
      const { holds } = await company.get('orders', `/v1/orders/${order.id}`);
      const path = `/v1/holds/${holds[0].id}/${decision}`;
      await company.post('orders', path, { reason: 'as agreed' }, CONTROLLER);
      return order;
    };
    await ship(company, await decide('release'));
    await decide('reject');
  },

  'an order waits for goods': async (company) => {
    const { customer, product } = await known(company);
    const order = await place(company, customer, product, 150);
    await company.post('orders', `/v1/orders/${order.id}/cancel`, {
      ...{ reason: 'fewer will do', lines: [{ line: 1, quantity: 10 }] },
    });
    await receive(company, product, 100);
    await ship(company, order);
  },

  'goods come back, and are sent again': async (company) => {
    const { order } = await released(company, 5);
    const shipment = await ship(company, order);
    await company.post('shipping', `/v1/shipments/${shipment.id}/void`, { reason: 'wrong goods' });
    await ship(company, order);
  },

  'an invoice is credited, disputed and written off': async (company) => {
    const { order, customer } = await released(company, 5);
    await ship(company, order);
    const { items: invoices } = await company.get('billing', `/v1/invoices?order=${order.id}`);
    await company.post('billing', '/v1/credit-notes', {
      ...{ invoice: invoices[0].id, reason: 'damage', lines: [{ line: 1, net: eur('10.00') }] },
    });
    const { items } = await company.get('receivables', `/v1/open-items?customer=${customer.id}`);
    const invoice = items.find(({ kind }: Json) => kind === 'invoice');
    const path = `/v1/open-items/${invoice.id}`;
    await company.patch('receivables', path, invoice.version, { disputed: eur('5.00') });
    await company.post('receivables', `${path}/write-off`, { reason: 'goodwill' });
  },

  'a payment bounces, another is too much, a third is from nobody known': async (company) => {
    const { order, customer } = await released(company, 5);
    await ship(company, order);
    const [invoice] = await invoicesOf(company, order);
    const { amount } = invoice.gross;
    const bounced = await pay(company, customer, amount, invoice.number);
    await company.post('receivables', `/v1/payments/${bounced.id}/reverse`, { reason: 'no funds' });
    const unknown = await pay(company, undefined, amount, 'thank you');
    await company.post('receivables', `/v1/payments/${unknown.id}/apply`, {
      ...{ customer: customer.id, items: [{ openItem: invoice.id, amount: eur(amount) }] },
    });
    const surplus = await pay(company, customer, '7.00', 'once more');
    await company.post('receivables', `/v1/payments/${surplus.id}/refund`, { reason: 'too much' });
  },

  'a document of another system is paid': async (company) => {
    const { customer } = await known(company);
    const document = { document: 'OLD-1', kind: 'invoice', documentDate: '2025-11-03' };
    const loaded = { customer: customer.id, ...document, amount: eur('70.00') };
    await company.post('receivables', '/v1/open-items', loaded);
    await pay(company, customer, '70.00', 'OLD-1');
  },
};

let count = 0;

async function known(company: Company, limit = '90000.00') {
  const number = `C-${++count}`;
  const customer = await company.post('orders', '/v1/customers', {
    ...{ number, name: 'ACME GmbH', currency: 'EUR', terms: 'net30', billTo: ADDRESS },
    creditLimit: eur(limit),
  });
  const product = await company.post('orders', '/v1/products', {
    ...{ sku: `A-${count}`, name: 'Hex bolt', unit: 'piece', taxCategory: 'S' },
    price: eur('10.00'),
  });
  await receive(company, product, 100);
  return { customer, product };
}

async function released(company: Company, quantity: number) {
  const { customer, product } = await known(company);
  return { customer, product, order: await place(company, customer, product, quantity) };
}

function receive(company: Company, { sku }: Json, quantity: number): Promise<Json> {
  return company.post('inventory', '/v1/stock-receipts', { lines: [{ sku, quantity }] });
}

function place(company: Company, { id }: Json, { sku }: Json, quantity: number): Promise<Json> {
  const order = { customer: id, currency: 'EUR', lines: [{ sku, quantity }] };
  return company.post('orders', '/v1/orders', order);
}

async function openShipment(company: Company, order: Json): Promise<Json> {
  const { items } = await company.get('shipping', `/v1/shipments?order=${order.id}&status=planned`);
  return items[0];
}

async function ship(company: Company, order: Json, body: object = {}): Promise<Json> {
  const shipment = await openShipment(company, order);
  return company.post('shipping', `/v1/shipments/${shipment.id}/ship`, body);
}

async function invoicesOf(company: Company, order: Json): Promise<Json[]> {
  return (await company.look(`/v1/invoices?order=${order.id}`)).items;
}

function pay(company: Company, by: Json, amount: string, reference: string): Promise<Json> {
  const money = { amount: eur(amount), method: 'transfer', valueDate: '2026-01-15', reference };
  const payment = { ...money, ...(by && { customer: by.id }) };
  return company.post('receivables', '/v1/payments', payment);
}

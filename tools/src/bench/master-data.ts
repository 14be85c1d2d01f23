import { Client, eachOf, type Customer, type Product } from '@o2c/client';

/** Whom and what orders name. */
export type MasterData = {
  readonly customers: readonly string[];
  readonly skus: readonly string[];
};

const CALLS_AT_ONCE = 16;
/** More than any run sells. */
const STOCK = 1_000_000;
const CREDIT_LIMIT = { amount: '9000000000.00', currency: 'EUR' };

/** Customers with a credit limit and products with stock, all of them new. */
export async function makeMasterData(
  client: Client,
  name: string,
  count: { readonly customers: number; readonly products: number },
): Promise<MasterData> {
  const customers = await eachOf(numbers(count.customers), CALLS_AT_ONCE, (serial) =>
    client.post<Customer>('/v1/customers', customer(`${name}-C${serial}`)),
  );
  const products = await eachOf(numbers(count.products), CALLS_AT_ONCE, (serial) =>
    client.post<Product>('/v1/products', product(`${name}-P${serial}`, serial)),
  );
  const skus = products.map(({ sku }) => sku);
  const lines = skus.map((sku) => ({ sku, quantity: STOCK }));
  await client.post('/v1/stock-receipts', { lines });
  return { customers: customers.map(({ id }) => id), skus };
}

function customer(number: string): object {
  const billTo = {
    name: `Customer ${number}`,
    lines: ['Hauptstraße 1'],
    postalCode: '10115',
    city: 'Berlin',
    country: 'DE',
  };
  const terms = { currency: 'EUR', terms: 'net30', creditLimit: CREDIT_LIMIT };
  return { number, name: billTo.name, ...terms, billTo };
}

function product(sku: string, serial: number): object {
  const price = { amount: `${1 + (serial % 90)}.50`, currency: 'EUR' };
  return { sku, name: `Product ${sku}`, unit: 'piece', taxCategory: 'S', price };
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

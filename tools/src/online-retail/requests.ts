import { fromLondon } from '../london-time.js';
import { countryCode } from './countries.js';
import type { SalesDocument } from './read.js';

/** The number of the seller whose sales these are. */
export const SELLER = 'ONLINE-RETAIL';

/** The seller: in the United Kingdom, in pounds. */
export const seller = {
  number: SELLER,
  name: 'Online Retail Ltd',
  address: { name: 'Online Retail Ltd', lines: [], city: 'London', country: 'GB' },
  currency: 'GBP',
  timeZone: 'Europe/London',
};

/** The customers of documents, each once; the file knows a number and a country. */
export function customersOf(documents: readonly SalesDocument[]): readonly object[] {
  const first = new Map<string, SalesDocument>();
  for (const one of documents) if (!first.has(one.customer)) first.set(one.customer, one);
  return [...first.values()].map(({ customer: number, country }) => ({
    number,
    name: `Customer ${number}`,
    currency: 'GBP',
    terms: 'net30',
    billTo: {
      ...{ name: `Customer ${number}`, lines: [], city: country },
      country: countryCode(country),
    },
  }));
}

/** The products of documents, each once, by its first name and price. */
export function productsOf(documents: readonly SalesDocument[]): readonly object[] {
  const products = new Map<string, object>();
  for (const { sku, description, price } of documents.flatMap(({ rows }) => rows)) {
    if (products.has(sku)) continue;
    products.set(sku, {
      sku,
      name: description || sku,
      unit: 'piece',
      taxCategory: 'Z',
      price: { amount: price, currency: 'GBP' },
    });
  }
  return [...products.values()];
}

/** Stock for all that the documents sell. */
export function receiptFor(documents: readonly SalesDocument[]): object {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of documents.flatMap(({ rows }) => rows)) {
    quantities.set(sku, (quantities.get(sku) ?? 0) + Number(quantity));
  }
  const [first, last] = [documents[0], documents.at(-1)];
  return {
    reference: `${first?.invoice} to ${last?.invoice}`,
    lines: [...quantities].map(([sku, quantity]) => ({ sku, quantity })),
  };
}

/** A document as an order of its time, at its prices. */
export function orderOf({ invoice, customer, soldAt, rows }: SalesDocument): object {
  return {
    customer,
    seller: SELLER,
    purchaseOrder: invoice,
    currency: 'GBP',
    orderedAt: fromLondon(soldAt),
    history: true,
    lines: rows.map(({ sku, quantity, price: amount }) => ({
      ...{ sku, quantity, unitPrice: { amount, currency: 'GBP' } },
    })),
  };
}

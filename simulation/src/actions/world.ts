import type { DataOf } from '@o2c/contracts';
import type { MasterCommand } from '@o2c/orders/domain/master-data';
import type { Request, System } from '../system.js';

type Seller = DataOf<'SellerRegistered'>;
type Customer = DataOf<'CustomerRegistered'>;
type Product = DataOf<'ProductRegistered'>;

const address = { name: 'ACME GmbH', lines: ['Hauptstr. 1'], city: 'Berlin', country: 'DE' };
const id = (number: number) => `01932b5a-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** An amount in euros. */
export function eur(minor: number) {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return { amount: `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`, currency: 'EUR' };
}

/** The only seller: two tax rates, and labels with serial numbers. */
export const SELLER: Seller = {
  ...{ seller: id(1), number: 'S-1', name: 'Muster GmbH', address, currency: 'EUR' },
  ...{ timeZone: 'Europe/Berlin', priceTolerancePercent: '0', gs1CompanyPrefix: '4012345' },
  taxRates: [
    { country: 'DE', category: 'S', rateClass: 'standard', rate: '19', from: '2021-01-01' },
    { country: 'DE', category: 'S', rateClass: 'reduced', rate: '7', from: '2021-01-01' },
  ],
};

const customer = (number: number, more: Partial<Customer>): Customer => ({
  ...{ customer: id(10 + number), number: `C-${number}`, name: 'ACME GmbH', currency: 'EUR' },
  ...{ terms: 'net30', billTo: address, shipTos: [], invoicePer: 'shipment' },
  ...more,
});

const limitOf = (minor: number) => ({
  initialCredit: { seller: SELLER.seller, limit: eur(minor) },
});

/** One with a limit, one with a small one and an invoice per order, one whom everybody trusts. */
export const CUSTOMERS: readonly Customer[] = [
  customer(1, limitOf(50_000)),
  customer(2, { ...limitOf(20_000), invoicePer: 'order', terms: 'eom+15' }),
  customer(3, {}),
];

const product = (number: number, price: string, more: Partial<Product> = {}): Product => ({
  ...{ product: id(20 + number), sku: `A-${number}`, name: 'Hex bolt', unit: 'piece' },
  ...{ taxCategory: 'S', rateClass: 'standard', active: true },
  prices: [{ price: { amount: price, currency: 'EUR' }, from: '2020-01-01' }],
  ...more,
});

/** Round and crooked prices, two rates. */
export const PRODUCTS: readonly Product[] = [
  product(1, '10.00'),
  product(2, '7.35', { rateClass: 'reduced' }),
  product(3, '0.333333'),
];

/** Where goods lie. */
export const WAREHOUSES = ['main', 'west'] as const;

/** What registers everything that the orders of a run name. */
export function founding(system: System): readonly (() => Request)[] {
  const { orders } = system;
  const { seller, customer: customers, product: products } = orders.masters;
  const register = <D>(data: D, own: string): MasterCommand<D> => {
    return { type: 'Register', id: own, data, faults: [] };
  };
  return [
    () => system.asking(orders, seller, register(SELLER, SELLER.seller)),
    ...CUSTOMERS.map((one) => () => system.asking(orders, customers, register(one, one.customer))),
    ...PRODUCTS.map((one) => () => system.asking(orders, products, register(one, one.product))),
  ];
}

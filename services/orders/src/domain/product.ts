import type { DataOf, FieldError } from '@o2c/contracts';
import { parseQuantity, parseUnitPrice, quantityJson, type UnitPrice } from '@o2c/money';
import { Faults } from './fault.js';
import type { MasterKind } from './master-data.js';

/** What can be ordered, with its dated prices, as it is published. */
export type Product = DataOf<'ProductRegistered'>;

/** Products: their number is the sku. */
export const productKind: MasterKind<Product> = {
  table: 'products',
  codes: { unknown: 'product.unknown', taken: 'product.sku_taken' },
  idOf: (product) => product.product,
  numberOf: (product) => product.sku,
  numbered: (product) => product,
  faultsOf: productFaults,
  registered: (data) => ({ type: 'ProductRegistered', data: written(data) }),
  changed: (data) => ({ type: 'ProductChanged', data: written(data) }),
};

/** The price in a currency on a day: the latest that is valid from that day or earlier. */
export function priceOn(product: Product, currency: string, day: string): UnitPrice | undefined {
  const valid = product.prices.filter(
    ({ price, from }) => price.currency === currency && from <= day,
  );
  const latest = valid.reduce<(typeof valid)[number] | undefined>(
    (best, next) => (best === undefined || next.from >= best.from ? next : best),
    undefined,
  );
  return latest && parseUnitPrice(latest.price);
}

/** The prices with one more; it replaces that of the same currency and day. */
export function withPrice(
  prices: Product['prices'],
  added: Product['prices'][number],
): Product['prices'] {
  const same = (price: Product['prices'][number]) =>
    price.from === added.from && price.price.currency === added.price.currency;
  return [...prices.filter((price) => !same(price)), added];
}

function productFaults(product: Product): readonly FieldError[] {
  const faults = new Faults();
  for (const { price } of product.prices) faults.price(price, '/price');
  const { packMultiple } = product;
  if (packMultiple !== undefined) faults.quantity(packMultiple, '/packMultiple');
  return faults.found;
}

/** A pack may be given as the text "5": facts carry whole quantities as numbers. */
function written(product: Product): Product {
  const { packMultiple } = product;
  if (packMultiple === undefined) return product;
  return { ...product, packMultiple: quantityJson(parseQuantity(packMultiple)) };
}

import type { MoneyJson, Quantity, UnitPrice } from '@o2c/money';
import { parsePercent, parseQuantity } from '@o2c/money';
import { rateOn } from '@o2c/tax';
import type { Faults } from './fault.js';
import type { Line } from './order.js';
import type { LineRequest } from './order-command.js';
import { priceOn, type Product } from './product.js';
import type { Seller } from './seller.js';

/** What the rules of a line look at beside the line itself. */
export type LineContext = {
  readonly currency: string;
  readonly seller: Seller | undefined;
  readonly products: ReadonlyMap<string, Product>;
  /** The seller's date of the order. */
  readonly orderedOn: string;
  /** May agree on any price. */
  readonly mayPrice: boolean;
};

/**
 * The line that is asked for, its amounts still zero; or nothing, with every fault noted under
 * `path`.
 */
export function lineOf(
  request: LineRequest,
  line: number,
  path: string,
  context: LineContext,
  faults: Faults,
): Line | undefined {
  const product = productOf(request.sku, path, context, faults);
  const quantity = quantityOf(request.quantity, product, `${path}/quantity`, faults);
  const discount = discountOf(request.discountPercent, `${path}/discountPercent`, faults);
  const price = priceOf(request, product, discount, path, context, faults);
  const taxRate = product && taxRateOf(product, path, context, faults);
  if (!product || quantity === undefined || !price || taxRate === undefined) return undefined;
  const { sku, name, unit, taxCategory, rateClass } = product;
  return {
    ...{ line, product: product.product, sku, name, unit, taxCategory, rateClass, taxRate },
    ...{ unitPrice: price.micro, discountPercent: discount ?? '0', ordered: quantity },
    ...NOTHING_YET,
  };
}

const NOTHING_YET = {
  ...{ net: 0, tax: 0, gross: 0, cancelled: 0, released: 0, takenBack: 0 },
  ...{ reserved: 0, backordered: 0, shipped: 0, invoiced: 0 },
};

/** A quantity above 0, of at most 6 decimals, in whole packs. */
export function quantityOf(
  given: number | string,
  product: Product | undefined,
  path: string,
  faults: Faults,
): Quantity | undefined {
  const quantity = faults.quantity(given, path);
  if (quantity === undefined) return undefined;
  const pack = product?.packMultiple;
  if (pack === undefined || quantity % parseQuantity(pack) === 0) return quantity;
  const message = `${given} is no multiple of the pack of ${pack}`;
  return faults.add('quantity.not_pack_multiple', path, message);
}

/** A discount from 0 to 100 percent, as text. */
export function discountOf(
  given: number | string | undefined,
  path: string,
  faults: Faults,
): string | undefined {
  if (given === undefined) return '0';
  const text = String(given);
  const percent = faults.reading(() => parsePercent(text), 'discount.invalid', path);
  if (percent === undefined) return undefined;
  if (percent >= 0 && percent <= parsePercent('100')) return text;
  return faults.add('discount.invalid', path, `${text} is not between 0 and 100`);
}

/**
 * The agreed price: the one given, when it is within the seller's tolerance of the product's price
 * after the discount or the caller may set prices; else the product's price on the order's day.
 */
export function priceOf(
  { unitPrice, discountPercent }: Pick<LineRequest, 'unitPrice' | 'discountPercent'>,
  product: Product | undefined,
  discount: string | undefined,
  path: string,
  context: LineContext,
  faults: Faults,
): UnitPrice | undefined {
  const at =
    unitPrice === undefined && discountPercent !== undefined ? 'discountPercent' : 'unitPrice';
  const price = unitPrice && givenPrice(unitPrice, `${path}/unitPrice`, context, faults);
  if (!product || (unitPrice && !price)) return price;
  const list = priceOn(product, context.currency, context.orderedOn);
  if (price && context.mayPrice) return price;
  if (!list) return faults.add('price.missing', `${path}/unitPrice`, `${product.sku} has no price`);
  const agreed = price ?? list;
  if (context.mayPrice || isTolerated(agreed, list, discount ?? '0', context.seller)) return agreed;
  const message = `The price of ${product.sku} is outside the tolerance`;
  return faults.add('price.outside_tolerance', `${path}/${at}`, message);
}

function givenPrice(
  given: MoneyJson,
  path: string,
  { currency }: LineContext,
  faults: Faults,
): UnitPrice | undefined {
  const price = faults.price(given, path);
  if (!price || price.currency === currency) return price;
  const message = `The order is in ${currency}, not ${price.currency}`;
  return faults.add('currency.mismatch', path, message);
}

/** |price × (1 − discount) − list| ≤ tolerance × list, exactly. */
function isTolerated(
  price: UnitPrice,
  list: UnitPrice,
  discount: string,
  seller: Seller | undefined,
): boolean {
  const whole = parsePercent('100');
  const tolerance = parsePercent(seller?.priceTolerancePercent ?? '0');
  const paid = BigInt(price.micro) * BigInt(whole - parsePercent(discount));
  const difference = paid - BigInt(list.micro) * BigInt(whole);
  const most = BigInt(list.micro) * BigInt(tolerance);
  return difference <= most && -difference <= most;
}

function productOf(
  name: string,
  path: string,
  { products }: LineContext,
  faults: Faults,
): Product | undefined {
  const product = products.get(name);
  if (!product) return faults.add('product.unknown', `${path}/sku`, `No product is called ${name}`);
  if (!product.active) faults.add('product.inactive', `${path}/sku`, `${product.sku} is not sold`);
  return product;
}

function taxRateOf(
  product: Product,
  path: string,
  { seller, orderedOn }: LineContext,
  faults: Faults,
): string | undefined {
  if (!seller) return undefined;
  const { taxCategory: category, rateClass } = product;
  const { country } = seller.address;
  const rate = rateOn(seller.taxRates, { country, category, rateClass }, orderedOn);
  if (rate !== undefined) return rate;
  const what = `rate ${category} ${rateClass} for ${country}`;
  const message = `${seller.number} has no ${what} on ${orderedOn}`;
  return faults.add('tax.rate_missing', `${path}/sku`, message);
}

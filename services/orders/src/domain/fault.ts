import type { FieldError } from '@o2c/contracts';
import {
  isCurrency,
  MoneyError,
  MOST,
  type MoneyJson,
  parseQuantity,
  parseUnitPrice,
  type Quantity,
  type UnitPrice,
} from '@o2c/money';

/** Gathers everything that is wrong with a request, so that its sender reads it in one answer. */
export class Faults {
  readonly found: FieldError[] = [];

  /** Notes a fault; `path` is the JSON pointer of the place in the request. */
  add(code: string, path: string, message: string): undefined {
    this.found.push({ code, path, message });
  }

  /** Notes the fault unless `holds`. */
  unless(holds: boolean, code: string, path: string, message: string): void {
    if (!holds) this.add(code, path, message);
  }

  /** The value that `read` makes; where it cannot, its words are noted and nothing comes back. */
  reading<T>(read: () => T, code: string, path: string): T | undefined {
    try {
      return read();
    } catch (error) {
      if (error instanceof MoneyError) return this.add(code, path, error.message);
      throw error;
    }
  }

  /** Notes a currency that is not one of ISO 4217. */
  currency(code: string, path: string): void {
    this.unless(isCurrency(code), 'currency.unknown', path, `${code} is not an ISO 4217 currency`);
  }

  /** A price of at most 6 decimals, from 0 to what facts can carry; else what is wrong is noted. */
  price(given: MoneyJson, path: string): UnitPrice | undefined {
    const price = this.reading(() => parseUnitPrice(given), 'price.invalid', path);
    if (!price) return undefined;
    if (price.micro < 0) return this.add('price.negative', path, 'A price is not below zero');
    return price.micro > MOST ? this.add('price.invalid', path, 'The price is too high') : price;
  }

  /** A quantity of at most 6 decimals, above 0, that facts can carry; else the fault is noted. */
  quantity(given: number | string, path: string): Quantity | undefined {
    const quantity = this.reading(() => parseQuantity(given), 'quantity.scale', path);
    if (quantity === undefined) return undefined;
    if (quantity <= 0) return this.add('quantity.not_positive', path, `${given} is not above 0`);
    if (quantity <= MOST) return quantity;
    return this.add('quantity.too_large', path, `${given} is too much`);
  }
}

import { readDecimal, trimZeros, writeDecimal } from './decimal.js';
import { MoneyError } from './money-error.js';

/** How much of a product: an integer of millionths of its unit (2.5 kg is 2500000). */
export type Quantity = number;

/** One unit as a Quantity. */
export const ONE: Quantity = 1_000_000;

/** The largest quantity of a line, and unit price, that facts carry: 9 digits before the point. */
export const MOST: Quantity = 999_999_999_999_999;

/**
 * Reads a quantity from JSON: an integer number, or a plain decimal string of up to 6 decimals.
 * Throws MoneyError else: a number with decimals is refused because floats do not hold quantities.
 */
export function parseQuantity(value: number | string): Quantity {
  const faults: string[] = [];
  const quantity = readDecimal(Number.isSafeInteger(value) ? String(value) : value, 6, faults);
  if (faults.length > 0) throw new MoneyError(faults);
  return quantity;
}

/** Writes a quantity: a number when it is whole (3), else the shortest decimal string ("2.5"). */
export function quantityJson(quantity: Quantity): number | string {
  const text = trimZeros(writeDecimal(quantity, 6), 0);
  return text.includes('.') ? text : Number(text);
}

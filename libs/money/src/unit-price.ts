import { exponent, isCurrency, unknownCurrency } from './currency.js';
import { readDecimal, trimZeros, writeDecimal } from './decimal.js';
import { MoneyError } from './money-error.js';
import type { Money, MoneyJson } from './money.js';
import { money } from './money.js';
import type { Quantity } from './quantity.js';
import type { Rounding } from './ratio.js';
import { WHOLE, divide, parsePercent } from './ratio.js';

/** The price of one unit: an integer of millionths of the major unit (0.0125 EUR is 12500). */
export type UnitPrice = { readonly micro: number; readonly currency: string };

/** Reads a unit price of up to 6 decimals from JSON. Throws MoneyError with every fault. */
export function parseUnitPrice(json: MoneyJson): UnitPrice {
  const { amount, currency } = json;
  const faults = isCurrency(currency) ? [] : [unknownCurrency(currency)];
  const micro = readDecimal(amount, 6, faults);
  if (faults.length > 0) throw new MoneyError(faults);
  return { micro, currency };
}

/**
 * Writes a unit price as given, with one normal form: at least the currency's decimals, no zeros
 * beyond ("1.5" EUR comes back as "1.50", "0.0125" as "0.0125", "3.10000" as "3.10").
 */
export function unitPriceJson({ micro, currency }: UnitPrice): MoneyJson {
  return { amount: trimZeros(writeDecimal(micro, 6), exponent(currency)), currency };
}

/**
 * The net of a line (BT-131): quantity × unit price × (1 − discount), rounded once, at the end.
 * Throws MoneyError when the discount is no decimal or the result leaves the safe range.
 */
export function lineNet(
  quantity: Quantity,
  { micro, currency }: UnitPrice,
  rounding: Rounding = 'half-up',
  discountPercent = '0',
): Money {
  const kept = BigInt(WHOLE - parsePercent(discountPercent));
  const exact = BigInt(quantity) * BigInt(micro) * kept * 10n ** BigInt(exponent(currency));
  const unit = 1_000_000n * 1_000_000n * BigInt(WHOLE);
  return money(Number(divide(exact, unit, rounding)), currency);
}

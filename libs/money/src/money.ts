import { exponent, isCurrency, unknownCurrency } from './currency.js';
import { readDecimal, writeDecimal } from './decimal.js';
import { MoneyError } from './money-error.js';

/** An exact amount: a safe integer of minor units (cents), negative for what is owed back. */
export type Money = { readonly minor: number; readonly currency: string };

/** Money as JSON carries it: `{ "amount": "1234.50", "currency": "EUR" }`. */
export type MoneyJson = { amount: string; currency: string };

/** An amount of minor units: `money(123450, 'EUR')` is 1,234.50 EUR. Throws MoneyError. */
export function money(minor: number, currency: string): Money {
  const faults = isCurrency(currency) ? [] : [unknownCurrency(currency)];
  if (!Number.isSafeInteger(minor)) faults.push(`${minor} is not a safe integer of minor units`);
  if (faults.length > 0) throw new MoneyError(faults);
  return { minor: minor + 0, currency };
}

/** Nothing, in a currency. */
export function zero(currency: string): Money {
  return money(0, currency);
}

/**
 * Reads money from JSON. Throws MoneyError with every fault: unknown currency, not a plain decimal
 * string, more decimals than the currency has (100.5 JPY), out of the safe range.
 */
export function parseMoney(json: MoneyJson): Money {
  const { amount, currency } = json;
  const known = isCurrency(currency);
  const faults = known ? [] : [unknownCurrency(currency)];
  const minor = readDecimal(amount, known ? exponent(currency) : 4, faults);
  if (faults.length > 0) throw new MoneyError(faults);
  return { minor, currency };
}

/** Writes money with all decimals of its currency: "1234.50" EUR, "1234" JPY, "1.234" KWD. */
export function moneyJson({ minor, currency }: Money): MoneyJson {
  return { amount: writeDecimal(minor, exponent(currency)), currency };
}

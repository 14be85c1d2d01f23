export { allocate } from './allocate.js';
export {
  add,
  compare,
  isNegative,
  isPositive,
  isZero,
  min,
  negate,
  subtract,
  sum,
} from './arithmetic.js';
export { exponent, isCurrency } from './currency.js';
export { addDays, daysBetween, endOfMonth, isDate } from './dates.js';
export { trimZeros, writeDecimal } from './decimal.js';
export { MoneyError } from './money-error.js';
export type { Money, MoneyJson } from './money.js';
export { money, moneyJson, parseMoney, zero } from './money.js';
export type { Quantity } from './quantity.js';
export { MOST, ONE, parseQuantity, quantityJson } from './quantity.js';
export type { Rounding } from './ratio.js';
export { divide, multiplyRatio, parsePercent, percentOf } from './ratio.js';
export type { UnitPrice } from './unit-price.js';
export { lineNet, parseUnitPrice, unitPriceJson } from './unit-price.js';

import { addDays, endOfMonth } from '@o2c/money';

const netDays = /^net(\d{1,3})$/;
const endOfMonthPlus = /^eom\+(\d{1,3})$/;
const dayOfMonth = /^day([1-9]|[12]\d|3[01])$/;

/** Whether the text is a payment term: `net30`, `eom+15`, `day15`, with any count of days. */
export function isTerms(terms: string): boolean {
  return [netDays, endOfMonthPlus, dayOfMonth].some((form) => form.test(terms));
}

/**
 * The day on which a document must be paid (BT-9).
 * `net30`: 30 days after the document date. `eom+15`: 15 days after the end of its month.
 * `day15`: the next 15th, on or after the document date; in a month without that day, its last.
 * Throws RangeError when the terms or the date are none.
 */
export function dueDate(terms: string, documentDate: string): string {
  const net = netDays.exec(terms)?.[1];
  if (net !== undefined) return addDays(documentDate, Number(net));
  const plus = endOfMonthPlus.exec(terms)?.[1];
  if (plus !== undefined) return addDays(endOfMonth(documentDate), Number(plus));
  const day = dayOfMonth.exec(terms)?.[1];
  if (day !== undefined) return nextDay(documentDate, Number(day));
  throw new RangeError(`"${terms}" are not payment terms`);
}

function nextDay(date: string, day: number): string {
  const inThisMonth = dayInMonth(date, day);
  return inThisMonth >= date ? inThisMonth : dayInMonth(addDays(endOfMonth(date), 1), day);
}

function dayInMonth(date: string, day: number): string {
  const last = endOfMonth(date);
  return day >= Number(last.slice(8)) ? last : addDays(last, day - Number(last.slice(8)));
}

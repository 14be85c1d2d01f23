import { addDays, daysBetween } from '@o2c/money';
import { ratio } from './ratio.js';

/** What DSO is made of. Minor units of one seller and currency, tax included. */
export type DsoInput = {
  /** What customers owed at the end of the day before the period. */
  readonly receivablesBegin: number;
  /** What they owed at the end of its last day. */
  readonly receivablesEnd: number;
  /** The part of `receivablesEnd` that was not past due. */
  readonly notPastDue: number;
  /** Invoices less credit notes, by document date. */
  readonly creditSales: number;
  readonly days: number;
};

/** What was sold in a calendar month, or in the part of it that had passed. */
export type SalesMonth = {
  /** `2013-06` */
  readonly month: string;
  readonly days: number;
  /** Minor units; below 0 where more was credited than sold. */
  readonly sales: number;
};

/** Receivables at the end ÷ credit sales × days. */
export function dsoPeriodEnd({ receivablesEnd, creditSales, days }: DsoInput): number | null {
  return ratio(receivablesEnd, days, creditSales);
}

/** Mean of receivables at begin and end ÷ credit sales × days. */
export function dsoAverage(input: DsoInput): number | null {
  const { receivablesBegin, receivablesEnd, creditSales, days } = input;
  return ratio(receivablesBegin + receivablesEnd, days, 2 * creditSales);
}

/**
 * Counts back: the latest months' sales are taken off what is owed until it is used up; their
 * days are added, those of the last month in proportion. Null when all that was ever sold does
 * not explain what is owed. `months` come newest first.
 */
export function dsoCountback(receivables: number, months: readonly SalesMonth[]): number | null {
  let left = Math.max(0, receivables);
  let days = 0;
  for (const month of months) {
    if (left === 0) break;
    const sales = Math.max(0, month.sales);
    if (sales > left) return days + (ratio(left, month.days, sales) ?? 0);
    left -= sales;
    days += month.days;
  }
  return left === 0 ? days : null;
}

/** What DSO would be if everybody paid when due: receivables not past due ÷ sales × days. */
export function dsoBestPossible({ notPastDue, creditSales, days }: DsoInput): number | null {
  return ratio(notPastDue, days, creditSales);
}

/** Average days delinquent: DSO at the end of the period − best possible DSO. */
export function averageDaysDelinquent(input: DsoInput): number | null {
  const { receivablesEnd, notPastDue, creditSales, days } = input;
  return ratio(receivablesEnd - notPastDue, days, creditSales);
}

/** Sales on a day; below 0 where more was credited than sold. */
export type SalesDay = { readonly on: string; readonly sales: number };

/** Calendar months from the one of `to` back to the one of the first sale, newest first. */
export function monthsBack(days: readonly SalesDay[], to: string): readonly SalesMonth[] {
  const sold = days.filter(({ on }) => on <= to);
  const first = sold.map(({ on }) => on).sort()[0];
  if (first === undefined) return [];
  const sums = new Map<string, number>();
  for (const { on, sales } of sold) sums.set(monthOf(on), (sums.get(monthOf(on)) ?? 0) + sales);
  const months: SalesMonth[] = [];
  for (let last = to; monthOf(last) >= monthOf(first);) {
    const start = `${monthOf(last)}-01`;
    const month = monthOf(last);
    months.push({ month, days: daysBetween(start, last) + 1, sales: sums.get(month) ?? 0 });
    last = addDays(start, -1);
  }
  return months;
}

function monthOf(date: string): string {
  return date.slice(0, 7);
}

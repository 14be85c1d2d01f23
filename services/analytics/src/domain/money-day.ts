import { addDays, daysBetween } from '@o2c/money';
import { monthsBack, type SalesDay, type SalesMonth } from './dso.js';
import type { Flow } from './daily-amount.js';

/** What moved on one day, in minor units of one seller and currency. */
export type MoneyDay = { readonly on: string } & { readonly [F in Flow]: number };

/** Both days belong to it. */
export type Period = { readonly from: string; readonly to: string };

/** What a period is judged by, in minor units. */
export type PeriodAmounts = {
  readonly days: number;
  readonly receivablesBegin: number;
  readonly receivablesEnd: number;
  readonly creditSales: number;
  /** Applications less what was taken back. */
  readonly applied: number;
  readonly received: number;
  readonly months: readonly SalesMonth[];
};

/** Sums the days up to the end of a period: what was owed then is all that ever moved. */
export function amountsOf(days: readonly MoneyDay[], { from, to }: Period): PeriodAmounts {
  const past = days.filter(({ on }) => on <= to);
  const inside = past.filter(({ on }) => on >= from);
  return {
    days: daysBetween(from, to) + 1,
    receivablesBegin: total(
      past.filter(({ on }) => on < from),
      owedMore,
    ),
    receivablesEnd: total(past, owedMore),
    creditSales: total(inside, salesOf),
    applied: total(inside, (day) => day.applied - day.unapplied),
    received: total(inside, (day) => day.received),
    months: monthsBack(
      past.map((day): SalesDay => ({ on: day.on, sales: salesOf(day) })),
      to,
    ),
  };
}

/** Days of the period on which cash came in or went back. */
export function cashDays(days: readonly MoneyDay[], { from, to }: Period): readonly MoneyDay[] {
  return days.filter(
    ({ on, received, reversed, refunded }) =>
      on >= from && on <= to && [received, reversed, refunded].some((minor) => minor !== 0),
  );
}

/** The period that a question is about: without a begin the 90 days that end with it. */
export function periodOf(from: string | undefined, to: string | undefined, today: string): Period {
  const last = to ?? (from !== undefined && from > today ? from : today);
  return { from: from ?? addDays(last, -89), to: last };
}

/** Tax included; a loaded credit note is negative as it is. */
function salesOf({ invoiced, loaded, credited }: MoneyDay): number {
  return invoiced + loaded - credited;
}

function owedMore(day: MoneyDay): number {
  return salesOf(day) - day.applied + day.unapplied - day.writtenOff;
}

function total(days: readonly MoneyDay[], amount: (day: MoneyDay) => number): number {
  return days.reduce((sum, day) => sum + amount(day), 0);
}

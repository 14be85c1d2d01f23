import type { CashPerDayKpi } from '@o2c/client';
import { addDays, daysBetween, money, moneyJson, parseMoney } from '@o2c/money';
import { dayOfYearText, moneyText } from '../format.js';
import type { ChartColumn } from '../parts/columns-chart.js';

/** Sunday, `1970-01-04`: weeks end with it. */
const A_SUNDAY = '1970-01-04';

/**
 * Cash of each week of a period, named by its last day; what the bank took back is taken off.
 * A week without any has its place too.
 */
export function weeksOf(
  days: CashPerDayKpi['days'],
  currency: string,
  period: { readonly from: string; readonly to: string },
): readonly ChartColumn[] {
  const weeks = new Map<string, number>();
  const last = endOfWeek(period.to);
  for (let end = endOfWeek(period.from); end <= last; end = addDays(end, 7)) weeks.set(end, 0);
  for (const { on, received, reversed } of days) {
    const end = endOfWeek(on);
    const net = parseMoney(received).minor - parseMoney(reversed).minor;
    weeks.set(end, (weeks.get(end) ?? 0) + net);
  }
  return [...weeks].map(([end, minor]) => ({
    name: dayOfYearText(end),
    value: minor,
    text: moneyText(moneyJson(money(minor, currency))),
    tone: minor < 0 ? 'bad' : 'main',
  }));
}

function endOfWeek(day: string): string {
  return addDays(day, (7 - (daysBetween(A_SUNDAY, day) % 7)) % 7);
}

import type { CashPerDayKpi } from '@o2c/client';
import { addDays, daysBetween, money, moneyJson, parseMoney } from '@o2c/money';
import { dayText, moneyText } from '../format.js';
import type { ChartColumn } from '../parts/columns-chart.js';

/** Sunday, `1970-01-04`: weeks end with it. */
const A_SUNDAY = '1970-01-04';

/** Cash of each week, named by its last day; what the bank took back is taken off. */
export function weeksOf(days: CashPerDayKpi['days'], currency: string): readonly ChartColumn[] {
  const weeks = new Map<string, number>();
  for (const { on, received, reversed } of days) {
    const end = addDays(on, (7 - (daysBetween(A_SUNDAY, on) % 7)) % 7);
    const net = parseMoney(received).minor - parseMoney(reversed).minor;
    weeks.set(end, (weeks.get(end) ?? 0) + net);
  }
  return [...weeks].map(([end, minor]) => ({
    name: dayText(end).replace(/,? \d{4}$/, ''),
    value: minor,
    text: moneyText(moneyJson(money(minor, currency))),
    tone: minor < 0 ? 'bad' : 'main',
  }));
}

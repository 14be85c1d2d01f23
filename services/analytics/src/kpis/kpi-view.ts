import { moneyJson } from '@o2c/money';
import { cashApplicationRate, collectionEffectiveness, holdRate } from '../domain/collection.js';
import {
  averageDaysDelinquent,
  dsoAverage,
  dsoBestPossible,
  dsoCountback,
  dsoPeriodEnd,
} from '../domain/dso.js';
import { CYCLES, type Cycle, KPIS } from '../domain/kpi-definition.js';
import { cashDays, type MoneyDay, type Period, type PeriodAmounts } from '../domain/money-day.js';
import type {
  CashPerDayKpi,
  CycleTimeKpi,
  HoldRateKpi,
  KpisView,
  OrdersByStateKpi,
} from './kpi.dto.js';
import type { OrderFigures } from './kpi.store.js';

/** Amounts of a period, and what of them was not past due at its end. */
export type Amounts = PeriodAmounts & { readonly notPastDue: number };

/** The figures that amounts tell. */
export function moneyKpis(amounts: Amounts, currency: string) {
  const money = (minor: number) => moneyJson({ minor, currency });
  const days = amounts.days;
  const receivablesBegin = money(amounts.receivablesBegin);
  const receivablesEnd = money(amounts.receivablesEnd);
  const notPastDue = money(amounts.notPastDue);
  const creditSales = money(amounts.creditSales);
  const [applied, received] = [money(amounts.applied), money(amounts.received)];
  const months = amounts.months.map((month) => ({ ...month, sales: money(month.sales) }));
  return {
    dso: {
      periodEnd: {
        ...KPIS.dsoPeriodEnd,
        days: dsoPeriodEnd(amounts),
        parameters: { days, receivablesEnd, creditSales },
      },
      average: {
        ...KPIS.dsoAverage,
        days: dsoAverage(amounts),
        parameters: { days, receivablesBegin, receivablesEnd, creditSales },
      },
      countback: {
        ...KPIS.dsoCountback,
        days: dsoCountback(amounts.receivablesEnd, amounts.months),
        parameters: { days, receivablesEnd, months },
      },
      bestPossible: {
        ...KPIS.dsoBestPossible,
        days: dsoBestPossible(amounts),
        parameters: { days, notPastDue, creditSales },
      },
    },
    averageDaysDelinquent: {
      ...KPIS.averageDaysDelinquent,
      days: averageDaysDelinquent(amounts),
      parameters: { days, receivablesEnd, notPastDue, creditSales },
    },
    collectionEffectiveness: {
      ...KPIS.collectionEffectiveness,
      percent: collectionEffectiveness(amounts),
      parameters: { days, receivablesBegin, creditSales, receivablesEnd, notPastDue },
    },
    cashApplicationRate: {
      ...KPIS.cashApplicationRate,
      percent: cashApplicationRate(amounts.applied, amounts.received),
      parameters: { days, applied, received },
    },
  } satisfies Partial<KpisView>;
}

/** Cash by day. */
export function cashKpi(
  days: readonly MoneyDay[],
  period: Period,
  currency: string,
): CashPerDayKpi {
  const money = (minor: number) => moneyJson({ minor, currency });
  const inside = cashDays(days, period);
  return {
    ...KPIS.cashPerDay,
    received: money(inside.reduce((sum, day) => sum + day.received, 0)),
    days: inside.map(({ on, received, reversed, refunded }) => ({
      on,
      received: money(received),
      reversed: money(reversed),
      refunded: money(refunded),
    })),
  };
}

/** The figures that orders tell. */
export function orderKpis({ states, cycles, held, orders }: OrderFigures): {
  readonly cycleTimes: readonly CycleTimeKpi[];
  readonly ordersByState: OrdersByStateKpi;
  readonly holdRate: HoldRateKpi;
} {
  const names = Object.keys(CYCLES) as Cycle[];
  return {
    cycleTimes: names.map((name) => {
      const measured = cycles.find(({ cycle }) => cycle === name);
      return {
        ...CYCLES[name],
        count: measured?.count ?? 0,
        medianHours: hours(measured?.median),
        p90Hours: hours(measured?.p90),
      };
    }),
    ordersByState: {
      ...KPIS.ordersByState,
      states: states.toSorted((a, b) => b.count - a.count || (a.status < b.status ? -1 : 1)),
    },
    holdRate: { ...KPIS.holdRate, percent: holdRate(held, orders), held, orders },
  };
}

/** Four decimals are a third of a second. */
function hours(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round((seconds / 3_600) * 10_000) / 10_000;
}

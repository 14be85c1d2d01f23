import { moneyJson, type MoneyJson } from '@o2c/money';
import { dailyAmountOf } from '../domain/daily-amount.js';
import { asEvent, type LoggedFact } from '../fact-log.store.js';
import { toldView } from '../facts-view.js';
import type { KpiFactDto } from './kpi-facts.dto.js';

/** A fact behind a figure, with the order that it is about and its amount, where it has them. */
export function kpiFactView(fact: LoggedFact): KpiFactDto {
  const { order } = fact.data;
  return {
    ...toldView(fact),
    order: typeof order === 'string' ? order : null,
    amount: amountOf(fact),
  };
}

/** What it moves; of a fact that moves nothing, the value of its order or its own amount. */
function amountOf(fact: LoggedFact): MoneyJson | null {
  const moved = dailyAmountOf(asEvent(fact));
  if (moved) return moneyJson(moved);
  const { gross, amount } = fact.data as {
    readonly gross?: MoneyJson;
    readonly amount?: MoneyJson;
  };
  return gross ?? amount ?? null;
}

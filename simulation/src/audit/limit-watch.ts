import type { DataOf } from '@o2c/contracts';
import type { CreditRow } from '@o2c/credit/domain/credit-rows';
import { claimOf } from '@o2c/credit/domain/reservation';
import type { Rows } from '@o2c/messaging';
import { type MoneyJson, parseMoney } from '@o2c/money';
import type { CreditRules } from '../memory/credit-in-memory.js';

/**
 * The rules of credit, watched: by itself credit approves nothing over the limit, unless the order
 * stood before for as much. What is broken goes to `broken`, in words.
 */
export function watchingLimits(rules: CreditRules, broken: string[]): CreditRules {
  return {
    ...rules,
    decide: (rows, command) => {
      const decision = rules.decide(rows, command);
      if ('again' in decision || 'waitFor' in decision) return decision;
      for (const { type, data } of decision) {
        if (type === 'CreditApproved' && isOver(rows, data)) {
          broken.push(`${command.type}: order ${data.order} is approved over the limit`);
        }
      }
      return decision;
    },
  };
}

function isOver(rows: Rows<CreditRow>, data: DataOf<'CreditApproved'>): boolean {
  const { order, manual, limit, exposure } = data;
  const amount = minor(data.amount);
  if (manual || limit === null || amount === 0) return false;
  const row = rows.get(`orders/${order}`);
  const before = row && 'order' in row ? claimOf(row.order).openOrders : 0;
  return amount > before && minor(exposure) > minor(limit);
}

function minor(amount: MoneyJson): number {
  return parseMoney(amount).minor;
}

import type { Money } from '@o2c/client';
import { moneyText } from '../format.js';

/** An amount; below zero it stands out, and nothing stands back. */
export function Amount({ of }: { readonly of: Money | null | undefined }) {
  if (!of) return <span className="soft">–</span>;
  const amount = Number(of.amount);
  const stress = amount < 0 ? ' below' : amount === 0 ? ' soft' : '';
  return <span className={`amount${stress}`}>{moneyText(of)}</span>;
}

import type { Money } from '@o2c/client';
import { moneyText } from '../format.js';

/** An amount; below zero it stands out. */
export function Amount({ of }: { readonly of: Money | null | undefined }) {
  if (!of) return <span className="soft">–</span>;
  const isOwedBack = of.amount.startsWith('-');
  return <span className={isOwedBack ? 'amount below' : 'amount'}>{moneyText(of)}</span>;
}

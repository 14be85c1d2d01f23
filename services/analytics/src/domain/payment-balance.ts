import type { AnyEvent, DataOf, EventType } from '@o2c/contracts';
import { parseMoney, type MoneyJson } from '@o2c/money';

/** What one fact says of a payment: whose it is, and what it adds to what is unapplied of it. */
export type PaymentPart = {
  readonly payment: string;
  readonly seller: string;
  readonly currency: string;
  /** Minor units. */
  readonly unapplied: number;
  readonly customer?: string | undefined;
  readonly payer?: string | undefined;
  readonly reference?: string | undefined;
  readonly receivedAt?: string;
};

/** What a fact adds to the balance of its payment, or takes off it. */
export function paymentOf(fact: AnyEvent): PaymentPart | undefined {
  const sign = SIGNS[fact.type];
  if (sign === undefined) return undefined;
  const { payment, seller, amount } = fact.data as Moved;
  const { minor, currency } = parseMoney(amount);
  return { payment, seller, currency, unapplied: sign * minor, ...namesIn(fact) };
}

function namesIn({ type, data, time }: AnyEvent): Partial<PaymentPart> {
  if (type === 'PaymentIdentified') return { customer: data.customer };
  if (type !== 'PaymentReceived') return {};
  const { customer, payer, reference } = data;
  return { customer, payer, reference, receivedAt: time };
}

type Moved = DataOf<'PaymentReceived'> & { readonly amount: MoneyJson };

const SIGNS: { readonly [T in EventType]?: 1 | 0 | -1 } = {
  PaymentReceived: 1,
  // Says whose it is; nothing moves.
  PaymentIdentified: 0,
  PaymentApplied: -1,
  PaymentUnapplied: 1,
  PaymentRefunded: -1,
  PaymentReversed: -1,
};

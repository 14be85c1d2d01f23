/** How money came in. */
export const METHODS = ['transfer', 'card', 'cheque', 'direct_debit', 'cash'] as const;
export type Method = (typeof METHODS)[number];

/**
 * How many days ahead of the seller's today a value date may lie: a cheque is dated months ahead in
 * some countries. What lies further is a typing error.
 */
export const DAYS_AHEAD = 366;

/** Part of a payment that settles part of an item. */
export type Application = {
  readonly id: string;
  readonly item: string;
  readonly document: string;
  readonly amount: number;
  readonly on: string;
};

/** Money received. amount = applied + unapplied + refunded + reversed, in minor units. */
export type Payment = {
  readonly is: 'payment';
  readonly id: string;
  readonly seller: string;
  /** null while the payer is unknown. */
  readonly customer: string | null;
  /** The payer as the bank names it. */
  readonly payer: string | null;
  readonly reference: string | null;
  /** The bank's own id of the movement; the same one is never booked twice. */
  readonly bankReference: string | null;
  readonly method: Method;
  /** When the money counts. */
  readonly valueDate: string;
  readonly receivedOn: string;
  readonly currency: string;
  readonly amount: number;
  readonly unapplied: number;
  readonly applied: number;
  readonly refunded: number;
  readonly reversed: number;
  readonly history: boolean;
  /** Names in its reference that no item had yet; empty once nothing is unapplied. */
  readonly awaited: readonly string[];
  /** Live applications, where the command needed them. */
  readonly applications: readonly Application[];
  readonly version: number;
};

export const PAYMENT_STATUSES = [
  'unidentified',
  'unapplied',
  'partially_applied',
  'applied',
  'refunded',
  'reversed',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Computed from the amounts, never set: the first that is true. */
export function statusOfPayment(payment: Payment): PaymentStatus {
  if (payment.reversed > 0) return 'reversed';
  if (payment.unapplied === 0) return payment.applied === 0 ? 'refunded' : 'applied';
  if (payment.customer === null) return 'unidentified';
  return payment.applied === 0 ? 'unapplied' : 'partially_applied';
}

/** Where a payment's unapplied rest lies in the ledger. */
export function cashAccount({ customer }: Pick<Payment, 'customer'>) {
  return customer === null ? 'unidentified_cash' : 'unapplied_cash';
}

import type { CreditReason, EventType } from '@o2c/contracts';

const HOLDS = {
  'order.duplicate': 'a repeated purchase order',
  'credit.limit': 'the credit limit',
  'credit.overdue': 'overdue items',
  'credit.review_expired': 'a credit review that is due',
  'credit.blocked': 'a blocked customer',
  'credit.approval_expired': 'an expired credit approval',
  'credit.currency': 'a currency without credit',
} satisfies Record<CreditReason['code'] | 'order.duplicate', string>;

/** What an order was held for: `credit.limit` is "the credit limit". */
export function holdInWords(code: string): string {
  const known: Readonly<Record<string, string>> = HOLDS;
  return known[code] ?? code.replace(/[._]/g, ' ');
}

const CANCELLED = ' after a cancellation';
const LESS = ' as less is wanted';
const EXPIRED = ' as its credit approval expired';

/** Empty where the sentence says it already. A person may have written "expired" of an order. */
const CAUSES: { readonly [T in EventType]?: Readonly<Record<string, string>> } = {
  OrderChanged: { changed: '', cancelled: CANCELLED, decreased: LESS },
  OrderCancelled: {
    cancelled: '',
    decreased: LESS,
    expired: ' as it expired',
    'credit.rejected': ' as credit for it was refused',
  },
  CancelRequested: { cancelled: CANCELLED, decreased: LESS, expired: EXPIRED },
  ReservationReleased: {
    cancelled: CANCELLED,
    decreased: LESS,
    expired: EXPIRED,
    short: ' as it was not found',
  },
  ShipmentVoided: { cancelled: CANCELLED },
  PaymentUnapplied: { unapplied: '' },
};

/** The end of a fact's sentence where its reason is a cause that the system names itself. */
export function causeOf(type: EventType, reason = ''): string | undefined {
  const causes = CAUSES[type] ?? {};
  return Object.hasOwn(causes, reason) ? causes[reason] : undefined;
}

/** A person's reason is told as given; a program's, `payment_announced`, without underscores. */
export function asPeopleSay(reason: string): string {
  return /^[a-z]+(_[a-z]+)+$/.test(reason) ? reason.replaceAll('_', ' ') : reason;
}

import type { EventType, FactOf } from '@o2c/contracts';
import type { Posted } from './ledger.js';
import type { OpenItem } from './open-item.js';
import type { Payment } from './payment.js';

/**
 * A business reference that may exist once (a bank's line, a loaded document), and who has it; or
 * an invoice that may not be there yet, which nobody has.
 */
export type Claim = { readonly is: 'claim'; readonly key: string; readonly holder: string | null };

/** What a row of this service is. */
export type Row = OpenItem | Payment | Claim;

/** The rows that a command touches; sorting their ids gives the order in which they are locked. */
export type Rows = { get(id: string): Row | undefined };

/** What changes rows: catalogue facts are published, the others stay in this service. */
export type ReceivablesFact =
  | FactOf<
      | 'PaymentReceived'
      | 'PaymentIdentified'
      | 'PaymentApplied'
      | 'PaymentUnapplied'
      | 'PaymentReversed'
      | 'PaymentRefunded'
      | 'OpenItemLoaded'
      | 'CreditApplied'
      | 'OpenItemClosed'
      | 'OpenItemReopened'
      | 'ItemDisputed'
      | 'WrittenOff'
      | 'ReminderSent'
    >
  | { readonly type: 'item-opened'; readonly data: OpenItem }
  | { readonly type: 'payment-booked'; readonly data: Payment }
  | { readonly type: 'claimed'; readonly data: { readonly key: string; readonly holder: string } }
  | Posted;

/** A decision: facts, a fact to wait for, or that its rows have to be looked up anew. */
export type Decision =
  | readonly ReceivablesFact[]
  | { readonly waitFor: EventType; readonly subject: string }
  | { readonly again: true };

export function itemRow(id: string): string {
  return `open_items/${id}`;
}

export function paymentRow(id: string): string {
  return `payments/${id}`;
}

export function claimRow(key: string): string {
  return `claims/${key}`;
}

export function itemIn(rows: Rows, id: string): OpenItem | undefined {
  const row = rows.get(itemRow(id));
  return row?.is === 'item' ? row : undefined;
}

export function paymentIn(rows: Rows, id: string): Payment | undefined {
  const row = rows.get(paymentRow(id));
  return row?.is === 'payment' ? row : undefined;
}

export function holderIn(rows: Rows, key: string | undefined): string | null {
  const row = key === undefined ? undefined : rows.get(claimRow(key));
  return row?.is === 'claim' ? row.holder : null;
}

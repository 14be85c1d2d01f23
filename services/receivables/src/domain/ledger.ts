/**
 * Accounts of the ledger. Unapplied cash has an account of its own, so that the sum of all open
 * items is the balance of `receivables`; `clearing` carries credit notes to the invoices they
 * settle and is always even.
 */
export const ACCOUNTS = [
  'receivables',
  'unapplied_cash',
  'unidentified_cash',
  'bank',
  'sales',
  'credit_notes',
  'write_off',
  'opening_balance',
  'refunds',
  'clearing',
] as const;

export type Account = (typeof ACCOUNTS)[number];

/** What happened: the document or act that an entry belongs to. */
export const ENTRY_KINDS = [
  'invoice',
  'credit_note',
  'loaded',
  'payment',
  'identified',
  'applied',
  'unapplied',
  'credited',
  'written_off',
  'refunded',
  'reversed',
] as const;

export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One row of the ledger: `amount` minor units, above 0, move from `credit` to `debit`. */
export type Entry = {
  readonly kind: EntryKind;
  readonly seller: string;
  /** null while the payer is unknown. */
  readonly customer: string | null;
  /** Number of the document, or the reference of the payment. */
  readonly document: string;
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: number;
  readonly currency: string;
  /** Document date, in the seller's time zone. */
  readonly on: string;
  readonly item?: string | undefined;
  readonly payment?: string | undefined;
  /** Application or refund that the entry belongs to. */
  readonly application?: string | undefined;
  readonly reason?: string | undefined;
};

/** An entry was written: the only fact that moves money. */
export type Posted = { readonly type: 'posted'; readonly data: Entry };

/** The entry for a signed amount: a negative one moves the other way, and nothing needs none. */
export function posting(entry: Entry): readonly Posted[] {
  if (entry.amount === 0) return [];
  if (entry.amount > 0) return [{ type: 'posted', data: entry }];
  const { debit, credit, amount } = entry;
  return [{ type: 'posted', data: { ...entry, debit: credit, credit: debit, amount: -amount } }];
}

/** By how much an entry raises the debit balance of an account. */
export function effectOn(account: Account, { debit, credit, amount }: Entry): number {
  return (debit === account ? amount : 0) - (credit === account ? amount : 0);
}

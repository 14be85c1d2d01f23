/** An invoice, credit note, loaded document or payment, as far as credit counts it. */
export type CreditDocument = {
  readonly kind: DocumentKind;
  /** Its number; of a payment its id. */
  readonly document: string;
  /** What is not settled of it, or not used; credit notes below zero. Minor units. */
  readonly open: number;
  /** null until the document itself was heard of: what settles it may come first. */
  readonly dueOn: string | null;
  /** What the customer disputes of it; null until anything was said about that. */
  readonly disputed: number | null;
};

export type DocumentKind = 'invoice' | 'credit_note' | 'payment';

/** What one fact says about one document. */
export type DocumentChange = {
  readonly kind: DocumentKind;
  readonly document: string;
  /** Added to what is open; minor units. */
  readonly amount: number;
  readonly dueOn?: string | undefined;
  /** What is disputed from now on. */
  readonly disputed?: number | undefined;
  /** What was disputed when the document was loaded; what was said since counts more. */
  readonly disputedAtFirst?: number | undefined;
};

/** What falls due on a day and nobody disputes, over all documents. Minor units. */
export type DueDay = { readonly on: string; readonly amount: number };

/** The document after a fact; facts about it add up in any order. */
export function changed(
  before: CreditDocument | undefined,
  { kind, document, amount, dueOn, disputed, disputedAtFirst }: DocumentChange,
): CreditDocument {
  return {
    kind,
    document,
    open: (before?.open ?? 0) + amount,
    dueOn: dueOn ?? before?.dueOn ?? null,
    disputed: disputed ?? before?.disputed ?? disputedAtFirst ?? null,
  };
}

/** What counts as overdue once the due date has passed. */
export function undisputed({ kind, dueOn, open, disputed }: CreditDocument): number {
  if (kind !== 'invoice' || dueOn === null) return 0;
  return Math.max(0, open - Math.max(0, disputed ?? 0));
}

/** What falls due on each day, after a document changed. */
export function dueAfter(
  days: readonly DueDay[],
  before: CreditDocument | undefined,
  after: CreditDocument,
): readonly DueDay[] {
  const without = before?.dueOn ? added(days, before.dueOn, -undisputed(before)) : days;
  return after.dueOn ? added(without, after.dueOn, undisputed(after)) : without;
}

function added(days: readonly DueDay[], on: string, amount: number): readonly DueDay[] {
  if (amount === 0) return days;
  const others = days.filter((day) => day.on !== on);
  const known = days.find((day) => day.on === on)?.amount ?? 0;
  return known + amount === 0 ? others : [...others, { on, amount: known + amount }];
}

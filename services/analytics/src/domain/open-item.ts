import type { AnyEvent, DataOf, EventOf, EventType } from '@o2c/contracts';
import { parseMoney, type MoneyJson } from '@o2c/money';

/** What one fact says of an open item: where it belongs, or whether it is settled. */
export type ItemPart = {
  readonly item: string;
  readonly seller?: string;
  readonly currency?: string;
  /** Its order, where billing issued it. */
  readonly order?: string;
  /** Absent for a credit note: nobody is late with it. */
  readonly dueOn?: string;
  readonly customer?: string;
  /** Its number. */
  readonly document?: string;
  readonly isInvoice?: boolean;
  /** What it adds to what is open, and to what payments settled of it, in minor units. */
  readonly open?: number;
  readonly paid?: number;
  /** When a payment settled part of it. */
  readonly paidAt?: string;
  /** Newest of the group `open-item` wins; `on` is the document date, `at` the recorded time. */
  readonly state?: {
    readonly sequence: number;
    readonly closed: boolean;
    readonly at: string;
    readonly on: string;
  };
  /** Newest of the group `dispute` wins; minor units. */
  readonly dispute?: {
    readonly sequence: number;
    readonly disputed: number;
    readonly at: string;
    readonly reason: string | null;
  };
};

/** What one fact adds to what is open of an item: minor units, by document date. */
export type ItemMovement = { readonly item: string; readonly on: string; readonly minor: number };

/** What a fact says of open items; a payment that arrives first makes no difference. */
export function itemsOf(fact: AnyEvent): readonly ItemPart[] {
  const read = ITEMS[fact.type] as ((fact: AnyEvent) => ItemPart) | undefined;
  const moved = movementsOf(fact).map(({ item, minor }) => ({ item, open: minor }));
  return read ? [read(fact), ...moved] : moved;
}

/** What a fact adds to open items, or takes off them. */
export function movementsOf(fact: AnyEvent): readonly ItemMovement[] {
  const read = MOVEMENTS[fact.type] as ((data: object) => readonly ItemMovement[]) | undefined;
  return read?.(fact.data) ?? [];
}

const ITEMS: { readonly [T in EventType]?: (fact: EventOf<T>) => ItemPart } = {
  Invoiced: ({ data: { invoice: item, number: document, seller, customer, order, ...data } }) => ({
    ...{ item, document, seller, customer, order, isInvoice: true },
    ...{ dueOn: data.dueOn, currency: data.payable.currency },
  }),
  CreditNoted: ({ data: { creditNote: item, number: document, seller, customer, ...data } }) => ({
    ...{ item, document, seller, customer, order: data.order, isInvoice: false },
    currency: data.gross.currency,
  }),
  OpenItemLoaded: ({ data: { item, document, seller, customer, kind, dueDate, amount } }) => ({
    ...{ item, document, seller, customer, currency: amount.currency },
    isInvoice: kind === 'invoice',
    ...(kind === 'invoice' && { dueOn: dueDate }),
  }),
  PaymentApplied: ({ data, time }) => {
    return { item: data.item, paid: minorOf(data.amount), paidAt: time };
  },
  PaymentUnapplied: ({ data }) => ({ item: data.item, paid: -minorOf(data.amount) }),
  ItemDisputed: ({ data: { item, disputed, reason }, sequence, time: at }) => ({
    item,
    dispute: { sequence, disputed: minorOf(disputed), at, reason: reason ?? null },
  }),
  OpenItemClosed: (fact) => stateIn(fact, true),
  OpenItemReopened: (fact) => stateIn(fact, false),
};

const MOVEMENTS: { readonly [T in EventType]?: (data: DataOf<T>) => readonly ItemMovement[] } = {
  Invoiced: (d) => [{ item: d.invoice, on: d.issuedOn, minor: minorOf(d.payable) }],
  CreditNoted: (d) => [{ item: d.creditNote, on: d.issuedOn, minor: -minorOf(d.gross) }],
  OpenItemLoaded: (d) => [{ item: d.item, on: d.documentDate, minor: minorOf(d.amount) }],
  PaymentApplied: (d) => [{ item: d.item, on: d.on, minor: -minorOf(d.amount) }],
  PaymentUnapplied: (d) => [{ item: d.item, on: d.on, minor: minorOf(d.amount) }],
  WrittenOff: (d) => [{ item: d.item, on: d.on, minor: -minorOf(d.amount) }],
  CreditApplied: (d) => [
    { item: d.item, on: d.on, minor: -minorOf(d.amount) },
    { item: d.creditItem, on: d.on, minor: minorOf(d.amount) },
  ],
};

function stateIn(
  { data, sequence, time }: EventOf<'OpenItemClosed' | 'OpenItemReopened'>,
  closed: boolean,
): ItemPart {
  return { item: data.item, state: { sequence, closed, at: time, on: data.on } };
}

function minorOf(json: MoneyJson): number {
  return parseMoney(json).minor;
}

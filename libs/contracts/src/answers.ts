import type { MoneyJson } from '@o2c/money';

/** One reason why an order does not go on, as the fact says it that the order waits behind. */
export type Blocker = {
  /** `credit.limit`, `stock.backordered`, `invoice.overdue`, … */
  readonly code: string;
  /** The service that said so. */
  readonly service: string;
  /** Type of the fact. */
  readonly event: string;
  readonly message: string;
  /** Since when the order waits for it, ISO 8601. */
  readonly since: string;
  /** When the figures were true, ISO 8601: those of a decision are from its time. */
  readonly asOf: string;
  /** Role that can free it. */
  readonly owner: string;
  /** The cheapest way to free it, in words. */
  readonly action: string;
  readonly needed?: MoneyJson | undefined;
  readonly hold?: string | undefined;
  readonly line?: number | undefined;
  readonly sku?: string | undefined;
  readonly quantity?: number | string | undefined;
  /** Number of the document that is meant. */
  readonly document?: string | undefined;
  /** Where the thing itself can be read. */
  readonly link?: string | undefined;
};

/** Everything that can wait for a person. */
export const WORK_KINDS = [
  'hold',
  'backorder',
  'short_pick',
  'late_shipment',
  'unapplied_cash',
  'short_payment',
  'disputed_item',
  'failed_email',
  'parked_fact',
] as const;

/** A kind of work. */
export type WorkKind = (typeof WORK_KINDS)[number];

/** What a list of work is sorted by: longest waiting first, or largest amount first. */
export const WORK_SORTS = ['age', 'amount'] as const;

/** An order of work. */
export type WorkSort = (typeof WORK_SORTS)[number];

/** Something that waits for a person. */
export type WorkItem = {
  readonly id: string;
  readonly kind: WorkKind;
  /** Id of what is acted on: the hold, order, payment, open item, letter or parked fact. */
  readonly subject: string;
  readonly code: string;
  readonly title: string;
  /** Role that it waits for. */
  readonly owner: string;
  /** ISO 8601. */
  readonly since: string;
  /** What is at stake; null where no money can be named. */
  readonly amount: MoneyJson | null;
  readonly customer?: { readonly id: string; readonly number: string; readonly name: string };
  readonly order?: { readonly id: string; readonly number: string };
  /** Number of the document that is meant. */
  readonly document?: string;
  readonly service: string;
  /** Where the thing itself can be read. */
  readonly link: string;
};

/** Which work is wanted. `after` is the place of the last item that is known. */
export type WorkQuestion = {
  /** Kinds that are counted. */
  readonly kinds: readonly WorkKind[];
  /** The only one that is listed; without it, all of them. */
  readonly kind?: WorkKind | undefined;
  readonly sort: WorkSort;
  readonly after?: WorkPlace | undefined;
  readonly limit: number;
  readonly owner?: string | undefined;
  /** Id or number. */
  readonly customer?: string | undefined;
};

/** What an item is sorted by; by age, currency and minor units are null. */
export type WorkPlace = {
  readonly currency: string | null;
  readonly minor: number | null;
  readonly since: string;
  readonly id: string;
};

/** How many of a kind wait. */
export type WorkCounts = { readonly [K in WorkKind]?: number };

/** Work as its keeper answers it: one item more than asked for says that there are others. */
export type WorkAnswer = { readonly items: readonly WorkItem[]; readonly counts: WorkCounts };

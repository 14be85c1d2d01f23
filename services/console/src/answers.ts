import type { Money, Page, Quantity } from '@o2c/client';

/** Why an order does not go on. */
export type Blocker = {
  readonly code: string;
  readonly service: string;
  readonly event: string;
  readonly message?: string;
  readonly since: string;
  readonly owner: string;
  readonly action: string;
  readonly needed?: Money;
  readonly hold?: string;
  readonly line?: number;
  readonly sku?: string;
  readonly quantity?: Quantity;
  readonly link?: string;
};

/** Something that waits for a person. */
export type WorkItem = {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly code: string;
  readonly title: string;
  readonly owner: string;
  readonly since: string;
  readonly amount: Money | null;
  readonly customer?: { readonly id: string; readonly number: string; readonly name: string };
  readonly order?: { readonly id: string; readonly number: string };
  readonly document?: string;
  readonly service: string;
  readonly link: string;
  readonly actions: readonly string[];
};

/** A page of work, and how much of each kind there is. */
export type WorkPage = Page<WorkItem> & { readonly counts: Readonly<Record<string, number>> };

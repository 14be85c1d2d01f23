import { creditorReference, dueDate } from '@o2c/tax';
import { numberOf, yearOf, type Invoice } from './document.js';
import { contentOf, type KnownSeller } from './invoice-content.js';
import type { ReleasedOrder, Shipment } from './order.js';

/** What an invoice is made from. `sequence` is its number in the series of its year. */
export type InvoiceBasis = {
  readonly id: string;
  readonly order: ReleasedOrder;
  readonly shipments: readonly Shipment[];
  readonly seller: KnownSeller;
  readonly customerNumber?: string | undefined;
  readonly issuedOn: string;
  readonly issuedAt: string;
  readonly sequence: number;
};

/**
 * The document date of an invoice over these shipments: today, or, where all of them are of the
 * past, the day on which the last one left.
 */
export function issueDate(historyDates: readonly (string | undefined)[], today: string): string {
  const dates = historyDates.filter((date) => date !== undefined);
  return dates.length === historyDates.length ? (dates.toSorted().at(-1) ?? today) : today;
}

/**
 * The invoice over some shipments of an order. Its tax point (BT-7) is the day on which the last
 * of them left; that day's rates apply. Throws DomainError `tax_rate.missing` when the seller has
 * no rate for a line then.
 */
export function makeInvoice(basis: InvoiceBasis): Invoice {
  const { order, shipments, seller, issuedOn, sequence } = basis;
  const { release } = order;
  const year = yearOf(issuedOn);
  const number = numberOf('invoice', year, sequence);
  const last = shipments.reduce((a, b) => (b.shippedAt > a.shippedAt ? b : a));
  return {
    kind: 'invoice',
    id: basis.id,
    ...{ number, year, sequence },
    seller: seller.id,
    customer: release.customer,
    order: order.id,
    orderNumber: release.number,
    purchaseOrder: release.purchaseOrder,
    shipments: shipments.map(({ id }) => id),
    currency: release.currency,
    issuedOn,
    issuedAt: basis.issuedAt,
    taxPointOn: last.shippedOn,
    shippedAt: last.shippedAt,
    dueOn: dueDate(release.terms, issuedOn),
    terms: release.terms,
    reference: creditorReference(number),
    history: shipments.every(({ historyOn }) => historyOn !== undefined),
    sellerParty: seller.party,
    buyer: {
      number: basis.customerNumber,
      billTo: release.billTo,
      shipTo: release.shipTo,
      vatId: release.customerVatId,
    },
    ...contentOf(order, shipments, seller, last.shippedOn),
  };
}

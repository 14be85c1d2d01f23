import { numberOf, yearOf, type CreditNote, type Invoice } from './document.js';
import { creditContent, type Credit } from './credit-content.js';
import type { Left } from './credit-left.js';

/** What a credit note is made from. `sequence` is its number in the series of its year. */
export type CreditNoteBasis = {
  readonly id: string;
  readonly invoice: Invoice;
  readonly left: Left;
  readonly credit: Credit;
  readonly shipments: readonly string[];
  readonly cause: CreditNote['cause'];
  readonly reason: string;
  readonly comment?: string | undefined;
  readonly history: boolean;
  readonly issuedOn: string;
  readonly issuedAt: string;
  readonly sequence: number;
};

/**
 * The credit note over a part of an invoice. Seller, buyer and tax point are the invoice's, so
 * that it corrects what was declared then.
 */
export function makeCreditNote(basis: CreditNoteBasis): CreditNote {
  const { invoice, issuedOn, sequence } = basis;
  const year = yearOf(issuedOn);
  return {
    kind: 'credit_note',
    id: basis.id,
    number: numberOf('credit_note', year, sequence),
    ...{ year, sequence },
    seller: invoice.seller,
    customer: invoice.customer,
    order: invoice.order,
    orderNumber: invoice.orderNumber,
    purchaseOrder: invoice.purchaseOrder,
    shipments: basis.shipments,
    currency: invoice.currency,
    issuedOn,
    issuedAt: basis.issuedAt,
    taxPointOn: invoice.taxPointOn,
    history: basis.history,
    sellerParty: invoice.sellerParty,
    buyer: invoice.buyer,
    invoice: invoice.id,
    invoiceNumber: invoice.number,
    cause: basis.cause,
    reason: basis.reason,
    comment: basis.comment,
    ...creditContent(invoice, basis.left, basis.credit),
  };
}

import type { CreditNoted, Invoiced } from '@o2c/contracts';
import { parseMoney } from '@o2c/money';
import type { OpenCreditNote, OpenInvoice } from './open-document.js';

/** The documents that billing issues: an item opens for each. */
export type Heard = Invoiced | CreditNoted;

/** What a document asks of receivables, with an id for what it may settle at once. */
export function commandOf(fact: Heard, application: string): OpenInvoice | OpenCreditNote {
  switch (fact.type) {
    case 'Invoiced':
      return invoiceOf(fact);
    case 'CreditNoted':
      return creditNoteOf(fact, application);
  }
}

function invoiceOf({ data }: Invoiced): OpenInvoice {
  const payable = parseMoney(data.payable);
  return {
    type: 'OpenInvoice',
    item: {
      ...documentOf(data),
      id: data.invoice,
      kind: 'invoice',
      invoice: data.invoice,
      dueDate: data.dueOn,
      currency: payable.currency,
      amount: payable.minor,
      reference: data.reference,
    },
    found: { payments: [] },
  };
}

/** A credit note is due when it is issued; it names its order, its invoice is another item. */
function creditNoteOf({ data }: CreditNoted, application: string): OpenCreditNote {
  const gross = parseMoney(data.gross);
  return {
    type: 'OpenCreditNote',
    item: {
      ...documentOf(data),
      id: data.creditNote,
      kind: 'credit_note',
      invoice: null,
      dueDate: data.issuedOn,
      currency: gross.currency,
      amount: -gross.minor,
      reference: null,
    },
    credits: data.invoice,
    application,
  };
}

function documentOf({
  seller,
  customer,
  number,
  order,
  issuedOn,
  history,
}: Invoiced['data'] | CreditNoted['data']) {
  return {
    seller,
    customer,
    document: number,
    origin: 'billing',
    order,
    documentDate: issuedOn,
    disputed: 0,
    history,
  } as const;
}

import type { DataOf, FactOf } from '@o2c/contracts';
import { money, moneyJson, quantityJson } from '@o2c/money';
import type { CreditNote, Document, Invoice } from './document.js';

/** What the others hear of an invoice. */
export function invoiced(invoice: Invoice): FactOf<'Invoiced'> {
  const { shippedAt, dueOn, terms, reference, currency } = invoice;
  return {
    type: 'Invoiced',
    data: {
      invoice: invoice.id,
      ...documentData(invoice),
      ...{ shippedAt, dueOn, terms, reference },
      payable: moneyJson(money(invoice.totals.payable, currency)),
    },
  };
}

/** What the others hear of a credit note. */
export function creditNoted(note: CreditNote): FactOf<'CreditNoted'> {
  const { invoice, invoiceNumber, cause, reason } = note;
  return {
    type: 'CreditNoted',
    data: { creditNote: note.id, invoice, invoiceNumber, cause, reason, ...documentData(note) },
  };
}

type DocumentData = Pick<
  DataOf<'Invoiced'>,
  keyof DataOf<'Invoiced'> & keyof DataOf<'CreditNoted'>
>;

function documentData(document: Document): Omit<DocumentData, 'invoice'> {
  const { number, seller, customer, order, issuedOn, taxPointOn, history, currency } = document;
  const json = (minor: number) => moneyJson(money(minor, currency));
  return {
    ...{ number, seller, customer, order, issuedOn, taxPointOn, history },
    shipments: [...document.shipments],
    net: json(document.totals.net),
    tax: json(document.totals.tax),
    gross: json(document.totals.gross),
    taxes: document.taxes.map(({ category, rate, base, tax }) => {
      return { category, rate, base: json(base), tax: json(tax) };
    }),
    lines: document.lines.map(({ line, orderLine, sku, quantity, net, gross }) => {
      return {
        ...{ line, orderLine, sku },
        quantity: quantityJson(quantity),
        net: json(net),
        gross: json(gross),
      };
    }),
  };
}

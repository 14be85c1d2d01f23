import { Injectable } from '@nestjs/common';
import type { CreditNoted, Invoiced } from '@o2c/contracts';
import { execute, On, type Outcome, type Tx } from '@o2c/messaging';
import { parseMoney } from '@o2c/money';
import { Clock, newId } from '@o2c/runtime';
import type { OpenCreditNote, OpenInvoice } from './domain/open-document.js';
import { receivables } from './receivables.store.js';

/** Opens an item for every document that billing issues. */
@Injectable()
export class BillingConsumer {
  constructor(private readonly clock: Clock) {}

  @On('Invoiced')
  openInvoices(facts: readonly Invoiced[], tx: Tx): Promise<readonly Outcome[]> {
    return execute(tx, receivables, facts.map(invoiceOf), facts);
  }

  @On('CreditNoted')
  openCreditNotes(facts: readonly CreditNoted[], tx: Tx): Promise<readonly Outcome[]> {
    const commands = facts.map((fact) => creditNoteOf(fact, newId(this.clock)));
    return execute(tx, receivables, commands, facts);
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

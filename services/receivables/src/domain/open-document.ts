import { DomainError } from '@o2c/contracts';
import type { MoneyJson } from '@o2c/money';
import { amountIn, fault, type Parties, partyFaults, refuseAll } from './faults.js';
import { Journal } from './journal.js';
import {
  disputable,
  inCurrency,
  itemFields,
  later,
  newItem,
  type NewItem,
  type OpenItem,
} from './open-item.js';
import { nameOf } from './reference.js';
import { type Decision, holderIn, itemIn, type Rows } from './rows.js';
import { applyCredit, ofItem } from './settle.js';
import { type FoundPayment, settleAwaiting } from './settle-waiting.js';

/** Billing issued an invoice. */
export type OpenInvoice = {
  readonly type: 'OpenInvoice';
  readonly item: NewItem;
  readonly found: { readonly payments: readonly FoundPayment[] };
};

/** Billing issued a credit note against an invoice. */
export type OpenCreditNote = {
  readonly type: 'OpenCreditNote';
  readonly item: NewItem;
  readonly credits: string;
  readonly application: string;
};

/** A document of another system becomes an open item. */
export type LoadItem = {
  readonly type: 'LoadItem';
  readonly id: string;
  readonly seller?: string | undefined;
  readonly customer: string;
  readonly document: string;
  readonly kind: 'invoice' | 'credit_note';
  readonly documentDate: string;
  readonly dueDate: string;
  /** A credit note's amount may be given with or without its minus. */
  readonly amount: MoneyJson;
  readonly disputed?: MoneyJson | undefined;
  readonly reference?: string | undefined;
  readonly history: boolean;
  readonly found: Parties & {
    readonly payments: readonly FoundPayment[];
    /** The item that has this number already. */
    readonly existing?: string | undefined;
  };
};

/** The claim on a document number, within seller and kind. */
export function documentClaim({ kind, document, found }: LoadItem): string | undefined {
  return found.seller && `document:${found.seller.id}:${kind}:${nameOf(document)}`;
}

/** Where an invoice meets its credit notes, whichever of them is heard first. */
export function invoiceClaim(invoice: string): string {
  return `invoice:${invoice}`;
}

export function openInvoice(rows: Rows, { item, found }: OpenInvoice): Decision {
  if (itemIn(rows, item.id)) return [];
  const journal = new Journal(rows);
  open(journal, newItem(item), { kind: 'invoice', against: 'sales' });
  settleAwaiting(journal, item.id, found.payments);
  return journal.facts;
}

/** Credits the invoice up to what is open of it; the rest stays an open credit note. */
export function openCreditNote(rows: Rows, command: OpenCreditNote): Decision {
  const { item, credits, application } = command;
  if (itemIn(rows, item.id)) return [];
  if (!itemIn(rows, credits)) return { waitFor: 'Invoiced', subject: credits };
  const journal = new Journal(rows);
  open(journal, newItem(item), { kind: 'credit_note', against: 'credit_notes' });
  const invoice = journal.item(credits);
  const amount = Math.min(-item.amount, invoice.open);
  const on = later(item.documentDate, invoice.documentDate);
  if (amount > 0)
    applyCredit(journal, { invoice: credits, credit: item.id, application, amount, on });
  return journal.facts;
}

/** Opens a loaded item; one number is loaded once. */
export function loadItem(rows: Rows, command: LoadItem): Decision {
  if (itemIn(rows, command.id)) return [];
  const item = checked(command);
  const claim = documentClaim(command) ?? '';
  const holder = holderIn(rows, claim) ?? command.found.existing;
  if (holder) {
    const message = `${command.document} is an open item already`;
    throw new DomainError('document.exists', message, [], { openItem: holder });
  }
  const journal = new Journal(rows);
  journal.record({ type: 'claimed', data: { key: claim, holder: item.id } });
  open(journal, item, { kind: 'loaded', against: 'opening_balance' });
  const { documentDate, dueDate, history } = item;
  const amount = inCurrency(item, item.amount);
  const disputed = inCurrency(item, item.disputed);
  journal.record({
    type: 'OpenItemLoaded',
    data: { ...itemFields(item), amount, documentDate, dueDate, disputed, history },
  });
  settleAwaiting(journal, item.id, command.found.payments);
  return journal.facts;
}

function open(
  journal: Journal,
  item: OpenItem,
  {
    kind,
    against,
  }: {
    readonly kind: 'invoice' | 'credit_note' | 'loaded';
    readonly against: 'sales' | 'credit_notes' | 'opening_balance';
  },
): void {
  const { amount, documentDate: on } = item;
  journal.record({ type: 'item-opened', data: item });
  journal.post({ kind, ...ofItem(item), debit: 'receivables', credit: against, amount, on });
  if (amount === 0) journal.record({ type: 'OpenItemClosed', data: { ...itemFields(item), on } });
}

function checked(command: LoadItem): OpenItem {
  const { id, document, kind, documentDate, dueDate, history, found } = command;
  const faults = [...partyFaults(command, found)];
  const amount = amountIn(command.amount, '/amount', faults);
  if (amount && (amount.minor === 0 || (kind === 'invoice' && amount.minor < 0))) {
    const message = `${command.amount.amount} is no amount of ${kind.replace('_', ' ')}`;
    faults.push(fault('amount.not_positive', '/amount', message));
  }
  const disputed = command.disputed && amountIn(command.disputed, '/disputed', faults);
  if (disputed && disputed.minor < 0) {
    faults.push(fault('amount.not_positive', '/disputed', 'A disputed amount is not below 0'));
  }
  if (disputed && amount && disputed.currency !== amount.currency) {
    faults.push(fault('currency.mismatch', '/disputed', `The document is in ${amount.currency}`));
  }
  refuseAll(faults);
  if (!amount || !found.seller || found.customer === undefined)
    throw new Error('a fault was not told');
  const minor = kind === 'invoice' ? amount.minor : -Math.abs(amount.minor);
  return newItem({
    id,
    seller: found.seller.id,
    customer: found.customer,
    document,
    kind,
    origin: 'loaded',
    order: null,
    invoice: null,
    documentDate,
    dueDate,
    currency: amount.currency,
    amount: minor,
    disputed: disputable(disputed?.minor ?? 0, minor),
    reference: command.reference ?? null,
    history,
  });
}

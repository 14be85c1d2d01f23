import { DomainError, type FieldError } from '@o2c/contracts';
import { notEnoughOpen } from './apply-payment.js';
import { fault, refuseAll } from './faults.js';
import { Journal } from './journal.js';
import { later } from './open-item.js';
import { type ApplyLine, type FoundItem, lineAmount } from './receive-payment.js';
import { type Decision, itemIn, type Rows } from './rows.js';
import { applyCredit } from './settle.js';

/** A clerk settles invoices with an open credit note of the same customer. */
export type ApplyCredit = {
  readonly type: 'ApplyCredit';
  readonly credit: string;
  readonly items: readonly ApplyLine[];
  readonly found: { readonly items: readonly FoundItem[]; readonly today: string };
};

/** Applies all that was chosen, or nothing: 409 `open_item.not_enough` with the new state. */
export function applyCreditNote(rows: Rows, command: ApplyCredit): Decision {
  const { found } = command;
  const credit = itemIn(rows, command.credit);
  if (!credit) throw new DomainError('open_item.unknown', `${command.credit} is not known`);
  const items = found.items.flatMap((one) => itemIn(rows, one.id) ?? []);
  const faults: FieldError[] = [];
  if (credit.kind !== 'credit_note') {
    const message = `${credit.document} is no credit note`;
    faults.push(fault('open_item.no_credit_note', '', message));
  }
  if (command.items.length === 0) {
    faults.push(fault('items.required', '/items', 'Name at least one item'));
  }
  const amounts = command.items.map((line, index) =>
    lineAmount(line, `/items/${index}`, items, credit, faults),
  );
  refuseAll(faults);
  const journal = new Journal(rows);
  for (const [index, { openItem: invoice }] of command.items.entries()) {
    const amount = amounts[index] ?? 0;
    const to = journal.item(invoice);
    if (amount > to.open) throw notEnoughOpen(to, amount);
    const from = journal.item(credit.id);
    if (amount > -from.open) throw notEnoughOpen(from, amount);
    const on = later(found.today, later(from.documentDate, to.documentDate));
    const application = found.items.find((one) => one.id === invoice)?.application ?? '';
    applyCredit(journal, { invoice, credit: credit.id, application, amount, on });
  }
  return journal.facts;
}
